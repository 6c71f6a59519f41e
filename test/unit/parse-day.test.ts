import { describe, expect, it } from 'vitest';
import { formatDayText, parseDayText, parseNearDayText } from '../../contract/values/parse-day.ts';

describe('a day as people type it', () => {
  it.each([
    ['03.06.2026', '2026-06-03'],
    ['3.6.2026', '2026-06-03'],
    ['3/6/2026', '2026-06-03'],
    [' 03062026 ', '2026-06-03'],
    ['2026-06-03', '2026-06-03'],
    ['29.02.2028', '2028-02-29'],
    ['29.02.2027', null],
    ['31.04.2026', null],
    ['00.01.2026', null],
    ['03.06.26', null],
    ['', null],
  ])('«%s» is %s', (text, date) => {
    expect(parseDayText(text)).toBe(date);
  });

  it('is written back with a point between', () => {
    expect(formatDayText('2026-06-03')).toBe('03.06.2026');
  });
});

describe('the day of a payment', () => {
  it.each(['12.11.26', '121126', '12.11.2026', '12112026', '2026-11-12'])('«%s» is read', (text) => {
    expect(parseNearDayText(text)).toBe('2026-11-12');
  });

  it.each(['', '31.11.26', '12.13.26', '1211261', 'завтра'])('«%s» is no day', (text) => {
    expect(parseNearDayText(text)).toBeNull();
  });
});

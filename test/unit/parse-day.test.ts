import { describe, expect, it } from 'vitest';
import { formatDayText, parseDayText } from '../../contract/values/parse-day.ts';

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

import { describe, expect, it } from 'vitest';
import { checkPeriod, presetPeriod } from '../../renderer/features/accounts/period.ts';

describe('the period of a statement', () => {
  it.each([
    ['today', '2026-11-16T12:00:00.000Z', '2026-11-16', '2026-11-16'],
    ['today', '2026-11-16T20:59:59.999Z', '2026-11-16', '2026-11-16'],
    ['today', '2026-11-16T21:00:00.000Z', '2026-11-17', '2026-11-17'],
    ['week', '2028-03-03T12:00:00.000Z', '2028-02-26', '2028-03-03'],
    ['month', '2026-11-30T21:00:00.000Z', '2026-12-01', '2026-12-01'],
    ['month', '2026-11-16T12:00:00.000Z', '2026-11-01', '2026-11-16'],
    ['quarter', '2026-09-30T12:00:00.000Z', '2026-07-01', '2026-09-30'],
    ['quarter', '2026-10-01T12:00:00.000Z', '2026-10-01', '2026-10-01'],
    ['quarter', '2026-02-01T12:00:00.000Z', '2026-01-01', '2026-02-01'],
  ] as const)('«%s» at %s is from %s to %s in Moscow', (preset, now, from, to) => {
    expect(presetPeriod(preset, now)).toEqual({ from, to });
  });

  it.each([
    [null, '2026-11-16', 'from-form'],
    ['2026-11-16', null, 'to-form'],
    ['2026-11-17', '2026-11-16', 'order'],
    ['2026-11-16', '2026-11-16', null],
    ['2023-05-31', '2026-11-16', 'too-early'],
    ['2023-06-01', '2026-11-16', null],
  ])('from %s to %s gives %s', (from, to, problem) => {
    expect(checkPeriod(from, to)).toBe(problem);
  });
});

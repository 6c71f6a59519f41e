import { describe, expect, it } from 'vitest';
import { pauseAfter, retryAfterMs } from '../../main/edges/tapi/retry.ts';

const now = '2026-11-02T09:00:00.000Z';

describe('Retry-After', () => {
  it.each([
    ['0', 0],
    ['1', 1_000],
    [' 120 ', 120_000],
    ['Mon, 02 Nov 2026 09:00:05 GMT', 5_000],
    ['Mon, 02 Nov 2026 08:59:59 GMT', 0],
    ['soon', null],
    ['-1', null],
    ['1.5', null],
    ['9999999999', null],
    [null, null],
  ])('reads %j as %j milliseconds', (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms);
  });
});

describe('the pause between tries', () => {
  it('doubles, and moves by at most a quarter', () => {
    expect([1, 2, 3].map((tries) => pauseAfter(tries, 0.5))).toEqual([500, 1_000, 2_000]);
    expect(pauseAfter(1, 0)).toBe(375);
    expect(pauseAfter(1, 0.999)).toBe(625);
  });
});

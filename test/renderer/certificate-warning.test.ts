import { describe, expect, it } from 'vitest';
import { certificateTone, passedWarning } from '../../renderer/features/certificates/certificate-warning.ts';

describe('the warnings of a certificate', () => {
  it.each([
    [61, null],
    [60, 60],
    [46, 60],
    [45, 45],
    [30, 30],
    [20, 20],
    [10, 10],
    [3, 3],
    [2, 3],
    [1, 1],
    [0, 1],
  ])('with %i days left the mark passed is %s', (daysLeft, mark) => {
    expect(passedWarning(daysLeft)).toBe(mark);
  });

  it.each([
    [61, 'valid', 'calm'],
    [60, 'expires-soon', 'soon'],
    [21, 'expires-soon', 'soon'],
    [20, 'expires-soon', 'urgent'],
    [0, 'expires-soon', 'urgent'],
    [-1, 'expired', 'over'],
    [0, 'expired', 'over'],
  ] as const)('with %i days left and the state %s it is shown as %s', (daysLeft, state, tone) => {
    expect(certificateTone({ daysLeft, state })).toBe(tone);
  });
});

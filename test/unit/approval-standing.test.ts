import { describe, expect, it } from 'vitest';
import type { RuleDecision } from '../../contract/areas/payments.ts';
import { approvalsWanted, wasAsked } from '../../main/domain/payments/approving/approval-standing.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';

const NEVER: Pick<Payment, 'request' | 'approvalsNeeded' | 'status'> = {
  request: null,
  approvalsNeeded: 0,
  status: 'approved',
};

describe('whether an approval was asked for', () => {
  it.each<readonly [string, Partial<typeof NEVER>, boolean]>([
    ['nothing', {}, false],
    ['a draft', { status: 'draft' }, false],
    [
      'a request, also of a record that says that none is needed',
      { request: { requestHash: 'a', sender: 'b' } },
      true,
    ],
    ['one approval that was needed', { approvalsNeeded: 1 }, true],
    ['a payment that waits', { status: 'submitted' }, true],
  ])('is told from %s', (_, change, asked) => {
    expect(wasAsked({ ...NEVER, ...change })).toBe(asked);
  });
});

describe('how many approvals are wanted', () => {
  it.each([
    [0, false, 0],
    [0, true, 1],
    [1, false, 1],
    [1, true, 1],
    [3, true, 3],
  ])('of %i by the rules, asked for: %s, are %i', (approvalsNeeded, isAsked, wanted) => {
    const decision: RuleDecision = { kind: 'allow', approvalsNeeded, reasons: [] };
    expect(approvalsWanted(decision, isAsked)).toBe(wanted);
  });
});

import { describe, expect, it } from 'vitest';
import type { RuleDecision, RuleReason } from '../../contract/areas/payments.ts';
import { PersonId } from '../../contract/values/ids.ts';
import {
  approvalStanding,
  approvalsWanted,
  wasAsked,
  type StandingFacts,
} from '../../main/domain/payments/approving/approval-standing.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { ANNA, BORIS, buildApproval, buildSetting, VERA } from '../fakes/build-approval.ts';
import { FREE_RULES } from '../fakes/vault-world.ts';

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

const FREE: RuleDecision = { kind: 'allow', approvalsNeeded: 0, reasons: [] };
const ASKS: RuleDecision = { kind: 'needs-approval', approvalsNeeded: 1, reasons: [] };
const NEVER_ASKED = { ...NEVER, reasons: [] };

const because = (code: RuleReason['code'], limitMinor: number | null = null): RuleReason => ({
  code,
  limitMinor,
  usedMinor: null,
});

function standing(change: Partial<StandingFacts> = {}) {
  return approvalStanding({
    payment: NEVER_ASKED,
    decision: FREE,
    rules: FREE_RULES,
    amountMinor: 1500_50,
    usedPayeeDayMinor: 0,
    answers: [],
    isWithdrawn: false,
    setting: buildSetting(),
    ...change,
  });
}

describe('what the rules come to for a payment that waits', () => {
  it('stays «go» where nothing asks and nothing has asked', () => {
    expect(standing()).toMatchObject({ decision: FREE, needed: 0, isEnough: true, whyNot: null });
  });

  it('is «ask» although they would let it go today, once it was asked about', () => {
    const payment = { ...NEVER_ASKED, approvalsNeeded: 1 };
    expect(standing({ payment })).toMatchObject({
      decision: { kind: 'needs-approval', approvalsNeeded: 1 },
      needed: 1,
      isEnough: false,
      whyNot: 'not-approved',
    });
  });

  it('is «refuse» when they refuse, asked about before or not', () => {
    const decision: RuleDecision = { ...FREE, kind: 'refuse', reasons: [because('over-day-cap', 1)] };
    const payment = { ...NEVER_ASKED, approvalsNeeded: 1 };
    expect(standing({ decision, payment })).toMatchObject({
      decision: { kind: 'refuse' },
      whyNot: 'refused-by-rules',
    });
  });

  it('keeps a warning of before, once, as the rules say it now where they still do', () => {
    const payment = { ...NEVER_ASKED, reasons: [because('new-payee', 1), because('possible-duplicate')] };
    const decision = { ...ASKS, reasons: [because('new-payee', 2)] };
    expect(standing({ payment, decision }).decision.reasons).toEqual([
      because('new-payee', 2),
      because('possible-duplicate'),
    ]);
  });

  it.each([
    ['below the tier', 999_99, 0, 1],
    ['at the tier', 1000_00, 0, 1],
    ['a kopeck over the tier', 1000_01, 0, 2],
    ['over it with what the payee got today', 500_00, 500_01, 2],
  ])(
    'for a warning of before asks for as many as the sum needs: %s',
    (_, amountMinor, usedPayeeDayMinor, needed) => {
      const rules = { ...FREE_RULES, tiers: [{ aboveMinor: 1000_00, approvals: 2 }] };
      const payment = { ...NEVER_ASKED, reasons: [because('possible-duplicate')] };
      const facts = { rules, payment, amountMinor, usedPayeeDayMinor };
      expect(standing(facts)).toMatchObject({ decision: { kind: 'needs-approval' }, needed });
    },
  );

  it('is not more because of a limit of before, which nobody has to answer', () => {
    const payment = { ...NEVER_ASKED, reasons: [because('over-day-limit', 1)] };
    expect(standing({ payment })).toMatchObject({ needed: 0, whyNot: null });
  });
});

describe('where the approvals stand', () => {
  const asked = { payment: { ...NEVER_ASKED, status: 'submitted' as const }, decision: ASKS };
  const yes = buildApproval();
  const no = buildApproval({ verdict: 'rejected', personId: VERA, envelope: 'e'.repeat(64) });

  it('one that counts is enough where one is needed', () => {
    expect(standing({ ...asked, answers: [yes] })).toMatchObject({
      counting: [yes],
      rejected: null,
      isEnough: true,
      whyNot: null,
    });
  });

  it('one of two that are needed is not enough', () => {
    const decision = { ...ASKS, approvalsNeeded: 2 };
    expect(standing({ ...asked, decision, answers: [yes] })).toMatchObject({ needed: 2, isEnough: false });
    const both = [yes, buildApproval({ personId: VERA })];
    expect(standing({ ...asked, decision, answers: both })).toMatchObject({ needed: 2, isEnough: true });
  });

  it('says that the approval died, not that none was given', () => {
    const dead = buildApproval({ policyVersion: 2 });
    expect(standing({ ...asked, answers: [dead] })).toMatchObject({ whyNot: 'approval-void', counting: [] });
  });

  it('says that none was given when only a record of a no lies there, which is nobody’s word', () => {
    const record = { ...no, envelope: null };
    expect(standing({ ...asked, answers: [record] })).toMatchObject({
      whyNot: 'not-approved',
      rejected: null,
    });
  });

  it('a signed no outweighs every yes, and the withdrawal too', () => {
    const answers = [yes, no];
    expect(standing({ ...asked, answers, isWithdrawn: true })).toMatchObject({
      rejected: no,
      whyNot: 'rejected',
      isEnough: false,
    });
  });

  it('a yes in an envelope is a yes', () => {
    const signed = buildApproval({ envelope: 'e'.repeat(64) });
    expect(standing({ ...asked, answers: [signed] })).toMatchObject({ rejected: null, counting: [signed] });
  });

  it('a no of whoever made the payment is no answer to it', () => {
    const own = { ...no, personId: ANNA };
    expect(standing({ ...asked, answers: [own, yes] })).toMatchObject({ rejected: null, whyNot: null });
  });

  it('a withdrawal outweighs every yes and the rules', () => {
    const decision: RuleDecision = { ...FREE, kind: 'refuse' };
    expect(standing({ ...asked, decision, answers: [yes], isWithdrawn: true }).whyNot).toBe('withdrawn');
  });

  it('shows each answer with what is wrong with it; nothing is ever wrong with a no', () => {
    const old = buildApproval({ personId: VERA, policyVersion: 2 });
    const stranger = { ...no, personId: PersonId.parse('person-gleb'), policyVersion: 2 };
    expect(standing({ ...asked, answers: [yes, old, stranger] }).answers).toEqual([
      { answer: yes, flaw: null },
      { answer: old, flaw: 'rules-changed' },
      { answer: stranger, flaw: null },
    ]);
  });

  it('an approval given before a warning came up does not cover it, one that answered it does', () => {
    const decision = { ...ASKS, reasons: [because('possible-duplicate')] };
    const answered = buildApproval({ personId: BORIS, answered: ['possible-duplicate'] });
    expect(standing({ ...asked, decision, answers: [yes] }).whyNot).toBe('approval-void');
    expect(standing({ ...asked, decision, answers: [answered] }).whyNot).toBeNull();
  });
});

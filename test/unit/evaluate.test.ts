import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyRules } from '../../contract/areas/policy.ts';
import { evaluate, type PaymentFacts } from '../../main/policy/evaluate.ts';
import { assertCoherent } from '../../main/policy/policy.ts';
import { codeOf, FREE_RULES, OWN_ACCOUNT, STRICT_RULES } from '../fakes/vault-world.ts';

function facts(change: Partial<PaymentFacts> = {}): PaymentFacts {
  return {
    amountMinor: 100_00,
    accountNumber: OWN_ACCOUNT,
    route: 'direct',
    usedDayMinor: 0,
    usedMonthMinor: 0,
    usedPayeeDayMinor: 0,
    payee: 'known',
    hasDuplicates: false,
    approvers: 2,
    ...change,
  };
}

const LIMITS = [
  ['payment', 'over-payment-limit', 'over-payment-cap', null],
  ['day', 'over-day-limit', 'over-day-cap', 'usedDayMinor'],
  ['month', 'over-month-limit', 'over-month-cap', 'usedMonthMinor'],
  ['payeeDay', 'over-payee-day-limit', 'over-payee-day-cap', 'usedPayeeDayMinor'],
] as const;

const codes = (rules: PolicyRules, change: Partial<PaymentFacts>) =>
  evaluate(rules, facts(change)).reasons.map(({ code }) => code);

describe('a limit', () => {
  it.each(LIMITS)(
    'on %s lets the exact sum pass and asks one kopeck above it (%s)',
    (name, code, _cap, used) => {
      const rules = { ...FREE_RULES, [name]: { approvalAboveMinor: 1000_00, refuseAboveMinor: null } };
      const usedMinor = used === null ? 0 : 400_00;
      const use = used === null ? {} : { [used]: usedMinor };

      const below = evaluate(rules, facts({ ...use, amountMinor: 1000_00 - usedMinor - 1 }));
      const exact = evaluate(rules, facts({ ...use, amountMinor: 1000_00 - usedMinor }));
      const above = evaluate(rules, facts({ ...use, amountMinor: 1000_00 - usedMinor + 1 }));

      expect([below.kind, exact.kind, above.kind]).toEqual(['allow', 'allow', 'needs-approval']);
      expect(above.reasons).toEqual([{ code, limitMinor: 1000_00, usedMinor }]);
    },
  );

  it.each(LIMITS)(
    'on %s refuses one kopeck above its ceiling, whoever approves (%s %s)',
    (name, _c, cap, used) => {
      const rules = { ...FREE_RULES, [name]: { approvalAboveMinor: 0, refuseAboveMinor: 1000_00 } };
      const usedMinor = used === null ? 0 : 400_00;
      const use = used === null ? {} : { [used]: usedMinor };

      const exact = evaluate(rules, facts({ ...use, amountMinor: 1000_00 - usedMinor }));
      const above = evaluate(rules, facts({ ...use, amountMinor: 1000_00 - usedMinor + 1 }));

      expect([exact.kind, above.kind]).toEqual(['needs-approval', 'refuse']);
      expect(above).toEqual({
        kind: 'refuse',
        approvalsNeeded: 0,
        reasons: [{ code: cap, limitMinor: 1000_00, usedMinor }],
      });
    },
  );

  it('of zero asks about a single kopeck', () => {
    expect(evaluate(STRICT_RULES, facts({ amountMinor: 1 })).kind).toBe('needs-approval');
  });

  it('holds with the largest sum that the form takes', () => {
    const rules = {
      ...FREE_RULES,
      month: { approvalAboveMinor: 0, refuseAboveMinor: Number.MAX_SAFE_INTEGER - 1 },
    };

    expect(evaluate(rules, facts({ amountMinor: 999_999_999_999_999 })).kind).toBe('needs-approval');
  });
});

describe('a warning', () => {
  it.each([
    [{ payee: 'new' }, true, ['new-payee']],
    [{ payee: 'new' }, false, []],
    [{ payee: 'changed-account' }, false, ['changed-payee-account']],
    [{ hasDuplicates: true }, false, ['possible-duplicate']],
    [{}, true, []],
  ] as const)('of %o with new payees asked about (%s) is %o', (change, newPayeeNeedsApproval, expected) => {
    expect(codes({ ...FREE_RULES, newPayeeNeedsApproval }, change)).toEqual(expected);
  });
});

describe('accounts', () => {
  it.each([
    [[], 'allow'],
    [[OWN_ACCOUNT], 'allow'],
    [['40702810500000000009'], 'refuse'],
  ] as const)('allowed %o give %s', (accounts, kind) => {
    expect(evaluate({ ...FREE_RULES, accounts: [...accounts] }, facts()).kind).toBe(kind);
  });
});

describe('a bank draft', () => {
  it('needs no approval of ours, and is held by ceilings and accounts', () => {
    const draft = facts({ route: 'bank-draft', payee: 'new', hasDuplicates: true });
    const capped = { ...STRICT_RULES, payment: { approvalAboveMinor: 0, refuseAboveMinor: 99_99 } };

    expect(evaluate(STRICT_RULES, draft)).toEqual({ kind: 'allow', approvalsNeeded: 0, reasons: [] });
    expect(evaluate(capped, draft).kind).toBe('refuse');
    expect(evaluate({ ...FREE_RULES, accounts: ['40702810500000000009'] }, draft).kind).toBe('refuse');
  });
});

describe('approvers', () => {
  it.each([
    [2, []],
    [1, ['no-approver']],
    [0, ['no-approver']],
  ])('%i of two needed add the reasons %o and never loosen', (approvers, added) => {
    const rules = { ...STRICT_RULES, approvalsNeeded: 2 };
    const decision = evaluate(rules, facts({ approvers }));

    expect(decision).toMatchObject({ kind: 'needs-approval', approvalsNeeded: 2 });
    expect(decision.reasons.filter(({ code }) => code === 'no-approver').map(({ code }) => code)).toEqual(
      added,
    );
  });
});

const STRENGTH = { allow: 0, 'needs-approval': 1, refuse: 2 } as const;
const sums = fc.integer({ min: 0, max: 3000 });
const limits = fc.record({
  approvalAboveMinor: sums,
  refuseAboveMinor: fc.option(sums, { nil: null }),
});
const anyRules: fc.Arbitrary<PolicyRules> = fc.record({
  payment: limits,
  day: limits,
  month: limits,
  payeeDay: limits,
  accounts: fc.constantFrom([], [OWN_ACCOUNT], ['40702810500000000009']),
  newPayeeNeedsApproval: fc.boolean(),
  approvalsNeeded: fc.integer({ min: 1, max: 5 }),
  requestHours: fc.constant(72),
});
const anyFacts: fc.Arbitrary<PaymentFacts> = fc.record({
  amountMinor: sums,
  accountNumber: fc.constant(OWN_ACCOUNT),
  route: fc.constantFrom('direct', 'bank-draft'),
  usedDayMinor: sums,
  usedMonthMinor: sums,
  usedPayeeDayMinor: sums,
  payee: fc.constantFrom('known', 'new', 'changed-account'),
  hasDuplicates: fc.boolean(),
  approvers: fc.nat(5),
});

describe('whatever the rules', () => {
  it.each(['amountMinor', 'usedDayMinor', 'usedMonthMinor', 'usedPayeeDayMinor'] as const)(
    'more of %s never loosens the answer',
    (field) => {
      fc.assert(
        fc.property(anyRules, anyFacts, fc.nat(3000), (rules, given, more) => {
          const before = evaluate(rules, given);
          const after = evaluate(rules, { ...given, [field]: given[field] + more });

          expect(STRENGTH[after.kind]).toBeGreaterThanOrEqual(STRENGTH[before.kind]);
        }),
      );
    },
  );

  it('a refusal beats everything, and asks for no approvals', () => {
    fc.assert(
      fc.property(anyRules, anyFacts, (rules, given) => {
        const { kind, approvalsNeeded, reasons } = evaluate(rules, given);
        const hasRefusal = reasons.some(
          ({ code }) => code.endsWith('-cap') || code === 'account-not-allowed',
        );

        expect(kind === 'refuse').toBe(hasRefusal);
        expect(approvalsNeeded).toBe(kind === 'needs-approval' ? rules.approvalsNeeded : 0);
        expect(reasons.length > 0).toBe(kind !== 'allow');
      }),
    );
  });
});

describe('rules that contradict themselves', () => {
  it.each(LIMITS)('are refused for %s when the ceiling is a kopeck under the free limit', async (name) => {
    const at = (refuseAboveMinor: number) => ({
      ...FREE_RULES,
      [name]: { approvalAboveMinor: 100, refuseAboveMinor },
    });

    expect(await codeOf(() => assertCoherent(at(99)))).toBe('policy-invalid');
    expect(() => assertCoherent(at(100))).not.toThrow();
    expect(() => assertCoherent(at(101))).not.toThrow();
  });
});

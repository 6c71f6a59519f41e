import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClassRule, PAYMENT_CLASSES, type PolicyRules } from '../../contract/areas/policy.ts';
import {
  approvalsFor,
  evaluate,
  type ClassMark,
  type PaymentFacts,
} from '../../main/domain/policy/evaluate.ts';
import { assertCoherent } from '../../main/domain/policy/policy.ts';
import { codeOf, errorOf, FREE_RULES, OWN_ACCOUNT, STRICT_RULES } from '../fakes/vault-world.ts';

function facts(change: Partial<PaymentFacts> = {}): PaymentFacts {
  return {
    amountMinor: 100_00,
    accountNumber: OWN_ACCOUNT,
    route: 'direct',
    usedDayMinor: 0,
    usedMonthMinor: 0,
    usedPayeeDayMinor: 0,
    usedPayeeDayPayments: 0,
    usedWithDrafts: { dayMinor: 0, monthMinor: 0, payeeDayPayments: 0 },
    payee: 'known',
    hasDuplicates: false,
    isStatementUnread: false,
    isNeverPaid: false,
    isCalledBack: false,
    approvers: 2,
    classes: [],
    rulesState: 'signed',
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

describe('a limit of the bank', () => {
  const NONE = { paymentMinor: null, dayMinor: null, monthMinor: null, payeeDayPayments: null };
  const spent = { usedDayMinor: 400_00, usedMonthMinor: 400_00, usedPayeeDayPayments: 2 };
  const spentWithDrafts = { usedWithDrafts: { dayMinor: 400_00, monthMinor: 400_00, payeeDayPayments: 2 } };
  const SUMS = [
    ['tApi', 'paymentMinor', 'over-t-api-payment', {}, 0],
    ['tApi', 'dayMinor', 'over-t-api-day', spent, 400_00],
    ['tApi', 'monthMinor', 'over-t-api-month', spent, 400_00],
    ['eds', 'paymentMinor', 'over-eds-payment', {}, 0],
    ['eds', 'dayMinor', 'over-eds-day', spentWithDrafts, 400_00],
    ['eds', 'monthMinor', 'over-eds-month', spentWithDrafts, 400_00],
  ] as const;

  it.each(SUMS)(
    '(%s %s) that a director typed refuses one kopeck above it',
    (kind, name, code, use, used) => {
      const bankLimits = { tApi: NONE, eds: NONE, [kind]: { ...NONE, [name]: 1000_00 } };
      const rules = { ...FREE_RULES, bankLimits };

      const kinds = [-1, 0, 1].map((more) =>
        evaluate(rules, facts({ ...use, amountMinor: 1000_00 - used + more })),
      );

      expect(kinds.map(({ kind: decided }) => decided)).toEqual(['allow', 'allow', 'refuse']);
      expect(kinds[2]?.reasons).toEqual([{ code, limitMinor: 1000_00, usedMinor: used }]);
    },
  );

  it.each([
    ['tApi', 'over-t-api-payee-day', spent],
    ['eds', 'over-eds-payee-day', spentWithDrafts],
  ] as const)(
    '(%s) on payments to one payee lets the last one pass and refuses the next',
    (kind, code, use) => {
      const decided = (payeeDayPayments: number) =>
        codes(
          { ...FREE_RULES, bankLimits: { tApi: NONE, eds: NONE, [kind]: { ...NONE, payeeDayPayments } } },
          use,
        );

      expect([decided(4), decided(3), decided(2)]).toEqual([[], [], [code]]);
    },
  );

  it('that nobody typed refuses nothing, for nobody knows it', () => {
    expect(evaluate(FREE_RULES, facts({ amountMinor: 100_000_01, usedDayMinor: 100_000_00 })).kind).toBe(
      'allow',
    );
  });

  it('refuses no draft: the bank asks when somebody signs it', () => {
    const set = { ...NONE, paymentMinor: 1, dayMinor: 1, payeeDayPayments: 0 };
    const rules = { ...FREE_RULES, bankLimits: { tApi: set, eds: set } };
    expect(evaluate(rules, facts({ route: 'bank-draft' })).kind).toBe('allow');
    expect(evaluate(rules, facts()).kind).toBe('refuse');
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
/** Reasons beside ceilings that refuse. */
const REFUSING = ['account-not-allowed', 'never-pay', 'call-back-missing'];
const sums = fc.integer({ min: 0, max: 3000 });
const limits = fc.record({
  approvalAboveMinor: sums,
  refuseAboveMinor: fc.option(sums, { nil: null }),
});
const classRule = fc.constantFrom(...ClassRule.options);
const bankLimitSet = fc.record({
  paymentMinor: fc.option(sums),
  dayMinor: fc.option(sums),
  monthMinor: fc.option(sums),
  payeeDayPayments: fc.option(fc.nat(4)),
});
const bankLimits = fc.option(fc.record({ tApi: bankLimitSet, eds: bankLimitSet }));
const anyRules: fc.Arbitrary<PolicyRules> = fc.record({
  payment: limits,
  day: limits,
  month: limits,
  payeeDay: limits,
  accounts: fc.constantFrom([], [OWN_ACCOUNT], ['40702810500000000009']),
  newPayeeNeedsApproval: fc.boolean(),
  approvalsNeeded: fc.integer({ min: 1, max: 5 }),
  requestHours: fc.constant(72),
  tiers: fc.array(fc.record({ aboveMinor: sums, approvals: fc.integer({ min: 2, max: 5 }) }), {
    maxLength: 4,
  }),
  classes: fc.record({ own: classRule, tax: classRule, salary: classRule }),
  approvalHours: fc.constant(null),
  callBackNeeded: fc.boolean(),
  bankLimits,
});
const anyFacts: fc.Arbitrary<PaymentFacts> = fc.record({
  amountMinor: sums,
  accountNumber: fc.constant(OWN_ACCOUNT),
  route: fc.constantFrom('direct', 'bank-draft'),
  usedDayMinor: sums,
  usedMonthMinor: sums,
  usedPayeeDayMinor: sums,
  usedPayeeDayPayments: fc.nat(4),
  usedWithDrafts: fc.record({ dayMinor: sums, monthMinor: sums, payeeDayPayments: fc.nat(4) }),
  payee: fc.constantFrom('known', 'new', 'changed-account'),
  hasDuplicates: fc.boolean(),
  isStatementUnread: fc.boolean(),
  isNeverPaid: fc.boolean(),
  isCalledBack: fc.boolean(),
  approvers: fc.nat(5),
  classes: fc.uniqueArray(fc.record({ name: fc.constantFrom(...PAYMENT_CLASSES), isSure: fc.boolean() }), {
    selector: ({ name }) => name,
  }),
  rulesState: fc.constantFrom('signed', 'none', 'not-signed', 'expired', 'behind', 'forked'),
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
          if (after.kind !== 'refuse')
            expect(after.approvalsNeeded).toBeGreaterThanOrEqual(before.approvalsNeeded);
        }),
      );
    },
  );

  it('a refusal beats everything, and asks for no approvals', () => {
    fc.assert(
      fc.property(anyRules, anyFacts, (rules, given) => {
        const { kind, approvalsNeeded, reasons } = evaluate(rules, given);
        // The bank's limits refuse a direct payment where a director has typed them in.
        const isTyped = rules.bankLimits !== null && given.route === 'direct';
        const refuses = (code: string) =>
          code.endsWith('-cap') || REFUSING.includes(code) || (isTyped && /^over-(t-api|eds)-/.test(code));
        const hasRefusal = reasons.some(({ code }) => refuses(code));

        expect(kind === 'refuse').toBe(hasRefusal);
        expect(approvalsNeeded).toBe(kind === 'needs-approval' ? approvalsFor(rules, given) : 0);
        expect(reasons.length > 0).toBe(kind !== 'allow');
      }),
    );
  });
});

describe('a tier', () => {
  const tiers = [
    { aboveMinor: 500_000_00, approvals: 2 },
    { aboveMinor: 5_000_000_00, approvals: 3 },
  ];
  const rules = { ...FREE_RULES, tiers };

  it.each([
    [500_000_00 - 1, 0, 'allow', 0],
    [500_000_00, 0, 'allow', 0],
    [500_000_00 + 1, 0, 'needs-approval', 2],
    [5_000_000_00, 0, 'needs-approval', 2],
    [5_000_000_00 + 1, 0, 'needs-approval', 3],
    [250_000_00, 250_000_00, 'allow', 0],
    [250_000_01, 250_000_00, 'needs-approval', 2],
  ])(
    'of %i after %i to the same payee that day: %s by %i',
    (amountMinor, usedPayeeDayMinor, kind, needed) => {
      const decision = evaluate(rules, facts({ amountMinor, usedPayeeDayMinor, approvers: 3 }));

      expect([decision.kind, decision.approvalsNeeded]).toEqual([kind, needed]);
    },
  );

  it('names the highest one that the sum is above', () => {
    const { reasons } = evaluate(rules, facts({ amountMinor: 5_000_000_01, approvers: 3 }));

    expect(reasons).toEqual([{ code: 'over-tier', limitMinor: 5_000_000_00, usedMinor: 0 }]);
  });

  it('counts when something else asks, and the base counts below it', () => {
    const asked = { ...rules, newPayeeNeedsApproval: true };
    const needed = (amountMinor: number) =>
      evaluate(asked, facts({ amountMinor, payee: 'new' })).approvalsNeeded;

    expect([needed(1), needed(500_000_01)]).toEqual([1, 2]);
  });

  it.each([
    [[500_000_00, 2], [5_000_000_00, 3], null],
    [[500_000_00, 2], [500_000_00, 3], 'policy-invalid'],
    [[500_000_00, 2], [500_000_00 + 1, 2], 'policy-invalid'],
    [[500_000_00, 3], [600_000_00, 2], 'policy-invalid'],
    [[600_000_00, 2], [500_000_00, 3], 'policy-invalid'],
  ] as const)('%o before %o: %s', async (first, second, code) => {
    const listed = [first, second].map(([aboveMinor, approvals]) => ({ aboveMinor, approvals }));
    const check = () => assertCoherent({ ...FREE_RULES, tiers: listed });

    if (code === null) expect(check).not.toThrow();
    else expect(await errorOf(check)).toEqual({ code, details: { limit: 'tiers' } });
  });

  it.each([
    [1, null],
    [2, 'policy-invalid'],
  ])('that asks for no more than the base of %i: %s', async (approvalsNeeded, code) => {
    const check = () =>
      assertCoherent({ ...FREE_RULES, approvalsNeeded, tiers: [{ aboveMinor: 0, approvals: 2 }] });

    if (code === null) expect(check).not.toThrow();
    else expect(await codeOf(check)).toBe(code);
  });
});

describe('a class of payments', () => {
  const sure = (name: ClassMark['name']) => ({ classes: [{ name, isSure: true }] });
  const withRule = (rules: PolicyRules, name: ClassMark['name'], rule: ClassRule) => ({
    ...rules,
    classes: { ...rules.classes, [name]: rule },
  });

  it.each(PAYMENT_CLASSES)('%s always asks when the rules say so, whatever the sum', (name) => {
    const rules = withRule(FREE_RULES, name, 'always-ask');
    const unsure = { classes: [{ name, isSure: false }] };

    expect(codes(rules, { amountMinor: 1, ...unsure })).toEqual([`class-${name}`]);
    expect(codes(rules, { amountMinor: 1 })).toEqual([]);
  });

  it.each(PAYMENT_CLASSES)('%s rests thresholds and tiers only when it is sure', (name) => {
    const strict = { ...STRICT_RULES, tiers: [{ aboveMinor: 0, approvals: 2 }] };
    const rules = withRule(strict, name, 'no-thresholds');

    expect(evaluate(rules, facts(sure(name))).kind).toBe('allow');
    expect(evaluate(rules, facts({ classes: [{ name, isSure: false }] })).kind).toBe('needs-approval');
    expect(evaluate(withRule(strict, name, 'as-others'), facts(sure(name))).kind).toBe('needs-approval');
  });

  it('asks when one of two classes does', () => {
    const rules = withRule(withRule(STRICT_RULES, 'own', 'no-thresholds'), 'salary', 'always-ask');
    const classes = [
      { name: 'own', isSure: true },
      { name: 'salary', isSure: false },
    ] as const;

    expect(codes(rules, { classes })).toEqual(['class-salary']);
  });

  it('lifts no ceiling, account, payee or duplicate', () => {
    fc.assert(
      fc.property(anyRules, anyFacts, (rules, given) => {
        const codesOf = (decision: ReturnType<typeof evaluate>) =>
          decision.reasons
            .map(({ code }) => code)
            .filter((code) => !/-limit$|^over-tier$|^class-|^no-approver$/.test(code));
        const others = { own: 'as-others', tax: 'as-others', salary: 'as-others' } as const;

        const classed = evaluate(rules, given);
        const plain = evaluate({ ...rules, classes: others }, given);

        expect(codesOf(classed)).toEqual(codesOf(plain));
        if (plain.kind === 'refuse') expect(classed).toEqual(plain);
      }),
    );
  });
});

describe('without rules of its own', () => {
  it.each([
    ['none', 'no-rules'],
    ['not-signed', 'rules-not-signed'],
    ['expired', 'rules-expired'],
    ['behind', 'rules-behind'],
    ['forked', 'rules-forked'],
  ] as const)('a company (%s) asks about every kopeck for one reason', (rulesState, code) => {
    expect(codes(STRICT_RULES, { rulesState, amountMinor: 1 })).toEqual([code]);
    expect(codes(FREE_RULES, { rulesState, amountMinor: 1 })).toEqual([code]);
  });
});

describe('rules that contradict themselves', () => {
  it.each(LIMITS)('are refused for %s when the ceiling is a kopeck under the free limit', async (name) => {
    const at = (refuseAboveMinor: number) => ({
      ...FREE_RULES,
      [name]: { approvalAboveMinor: 100, refuseAboveMinor },
    });

    expect(await errorOf(() => assertCoherent(at(99)))).toEqual({
      code: 'policy-invalid',
      details: { limit: name },
    });
    expect(() => assertCoherent(at(100))).not.toThrow();
    expect(() => assertCoherent(at(101))).not.toThrow();
  });
});

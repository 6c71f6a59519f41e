import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAYMENT_CLASSES, type PolicyRules } from '../../contract/areas/policy.ts';
import { evaluate, type PaymentFacts } from '../../main/domain/policy/evaluate.ts';
import { strictestOf } from '../../main/domain/policy/strictest.ts';

const ACCOUNTS = ['40702810500000000001', '40702810500000000002', '40702810500000000003'];
const STRENGTH = { allow: 0, 'needs-approval': 1, refuse: 2 } as const;

const sums = fc.integer({ min: 0, max: 2000 });
const limit = fc.record({ approvalAboveMinor: sums, refuseAboveMinor: fc.option(sums) });
const classRule = fc.constantFrom('as-others' as const, 'always-ask' as const, 'no-thresholds' as const);
const hours = fc.integer({ min: 1, max: 720 });

const bankLimitSet = fc.record({
  paymentMinor: fc.option(sums),
  dayMinor: fc.option(sums),
  monthMinor: fc.option(sums),
  payeeDayPayments: fc.option(fc.nat(4)),
});
const bankLimits = fc.option(fc.record({ tApi: bankLimitSet, eds: bankLimitSet }));

const anyRules: fc.Arbitrary<PolicyRules> = fc.record({
  payment: limit,
  day: limit,
  month: limit,
  payeeDay: limit,
  accounts: fc.subarray(ACCOUNTS),
  newPayeeNeedsApproval: fc.boolean(),
  approvalsNeeded: fc.integer({ min: 1, max: 5 }),
  requestHours: hours,
  tiers: fc
    .uniqueArray(sums, { maxLength: 4 })
    .map((all) =>
      all.sort((a, b) => a - b).map((aboveMinor, index) => ({ aboveMinor, approvals: index + 2 })),
    ),
  classes: fc.record({ own: classRule, tax: classRule, salary: classRule }),
  approvalHours: fc.option(hours),
  callBackNeeded: fc.boolean(),
  bankLimits,
});

const anyFacts: fc.Arbitrary<PaymentFacts> = fc.record({
  amountMinor: sums,
  accountNumber: fc.constantFrom(...ACCOUNTS),
  route: fc.constantFrom('direct' as const, 'bank-draft' as const),
  usedDayMinor: sums,
  usedMonthMinor: sums,
  usedPayeeDayMinor: sums,
  usedPayeeDayPayments: fc.nat(4),
  usedWithDrafts: fc.record({ dayMinor: sums, monthMinor: sums, payeeDayPayments: fc.nat(4) }),
  payee: fc.constantFrom('known' as const, 'new' as const, 'changed-account' as const),
  hasDuplicates: fc.boolean(),
  isStatementUnread: fc.boolean(),
  isNeverPaid: fc.boolean(),
  isCalledBack: fc.boolean(),
  classes: fc.uniqueArray(fc.record({ name: fc.constantFrom(...PAYMENT_CLASSES), isSure: fc.boolean() }), {
    selector: ({ name }) => name,
  }),
  rulesState: fc.constantFrom('signed' as const, 'forked' as const),
  approvers: fc.constant(5),
});

describe('the strictest of several rules', () => {
  it('allow nothing that one of them forbids, and ask for as many approvals as any of them', () => {
    fc.assert(
      fc.property(fc.array(anyRules, { minLength: 1, maxLength: 4 }), anyFacts, (all, facts) => {
        const together = evaluate(strictestOf(all), facts);
        for (const rules of all) {
          const alone = evaluate(rules, facts);
          expect(STRENGTH[together.kind]).toBeGreaterThanOrEqual(STRENGTH[alone.kind]);
          if (together.kind !== 'refuse')
            expect(together.approvalsNeeded).toBeGreaterThanOrEqual(alone.approvalsNeeded);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('let requests and approvals live as long as the shortest of them', () => {
    fc.assert(
      fc.property(fc.array(anyRules, { minLength: 1 }), (all) => {
        const { requestHours, approvalHours } = strictestOf(all);
        for (const rules of all) {
          expect(requestHours).toBeLessThanOrEqual(rules.requestHours);
          if (rules.approvalHours !== null)
            expect(approvalHours ?? Infinity).toBeLessThanOrEqual(rules.approvalHours);
        }
      }),
    );
  });

  it('are the rules themselves where they are alone', () => {
    fc.assert(
      fc.property(anyRules, (rules) => {
        expect(strictestOf([rules])).toEqual(rules);
      }),
    );
  });

  it('allow no account where two of them name none together', () => {
    const [rules] = fc.sample(anyRules, 1);
    if (rules === undefined) throw new Error('no rules');
    const apart = strictestOf(ACCOUNTS.slice(0, 2).map((account) => ({ ...rules, accounts: [account] })));
    expect(ACCOUNTS.some((account) => apart.accounts.includes(account))).toBe(false);
    expect(apart.accounts).not.toEqual([]);
  });
});

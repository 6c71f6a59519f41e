import type { LimitRow } from '../../../contract/areas/limits.ts';
import type { RuleReason } from '../../../contract/areas/payments.ts';
import type { BankLimits, BankLimitSet, PolicyRules } from '../../../contract/areas/policy.ts';
import { USUAL_BANK_LIMITS } from '../../../contract/t-bank/limits.ts';
import type { PaymentFacts } from './evaluate.ts';

/** A limit with what counts in it, and the reason that the rules give when a payment goes over it. */
export interface LimitFact extends LimitRow {
  readonly code: RuleReason['code'];
}

/** What the limits look at; everything else of a payment moves none of them. */
export type LimitedPayment = Pick<
  PaymentFacts,
  | 'amountMinor'
  | 'route'
  | 'usedDayMinor'
  | 'usedMonthMinor'
  | 'usedPayeeDayMinor'
  | 'usedPayeeDayPayments'
  | 'usedWithDrafts'
  | 'classes'
  | 'rulesState'
>;

/**
 * Returns every limit that a payment counts in, with what has gone and what this payment adds: whoever refuses, asks or
 * says what is left takes it from here. A threshold that asks for nothing is left out: of bank drafts, of classes that
 * rest it, and while every payment asks.
 */
export function limitsOn(rules: PolicyRules, payment: LimitedPayment): readonly LimitFact[] {
  return [...ownLimits(rules, payment), ...bankLimits(rules.bankLimits, payment)];
}

/** Tells whether the payment is of a class for which the thresholds do not ask. */
export function restsThresholds(rules: PolicyRules, { classes }: Pick<PaymentFacts, 'classes'>): boolean {
  return classes.some(({ name, isSure }) => isSure && rules.classes[name] === 'no-thresholds');
}

function ownLimits(rules: PolicyRules, payment: LimitedPayment): readonly LimitFact[] {
  const { amountMinor, usedDayMinor, usedMonthMinor, usedPayeeDayMinor } = payment;
  const asks =
    payment.route === 'direct' && payment.rulesState === 'signed' && !restsThresholds(rules, payment);
  const each = [
    ['payment', rules.payment, 0, 'over-payment-limit', 'over-payment-cap'],
    ['day', rules.day, usedDayMinor, 'over-day-limit', 'over-day-cap'],
    ['month', rules.month, usedMonthMinor, 'over-month-limit', 'over-month-cap'],
    ['payee-day', rules.payeeDay, usedPayeeDayMinor, 'over-payee-day-limit', 'over-payee-day-cap'],
  ] as const;
  return each.flatMap(([span, { approvalAboveMinor, refuseAboveMinor }, used, code, capCode]) => {
    const row = { owner: 'rules', span, unit: 'minor', used, adds: amountMinor, isDefault: false } as const;
    return [
      ...(asks ? [{ ...row, limit: approvalAboveMinor, effect: 'asks', code } as const] : []),
      ...(refuseAboveMinor === null
        ? []
        : [{ ...row, limit: refuseAboveMinor, effect: 'refuses', code: capCode } as const]),
    ];
  });
}

/**
 * What a director typed refuses before the bank does, so that no approved payment fails there; the usual limits only
 * warn, for nobody knows whether they are this company's. The bank counts a draft when it is signed there, on whatever
 * day: for a draft its limits warn. Source: tapi.md §7.
 */
function bankLimits(typed: BankLimits | null, payment: LimitedPayment): readonly LimitFact[] {
  const { tApi, eds } = typed ?? USUAL_BANK_LIMITS;
  const { usedDayMinor, usedMonthMinor, usedPayeeDayPayments, usedWithDrafts } = payment;
  const isDirect = payment.route === 'direct';
  const direct = {
    dayMinor: usedDayMinor,
    monthMinor: usedMonthMinor,
    payeeDayPayments: usedPayeeDayPayments,
  };
  const effect = typed !== null && isDirect ? 'refuses' : 'warns';
  const row = { effect, isDefault: typed === null } as const;
  return [
    ...(isDirect
      ? limitsOfSet(tApi, direct, payment).map((one) => ({ ...one, ...row, ...T_API[one.span] }))
      : []),
    ...limitsOfSet(eds, usedWithDrafts, payment).map((one) => ({ ...one, ...row, ...EDS[one.span] })),
  ];
}

type Coded = Readonly<Record<LimitRow['span'], Pick<LimitFact, 'owner' | 'code'>>>;

const T_API: Coded = {
  payment: { owner: 't-api', code: 'over-t-api-payment' },
  day: { owner: 't-api', code: 'over-t-api-day' },
  month: { owner: 't-api', code: 'over-t-api-month' },
  'payee-day': { owner: 't-api', code: 'over-t-api-payee-day' },
};

const EDS: Coded = {
  payment: { owner: 'eds', code: 'over-eds-payment' },
  day: { owner: 'eds', code: 'over-eds-day' },
  month: { owner: 'eds', code: 'over-eds-month' },
  'payee-day': { owner: 'eds', code: 'over-eds-payee-day' },
};

function limitsOfSet(
  { paymentMinor, dayMinor, monthMinor, payeeDayPayments }: BankLimitSet,
  used: PaymentFacts['usedWithDrafts'],
  { amountMinor }: LimitedPayment,
): readonly Pick<LimitRow, 'span' | 'unit' | 'limit' | 'used' | 'adds'>[] {
  const each = [
    ['payment', 'minor', paymentMinor, 0, amountMinor],
    ['day', 'minor', dayMinor, used.dayMinor, amountMinor],
    ['month', 'minor', monthMinor, used.monthMinor, amountMinor],
    ['payee-day', 'payments', payeeDayPayments, used.payeeDayPayments, 1],
  ] as const;
  return each.flatMap(([span, unit, limit, spent, adds]) =>
    limit === null ? [] : [{ span, unit, limit, used: spent, adds }],
  );
}

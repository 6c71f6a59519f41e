import { paymentOrder } from '../../../contract/values/list-order.ts';
import { moscowDate, type Instant } from '../../../contract/values/dates.ts';
import type { PaymentId } from '../../../contract/values/ids.ts';
import { parseAmountText } from '../../../contract/values/money.ts';
import { isSameAccount, payeeKey } from '../counterparties/payee.ts';
import { executedAs, isPayeeChanged } from './draft-in-bank.ts';
import type { PaymentContent } from './payment-content.ts';
import type { UseWithDrafts } from '../policy/evaluate.ts';
import { countsInBankLimits, countsInLimits, type Payment } from './payment.ts';

/** Units: kopecks, payments. */
export interface LimitsUsed {
  readonly dayMinor: number;
  readonly monthMinor: number;
  readonly payeeDayMinor: number;
  readonly payeeDayPayments: number;
  /** The same as the bank counts it in its limits for all payments. */
  readonly withDrafts: UseWithDrafts;
}

type Payee = PaymentContent['payee'];

/**
 * Sums what counts in the limits of the Moscow day and month of `now`, leaving out one payment. What was sent later
 * than `now` counts too: a clock moved back frees no limit.
 */
export function limitsUsed(
  payments: readonly Payment[],
  now: Instant,
  { payee, except }: { readonly payee: Payee | null; readonly except: PaymentId | null },
): LimitsUsed {
  const today = moscowDate(now);
  const used = { dayMinor: 0, monthMinor: 0, payeeDayMinor: 0, payeeDayPayments: 0 };
  const withDrafts = { dayMinor: 0, monthMinor: 0, payeeDayPayments: 0 };
  for (const payment of payments) {
    if (payment.paymentId === except || payment.content === null) continue;
    const spentAt = spentAtOf(payment);
    if (spentAt === null) continue;
    const day = moscowDate(spentAt);
    const { amountMinor } = executedAs(payment.content, payment.inBank);
    const sums = countsInLimits(payment) ? [used, withDrafts] : [withDrafts];
    for (const sum of sums) if (day.slice(0, 7) >= today.slice(0, 7)) sum.monthMinor += amountMinor;
    if (day < today) continue;
    for (const sum of sums) sum.dayMinor += amountMinor;
    if (payee === null) continue;
    if (isSameCounterparty(payment.content.payee, payee)) for (const sum of sums) sum.payeeDayPayments += 1;
    if (countsInLimits(payment) && isSamePayee(payment.content.payee, payee))
      used.payeeDayMinor += amountMinor;
  }
  return { ...used, withDrafts };
}

/** When a payment counts: a direct one when it was sent, a bank draft when it was heard to be executed. */
function spentAtOf(payment: Payment): Instant | null {
  if (countsInLimits(payment)) return payment.sentAt;
  return countsInBankLimits(payment) ? (executionStep(payment)?.at ?? payment.updatedAt) : null;
}

/** Returns the step at which it was heard that the payment was executed. */
export function executionStep({ steps }: Payment): Payment['steps'][number] | undefined {
  return steps.findLast(({ kind }) => kind === 'payment-executed' || kind === 'bank-draft-settled');
}

/**
 * Tells whether the bank takes two payees for one when it counts payments: by the INN, and by the account where the INN
 * is `0`. Source: tapi.md §5.4, §7; which key the bank takes is not published, a company is its INN.
 */
export function isSameCounterparty(a: Payee, b: Payee): boolean {
  return a.inn === b.inn && (a.inn !== '0' || isSameAccount(a, b));
}

/**
 * Tells whether two payments go to one payee in the sums of a day: by the INN, or by the account, whatever INN was
 * typed beside it. Where the INN is `0` all such payees are one.
 */
export function isSamePayee(a: Payee, b: Payee): boolean {
  return a.inn === b.inn || isSameAccount(a, b);
}

/**
 * The payments that reached a payee, newest first. A payee is one INN, or one name where the INN is `0`. A bank draft
 * counts when it was executed: before that nobody but its author has said that the payee is right.
 */
export function paidTo(payments: readonly Payment[], payee: Payee): readonly Payment[] {
  return payments
    .filter(
      (payment) =>
        hasReachedPayee(payment) &&
        payment.content !== null &&
        payeeKey(payment.content.payee) === payeeKey(payee),
    )
    .sort(paymentOrder);
}

/**
 * Tells whether money has reached the payee, or a draft for signature was executed at somebody's word but its author's.
 * What was changed in online banking went to somebody else.
 */
export function hasReachedPayee(payment: Payment): boolean {
  if (isPayeeChanged(payment.inBank)) return false;
  return (payment.status === 'executed' && !isByWord(payment)) || countsInLimits(payment);
}

/** The sum, also of a draft whose sum can be read. Units: kopecks; `null` while it cannot. */
export function amountOf({ content, fields }: Pick<Payment, 'content' | 'fields'>): number | null {
  return content?.amountMinor ?? parseAmountText(fields.amountText);
}

/**
 * Tells whether only a person said of a draft for signature that it was signed: nobody but its author may have seen it.
 */
export function isByWord({ fields, documentId }: Payment): boolean {
  return fields.route === 'bank-draft' && documentId === null;
}

/** Says whether the payee was paid before, and on this very account. */
export function payeeStanding(paid: readonly Payment[], payee: Payee): 'known' | 'new' | 'changed-account' {
  if (paid.length === 0) return 'new';
  const isKnown = paid.some(({ content }) => content !== null && isSameAccount(content.payee, payee));
  return isKnown ? 'known' : 'changed-account';
}

/** Which payments to an account prove what it is: any, or those that were wages as well. */
export type Proven = 'any' | 'wages';

/** The priority of wages. Source: Civil Code art. 855 p. 2; tapi.md §8.1. */
export const WAGES_ORDER = 3;

/**
 * Tells whether one of the payments to this account of the payee was approved by a director; what went out freely
 * proves nothing, and a purchase does not prove an account for wages.
 */
export function isApprovedAccount(paid: readonly Payment[], payee: Payee, proven: Proven): boolean {
  return paid.some(
    ({ content, approvalsNeeded }) =>
      approvalsNeeded > 0 &&
      content !== null &&
      isSameAccount(content.payee, payee) &&
      (proven === 'any' || content.executionOrder === WAGES_ORDER),
  );
}

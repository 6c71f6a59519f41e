import { DAY_MS, msBetween } from '../../../contract/values/dates.ts';
import type { PaymentFinder } from '../statements/show-statement.ts';
import { executedAs, keyOfExecuted, keyOfOperation } from './draft-in-bank.ts';
import { isPaid, type Payment } from './payment.ts';

/**
 * How far the bank's moment may lie from ours. Units: ms. Own choice: a payment waits that long at most for what the
 * bank wants to know, and a bank draft for a signature.
 */
const APART_MS = 30 * DAY_MS;

/**
 * Returns a finder of the payment that an operation is: the bank does not tell our id, so the number, the sum and the
 * payee's account tell it, and of several payments that are alike the nearest in time. Source: tapi.md §5.3, traps.
 */
export function paymentFinder(payments: readonly Payment[]): PaymentFinder {
  const alike = new Map<string, Payment[]>();
  for (const payment of payments) {
    const { content } = payment;
    if (content === null || payment.sentAt === null || !isPaid(payment)) continue;
    const key = keyOfExecuted(executedAs(content, payment.inBank));
    const known = alike.get(key);
    if (known === undefined) alike.set(key, [payment]);
    else known.push(payment);
  }
  return (operation) => {
    const { at } = operation;
    if (at === null) return null;
    const distance = (payment: Payment) => Math.abs(msBetween(payment.sentAt ?? at, at));
    const near = (alike.get(keyOfOperation(operation)) ?? [])
      .filter((payment) => distance(payment) <= APART_MS)
      .sort((a, b) => distance(a) - distance(b));
    return near[0]?.paymentId ?? null;
  };
}

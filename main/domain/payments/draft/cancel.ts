import { AppError } from '../../../ports/app-error.ts';
import { historyStep, journalEntry, type Actor } from '../../audit/entry.ts';
import { allOrNone } from '../all-or-none.ts';
import { timeOf } from '../company-time.ts';
import type { PaymentVault } from '../payment-vault.ts';
import { loadPayment, sentElsewhere, type PaymentSeen } from '../load-payment.ts';
import { assertStatus, moveTo, type Payment } from '../payment.ts';
import { subjectOf } from './save-draft.ts';

type TouchedByCancel = Pick<
  PaymentVault,
  'payments' | 'organizations' | 'people' | 'companies' | 'clock' | 'times' | 'publish' | 'sending'
>;

/**
 * Withdraws a payment that has not left for the bank. Errors: `payment-state` when it has, `stale-revision`.
 * Effects: the payment and a journal line. No money moves.
 */
export function cancelPayment(vault: TouchedByCancel, actor: Actor, seen: PaymentSeen): Payment {
  const payment = loadPayment(vault, seen);
  assertStatus(payment, ['draft', 'submitted', 'approved'], 'cancelled');
  // Whoever neither made nor sends it rejects it instead.
  if (sentElsewhere(vault, payment) !== null && vault.people.get(payment.preparedBy) === null)
    throw new AppError('not-entitled');
  const { companyId, paymentId } = payment;
  const at = vault.clock.now();
  const entry = journalEntry('payment-cancelled', { at, actor, companyId, subject: subjectOf(payment) });
  const steps = [...payment.steps, historyStep(entry)];
  const saved = vault.payments.save({ ...moveTo(payment, 'cancelled'), updatedAt: at, steps }, entry);
  vault.publish('payments.changed', { paymentId });
  return saved;
}

/**
 * Ends requests that nobody answered in time: the rules say how many hours a request lives.
 * Effects: each such payment and its journal line, all in one transaction. Calling twice is safe.
 */
export function expireStale(vault: TouchedByCancel, actor: Actor): void {
  const stale = vault.payments.listByStatus(['submitted', 'approved']).filter((one) => isStale(vault, one));
  if (stale.length === 0) return;
  const at = vault.clock.now();
  allOrNone(vault, ({ payments, publish }) => {
    for (const payment of stale) {
      const { companyId, paymentId } = payment;
      const entry = journalEntry('payment-expired', { at, actor, companyId, subject: subjectOf(payment) });
      const steps = [...payment.steps, historyStep(entry)];
      payments.save({ ...moveTo(payment, 'expired'), updatedAt: at, steps }, entry);
      publish('payments.changed', { paymentId });
    }
  });
}

function isStale(vault: TouchedByCancel, payment: Payment): boolean {
  const { expiresAt, paymentId } = payment;
  return expiresAt !== null && timeOf(vault, payment) >= expiresAt && !vault.sending.has(paymentId);
}

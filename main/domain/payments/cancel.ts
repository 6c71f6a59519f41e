import { AppError } from '../../ports/app-error.ts';
import { historyStep, journalEntry, type Actor } from '../audit/entry.ts';
import { timeOf } from './company-time.ts';
import { loadPayment, sentElsewhere, type PaymentParts, type PaymentSeen } from './payment-parts.ts';
import { assertStatus, moveTo, type Payment } from './payment.ts';
import { subjectOf } from './save-draft.ts';

/**
 * Withdraws a payment that has not left for the bank. Errors: `payment-state` when it has, `stale-revision`.
 * Effects: the payment and a journal line. No money moves.
 */
export function cancelPayment(parts: PaymentParts, actor: Actor, seen: PaymentSeen): Payment {
  const payment = loadPayment(parts, seen);
  assertStatus(payment, ['draft', 'submitted', 'approved'], 'cancelled');
  // Whoever neither made nor sends it rejects it instead.
  if (sentElsewhere(parts, payment) !== null && parts.people.get(payment.preparedBy) === null)
    throw new AppError('not-entitled');
  const { companyId, paymentId } = payment;
  const at = parts.clock.now();
  const entry = journalEntry('payment-cancelled', { at, actor, companyId, subject: subjectOf(payment) });
  const steps = [...payment.steps, historyStep(entry)];
  const saved = parts.payments.save({ ...moveTo(payment, 'cancelled'), updatedAt: at, steps }, entry);
  parts.publish('payments.changed', { paymentId });
  return saved;
}

/**
 * Ends requests that nobody answered in time: the rules say how many hours a request lives.
 * Effects: each such payment and its journal line. Calling twice is safe.
 */
export function expireStale(parts: PaymentParts, actor: Actor): void {
  const at = parts.clock.now();
  for (const payment of parts.payments.listByStatus(['submitted', 'approved'])) {
    const { companyId, paymentId } = payment;
    if (
      payment.expiresAt === null ||
      timeOf(parts, payment) < payment.expiresAt ||
      parts.sending.has(paymentId)
    )
      continue;
    const entry = journalEntry('payment-expired', { at, actor, companyId, subject: subjectOf(payment) });
    const steps = [...payment.steps, historyStep(entry)];
    parts.payments.save({ ...moveTo(payment, 'expired'), updatedAt: at, steps }, entry);
    parts.publish('payments.changed', { paymentId });
  }
}

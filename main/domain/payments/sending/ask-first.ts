import { AppError } from '../../../ports/app-error.ts';
import { historyStep, journalEntry, THE_APP } from '../../audit/entry.ts';
import { spendingTime } from '../company-time.ts';
import { subjectOf } from '../draft/save-draft.ts';
import { needOf } from '../need.ts';
import { moveTo, type Payment } from '../payment.ts';
import type { PaymentVault } from '../payment-vault.ts';
import { bankPaymentIdOf } from './bank-payment-id.ts';
import { answered } from './read-operations.ts';

/**
 * Asks the bank whether it has a payment that came out of a backup as a draft: it may have been sent after the backup
 * was made. Any other payment is let through without a question.
 *
 * Errors: `payment-sent-already`; reading errors of the bank, `token-none-fits`, `token-sealed`, `keychain-*`: nothing
 * was sent from here. Effects: one that the bank has is followed from then on.
 */
export async function assertNotAtBank(
  vault: Pick<
    PaymentVault,
    'payments' | 'caller' | 'bank' | 'clock' | 'digests' | 'publish' | 'times' | 'companies'
  >,
  payment: Payment,
): Promise<void> {
  const bankPaymentId = bankPaymentIdOf(vault, payment);
  if (payment.restoredAt === null || bankPaymentId === null) return;
  const state = answered(
    await vault.caller.read(needOf(payment), (credentials) =>
      vault.bank.paymentState(credentials, bankPaymentId),
    ),
  );
  if (state.kind !== 'known') return;
  const { companyId, paymentId } = payment;
  const at = vault.clock.now();
  const entry = journalEntry('payment-found', { at, actor: THE_APP, companyId, subject: subjectOf(payment) });
  const found: Payment = {
    ...moveTo(payment, 'unknown'),
    updatedAt: at,
    sentAt: spendingTime(vault, companyId),
    bankPaymentId,
    steps: [...payment.steps, historyStep(entry)],
  };
  vault.payments.save(found, entry);
  vault.publish('payments.changed', { paymentId });
  throw new AppError('payment-sent-already');
}

import type { PaymentVault } from '../payment-vault.ts';
import type { Payment } from '../payment.ts';

/**
 * Length of the digest in the payment's id at the bank; with the prefix it stays under the 64 characters of tapi.md
 * §5.4.
 */
const ID_DIGEST_LENGTH = 40;

/**
 * Returns the payment's id at the bank; `null` for a draft in online banking, which has none of ours. It is derived
 * from the approved content: two workplaces, a crash, a replayed file still make one payment.
 */
export function bankPaymentIdOf(
  { digests }: Pick<PaymentVault, 'digests'>,
  { contentHash, fields }: Pick<Payment, 'contentHash' | 'fields'>,
): string | null {
  if (fields.route === 'bank-draft') return null;
  return `kl-${digests.sha256(`klyuchnik-payment-1|${contentHash ?? ''}`).slice(0, ID_DIGEST_LENGTH)}`;
}

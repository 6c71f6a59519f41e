import type { PayeeRow } from '../../../contract/areas/payees.ts';
import type { PayeeView } from '../../../contract/areas/payments.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { paymentOrder } from '../../../contract/values/list-order.ts';
import { neverPaid, PayeeCards } from '../counterparties/payee-card.ts';
import { payeeRows } from '../counterparties/payee-rows.ts';
import { isVouched } from './approving/answers.ts';
import type { PaymentVault } from './payment-vault.ts';
import { contentOf, isPaid } from './payment.ts';
import { allSightings, payeesSeen } from './sightings.ts';

/** Returns every payee of a company with all that is known of it. */
export function payeeDirectory(
  vault: Pick<PaymentVault, 'payments' | 'payees' | 'statements'>,
  companyId: CompanyId,
): readonly PayeeRow[] {
  return payeeRows(allSightings(vault, companyId), new PayeeCards(vault.payees.list(companyId)));
}

/** How many payees a completion offers. Own choice: what fits on the screen without scrolling. */
const PAYEES_SHOWN = 8;

/**
 * Returns payees already paid whose name, INN or account contains the text, the latest first. Those that nobody may pay
 * are not offered.
 */
export function findPayees(
  vault: Pick<PaymentVault, 'payments' | 'payees' | 'statements' | 'organizations'>,
  companyId: CompanyId,
  text: string,
): PayeeView[] {
  const wanted = text.trim().toLowerCase();
  const found = new Map<string, PayeeView>();
  const all = vault.payments.list(companyId, null);
  const cards = new PayeeCards(vault.payees.list(companyId));
  const isNeverPaid = neverPaid(cards, () => payeesSeen(vault, companyId));
  for (const payment of all.filter(isPaid).sort(paymentOrder)) {
    const { payee, purpose } = contentOf(payment);
    const key = `${payee.inn}|${payee.accountNumber}`;
    const matches = `${payee.name} ${payee.inn} ${payee.accountNumber}`.toLowerCase().includes(wanted);
    if (!matches || !isVouched(vault, payment) || found.has(key) || found.size >= PAYEES_SHOWN) continue;
    if (isNeverPaid(payee)) continue;
    const { name, inn, kpp, bik } = payee;
    found.set(key, {
      name,
      inn,
      kpp,
      bik,
      bankName: payee.bankName ?? '',
      corrAccount: payee.corrAccountNumber ?? '',
      account: payee.accountNumber,
      lastPurpose: purpose,
      lastPaidAt: payment.sentAt ?? payment.updatedAt,
    });
  }
  return [...found.values()];
}

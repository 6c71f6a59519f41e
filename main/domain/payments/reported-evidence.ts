import type { ReportedEvidence } from '../../../contract/areas/approvals.ts';
import { parseAmountText } from '../../../contract/values/money.ts';
import type { PaymentVault } from './payment-vault.ts';
import type { Payment } from './payment.ts';

/**
 * Returns what the maker's computer knew when it made the request, from the signed envelope; `null` for a payment of
 * this computer, whose own ledger says it.
 * Units: kopecks.
 */
export function reportedEvidence(
  { organizations, people }: Pick<PaymentVault, 'organizations' | 'people'>,
  { companyId, preparedBy, request }: Payment,
): ReportedEvidence | null {
  if (request === null || people.get(preparedBy) !== null) return null;
  const made = organizations
    .about(companyId, request.requestHash)
    .find(({ hash }) => hash === request.requestHash);
  if (made?.envelope.kind !== 'request') return null;
  const { payee, duplicates, balance } = made.envelope.evidence;
  return {
    paidBefore: payee.paidBefore,
    lastPaidOn: payee.lastPaidOn,
    lastAmountMinor: payee.lastAmount === null ? null : parseAmountText(payee.lastAmount),
    duplicates: duplicates.map(({ on, documentNumber }) => ({ on, documentNumber })),
    availableMinor: balance === null ? null : signedAmount(balance.available),
    asOf: balance?.asOf ?? null,
  };
}

/** A balance may be below zero, which no typed sum is. */
function signedAmount(text: string): number | null {
  const amount = parseAmountText(text.replace(/^-/, ''));
  return amount !== null && text.startsWith('-') ? -amount : amount;
}

import type { DraftFields } from '../../../contract/areas/payments.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import type { BankNeed } from '../tokens/bank-caller.ts';

/** What a payment needs from a token: rouble payments over mTLS, or drafts on the ordinary host. */
export function needOf(payment: {
  readonly companyId: CompanyId;
  readonly fields: Pick<DraftFields, 'route'>;
}): BankNeed {
  const { companyId } = payment;
  return payment.fields.route === 'direct'
    ? { companyId, access: 'payments', withCertificate: true }
    : { companyId, access: 'drafts', withCertificate: false };
}

/** What looking for the same payment in the bank's statement needs. */
export function statementNeedOf(companyId: CompanyId): BankNeed {
  return { companyId, access: 'statement', withCertificate: false };
}

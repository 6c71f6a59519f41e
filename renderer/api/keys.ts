import type { PaymentGroup } from '../../contract/areas/payments.ts';
import type { CertificateId, CompanyId, PaymentId, TokenId } from '../../contract/values/ids.ts';

/** Keys of the query cache; the first part is the area, so that an event can invalidate a whole area. */
export const keys = {
  session: ['session'],
  overview: (companyId: CompanyId) => ['overview', companyId],
  tokens: ['tokens'],
  tokenList: ['tokens', 'list'],
  token: (tokenId: TokenId) => ['tokens', 'one', tokenId],
  standings: ['standings'],
  standing: (companyId: CompanyId) => ['standings', companyId],
  reminders: ['reminders'],
  certificates: ['certificates'],
  certificate: (certificateId: CertificateId) => ['certificates', 'one', certificateId],
  accounts: ['accounts'],
  accountList: (companyId: CompanyId) => ['accounts', 'list', companyId],
  statement: (companyId: CompanyId, accountNumber: string, from: string, to: string) => [
    'accounts',
    'statement',
    companyId,
    accountNumber,
    from,
    to,
  ],
  payments: ['payments'],
  paymentList: (companyId: CompanyId, group: PaymentGroup) => ['payments', 'list', companyId, group],
  payment: (paymentId: PaymentId) => ['payments', 'one', paymentId],
  preview: (companyId: CompanyId, fields: unknown) => ['payments', 'preview', companyId, fields],
  payees: (companyId: CompanyId, text: string) => ['payments', 'payees', companyId, text],
  approvals: (companyId: CompanyId) => ['approvals', companyId],
  policy: (companyId: CompanyId) => ['policy', companyId],
  journal: () => ['journal'],
  training: ['training'],
} as const;

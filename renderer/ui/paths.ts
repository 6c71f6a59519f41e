import type { RiskKind } from '../../contract/areas/overview.ts';
import type { PaymentId, TokenId } from '../../contract/values/ids.ts';

/** Addresses of the screens, for `<Link href>` and `useLocation` of wouter. */
export const paths = {
  overview: '/',
  tokens: '/tokens',
  tokensOf: (filter: RiskKind) => `/tokens/filter/${filter}`,
  token: (tokenId: TokenId) => `/tokens/${tokenId}`,
  certificates: '/certificates',
  payments: '/payments',
  newPayment: '/payments/new',
  payment: (paymentId: PaymentId) => `/payments/${paymentId}`,
  editPayment: (paymentId: PaymentId) => `/payments/${paymentId}/edit`,
  approvals: '/approvals',
  approval: (paymentId: PaymentId) => `/approvals/${paymentId}`,
  accounts: '/accounts',
  journal: '/journal',
  settings: '/settings',
} as const;

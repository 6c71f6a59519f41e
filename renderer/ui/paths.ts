import type { RiskKind } from '../../contract/areas/overview.ts';
import type { PlanKind } from '../../contract/areas/plans.ts';
import type { CertificateId, CompanyId, PaymentId, PlanId, TokenId } from '../../contract/values/ids.ts';

/** The parts of the settings, in the order of the screen. */
export const SETTINGS_TABS = [
  'general',
  'policy',
  'people',
  'organization',
  'companies',
  'banks',
  'protection',
  'exchange',
  'storage',
  'backup',
  'trust',
  'training',
  'about',
] as const;
export type SettingsTab = (typeof SETTINGS_TABS)[number];

/** Addresses of the screens, for `<Link href>` and `useLocation` of wouter. */
export const paths = {
  overview: '/',
  tokens: '/tokens',
  /** What a risk card counts: of one company, or of all. */
  risk: (kind: RiskKind, companyId: CompanyId | null) =>
    kind === 'certificates'
      ? `/certificates/trouble/${companyId ?? '-'}`
      : `/tokens/filter/${kind}/${companyId ?? '-'}`,
  token: (tokenId: TokenId) => `/tokens/${tokenId}`,
  /** The token with the diagnosis open. */
  tokenWhy: (tokenId: TokenId) => `/tokens/${tokenId}/why`,
  plans: '/plans',
  plan: (planId: PlanId) => `/plans/${planId}`,
  newPlan,
  certificates: '/certificates',
  certificate: (certificateId: CertificateId) => `/certificates/${certificateId}`,
  payments: '/payments',
  newPayment: '/payments/new',
  /** Payments that are prepared again and again. */
  templates: '/payments/templates',
  /** Orders of a file of 1C. */
  orders: '/payments/from-1c',
  /** A file that lies in the folder of 1C. */
  foundOrders: (fileId: string) => `/payments/from-1c/${fileId}`,
  newPaymentTo: (payeeAccount: string) => `/payments/new/to/${payeeAccount}`,
  payment: (paymentId: PaymentId) => `/payments/${paymentId}`,
  editPayment: (paymentId: PaymentId) => `/payments/${paymentId}/edit`,
  approvals: '/approvals',
  approval: (paymentId: PaymentId) => `/approvals/${paymentId}`,
  accounts: '/accounts',
  payees: '/payees',
  journal: '/journal',
  settings: '/settings',
  settingsOf: (tab: SettingsTab) => `/settings/${tab}`,
} as const;

/**
 * What a plan is started with from elsewhere: the token concerned, and the address to add to it or to take from
 * everywhere.
 */
export interface PlanSubject {
  readonly tokenId?: TokenId;
  readonly address?: string;
}

/** Where a plan of a kind begins: it says what is going to happen, and starts nothing by itself. */
function newPlan(kind: PlanKind, { tokenId, address }: PlanSubject = {}): string {
  return `/plans/new/${kind}/${tokenId ?? '-'}/${address === undefined ? '-' : encodeURIComponent(address)}`;
}

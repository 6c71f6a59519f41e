import type { AuditLog } from '../audit/audit-ports.ts';
import type { AuthorityStore } from '../certificates/authority.ts';
import type { CertificateDrafts } from '../certificates/certificate-drafts.ts';
import type { CertificateRequestStore, CertificateStore } from '../certificates/certificates-ports.ts';
import type { CompanyStore, StandingStore } from '../companies/companies-ports.ts';
import type { SpareKeyParts } from './spare-key.ts';
import type { PaymentFollower } from '../payments/follow.ts';
import type { PaymentParts } from '../payments/payment-parts.ts';
import type { Exchange } from '../requests/exchange-ports.ts';
import type { PeopleStore, PersonKeys } from '../people/people-ports.ts';
import type { PlanParts } from '../plans/plan-parts.ts';
import type { BankTime, Clock } from '../../ports/ports.ts';
import type { AccountStore } from '../statements/accounts-ports.ts';
import type { TokenStore } from '../tokens/tokens-ports.ts';
import type { SettingsStore } from './settings.ts';

/** Everything that exists only while the vault is open. */
export interface OpenedVault {
  readonly companies: CompanyStore;
  readonly standings: StandingStore;
  readonly people: PeopleStore;
  readonly tokens: TokenStore;
  readonly certificates: CertificateStore;
  readonly requests: CertificateRequestStore;
  readonly authorities: AuthorityStore;
  /** What was read from files and is not kept yet; wiped when the vault closes. */
  readonly drafts: CertificateDrafts;
  readonly accounts: AccountStore;
  readonly settings: SettingsStore;
  readonly audit: AuditLog;
  readonly spareKey: SpareKeyParts;
  readonly personKeys: PersonKeys;
  readonly payments: PaymentParts;
  readonly plans: PlanParts;
  readonly follower: PaymentFollower;
  /** Carries signed files of organizations between computers. */
  readonly exchange: Exchange;
  readonly clock: Clock;
  readonly bankTime: BankTime;
  readonly isReadOnly: boolean;
  /** Opened by the spare key, the keychain being shut; `isReadOnly` then. */
  readonly isBySpareKey: boolean;
  readonly damagedRecords: number;
  /** Starts what goes on by itself: following payments, the training bank. */
  readonly start: () => void;
  /** Effects: the file is closed, the keys and the connections made with them are let go. */
  readonly close: () => Promise<void>;
}

import type { RecordsMisfit } from '../../../contract/areas/session.ts';
import type { PersonId } from '../../../contract/values/ids.ts';
import type { AuditLog } from '../audit/audit-ports.ts';
import type { AuthorityStore } from '../certificates/authority.ts';
import type { BankPins } from '../certificates/bank-pins.ts';
import type { CertificateDrafts } from '../certificates/certificate-drafts.ts';
import type { CertificateRequestStore } from '../certificates/certificates-ports.ts';
import type { OrdersFolderStore } from '../payments/draft/orders-folder.ts';
import type { OrdersWatch } from '../payments/draft/orders-watch.ts';
import type { TemplateStore } from '../payments/draft/template.ts';
import type { SendingRun } from '../payments/sending/sending-run.ts';
import type { PaymentFollower } from '../payments/sending/follow.ts';
import type { PaymentVault } from '../payments/payment-vault.ts';
import type { Exchange } from '../requests/exchange-ports.ts';
import type { PlanVault } from '../plans/plan-vault.ts';
import type { StatementReader } from '../statements/read-statement.ts';
import type { BackupVault } from './backup-verbs.ts';
import type { RecordsCheck } from './records-check.ts';
import type { SpareKeyParts } from './spare-key.ts';
import type { SettingsStore } from './settings.ts';

/**
 * Everything that exists only while the vault is open. Nobody takes it whole: a verb names with `Pick` what it touches.
 */
export interface OpenedVault extends PaymentVault, PlanVault {
  readonly certificateRequests: CertificateRequestStore;
  readonly authorities: AuthorityStore;
  /** What the bank's hosts are pinned to. */
  readonly pins: BankPins;
  /** What was read from files and is not kept yet; wiped when the vault closes. */
  readonly drafts: CertificateDrafts;
  readonly settings: SettingsStore;
  readonly audit: AuditLog;
  readonly spareKey: SpareKeyParts;
  readonly backup: BackupVault;
  readonly follower: PaymentFollower;
  /** Sends many payments one after another. */
  readonly sendingRun: SendingRun;
  readonly templates: TemplateStore;
  readonly ordersFolders: OrdersFolderStore;
  /** Watches the folders into which 1C exports. */
  readonly ordersWatch: OrdersWatch;
  readonly statementReader: StatementReader;
  /** Carries signed files of organizations between computers. */
  readonly exchange: Exchange;
  readonly isReadOnly: boolean;
  /** Opened by the spare key, the keychain being shut; `isReadOnly` then. */
  readonly isBySpareKey: boolean;
  readonly damagedRecords: number;
  /** What was changed outside the program; `isReadOnly` then. */
  readonly misfit: RecordsMisfit | null;
  /** Whether every record was opened by now. */
  readonly check: RecordsCheck;
  /** Directors whose key is not in the keychain; looked at only where there is a misfit, which they cannot accept. */
  readonly keyless: ReadonlySet<PersonId>;
  /** The keychain has the text of a token; looked at only where the records came out of a backup. */
  readonly hasTokenTexts: boolean;
  /** Starts what goes on by itself: following payments, the training bank. */
  readonly start: () => void;
  /** Effects: the file is closed, the keys and the connections made with them are let go. */
  readonly close: () => Promise<void>;
}

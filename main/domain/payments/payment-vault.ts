import type { CheckpointKeeper } from '../../ports/checkpoint-ports.ts';
import type { CompanyId, PaymentId } from '../../../contract/values/ids.ts';
import type { Bank } from '../../ports/bank-ports.ts';
import type { CompanyTimes } from '../time/company-times.ts';
import type { BankDirectory } from '../counterparties/banks-ports.ts';
import type { PayeeStore } from '../counterparties/payees-ports.ts';
import type { OrganizationVault } from '../organizations/organization-vault.ts';
import type { SealingKeys } from '../people/people-ports.ts';
import type { AccountStore } from '../statements/accounts-ports.ts';
import type { StatementStore } from '../statements/statement-record.ts';
import type { BankCaller } from '../tokens/bank-caller.ts';
import type { TokenStore } from '../tokens/tokens-ports.ts';
import type { ApprovalStore } from './approving/approvals-ports.ts';
import type { AmountWords, PaymentStore } from './payments-ports.ts';
import type { SendAuthorizations } from './send-authorizations.ts';

/**
 * An opened vault as payments know it. A verb takes no more of it than it names by `Pick`; `open-vault.ts` fills it.
 */
export interface PaymentVault extends OrganizationVault {
  readonly payments: PaymentStore;
  readonly approvals: ApprovalStore;
  readonly accounts: AccountStore;
  /** What was read of the bank's statements. */
  readonly statements: StatementStore;
  /** What people have added to payees. */
  readonly payees: PayeeStore;
  /** The Bank of Russia's directory, when one was read in. */
  readonly bankDirectory: BankDirectory;
  readonly tokens: TokenStore;
  readonly caller: BankCaller;
  readonly bank: Bank;
  readonly sealingKeys: SealingKeys;
  /** Sealed tokens that a director has opened for one send each. */
  readonly authorizations: SendAuthorizations;
  readonly words: AmountWords;
  /** What time it is for a company, whatever the computer's clock says. */
  readonly times: CompanyTimes;
  /** Asks the bank for the balances again, by itself; failures only show in the accounts. */
  readonly refreshBalances: (companyId: CompanyId) => void;
  /** Payments whose sending is under way in this process; anything else in `submitting` was cut off by a crash. */
  readonly sending: Set<PaymentId>;
  /** What the newest records are is kept outside their file before money moves. */
  readonly checkpoints: CheckpointKeeper;
  /** People have moved to another computer: nothing is paid from here until a director says otherwise. */
  readonly isLeft: () => boolean;
}

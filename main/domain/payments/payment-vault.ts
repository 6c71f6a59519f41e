import type { CompanyId, PaymentId } from '../../../contract/values/ids.ts';
import type { Bank } from '../../ports/bank-ports.ts';
import type { Clock, Digests, Fingerprints, Ids, Log, Publish } from '../../ports/ports.ts';
import type { SecretPrompt } from '../../ports/secret-prompt-ports.ts';
import type { CompanyStore } from '../companies/companies-ports.ts';
import type { CompanyTimes } from '../time/company-times.ts';
import type { Organizations } from '../organizations/organizations.ts';
import type { EnvelopeStore, OrganizationStore } from '../organizations/organizations-ports.ts';
import type { MemberKeys, PeopleStore, PersonKeys, SealingKeys } from '../people/people-ports.ts';
import type { PolicyStore } from '../policy/policy-ports.ts';
import type { AccountStore } from '../statements/accounts-ports.ts';
import type { BankCaller } from '../tokens/bank-caller.ts';
import type { TokenStore } from '../tokens/tokens-ports.ts';
import type { ApprovalStore } from './approving/approvals-ports.ts';
import type { AmountWords, PaymentStore } from './payments-ports.ts';
import type { SendAuthorizations } from './send-authorizations.ts';

/**
 * An opened vault as payments know it. A verb takes no more of it than it names by `Pick`; `open-vault.ts` fills it.
 */
export interface PaymentVault {
  readonly payments: PaymentStore;
  readonly approvals: ApprovalStore;
  readonly policies: PolicyStore;
  readonly organizations: Organizations;
  readonly organizationRecords: OrganizationStore;
  readonly envelopes: EnvelopeStore;
  readonly people: PeopleStore;
  readonly companies: CompanyStore;
  readonly accounts: AccountStore;
  readonly tokens: TokenStore;
  readonly caller: BankCaller;
  readonly bank: Bank;
  readonly personKeys: PersonKeys;
  readonly memberKeys: MemberKeys;
  readonly sealingKeys: SealingKeys;
  /** Sealed tokens that a director has opened for one send each. */
  readonly authorizations: SendAuthorizations;
  readonly prompt: SecretPrompt;
  readonly digests: Digests;
  readonly fingerprints: Fingerprints;
  readonly words: AmountWords;
  readonly clock: Clock;
  /** What time it is for a company, whatever the computer's clock says. */
  readonly times: CompanyTimes;
  readonly ids: Ids;
  readonly publish: Publish;
  readonly log: Log;
  /** Asks the bank for the balances again, by itself; failures only show in the accounts. */
  readonly refreshBalances: (companyId: CompanyId) => void;
  /** Payments whose sending is under way in this process; anything else in `submitting` was cut off by a crash. */
  readonly sending: Set<PaymentId>;
}

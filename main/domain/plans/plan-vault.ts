import type { PlanId } from '../../../contract/values/ids.ts';
import type { Bank } from '../../ports/bank-ports.ts';
import type { Keychain, WorkplaceKey } from '../../ports/keychain-ports.ts';
import type { BankTime, Clock, Digests, Fingerprints, Ids, Publish } from '../../ports/ports.ts';
import type { SecretPrompt } from '../../ports/secret-prompt-ports.ts';
import type { CertificateStore } from '../certificates/certificates-ports.ts';
import type { CompanyStore, CompanyEventStore } from '../companies/companies-ports.ts';
import type { BankCaller } from '../tokens/bank-caller.ts';
import type { TokenStore } from '../tokens/tokens-ports.ts';
import type { PlanStore, ThisComputer } from './plans-ports.ts';

/** An opened vault as plans know it. A verb takes no more of it than it names by `Pick`. */
export interface PlanVault {
  readonly plans: PlanStore;
  readonly tokens: TokenStore;
  readonly companies: CompanyStore;
  readonly companyEvents: CompanyEventStore;
  readonly certificates: CertificateStore;
  readonly keychain: Keychain;
  readonly fingerprints: Fingerprints;
  readonly bank: Bank;
  readonly caller: BankCaller;
  readonly clock: Clock;
  readonly bankTime: BankTime;
  readonly ids: Ids;
  readonly publish: Publish;
  readonly prompt: SecretPrompt;
  readonly digests: Digests;
  readonly workplaceKey: WorkplaceKey;
  readonly computer: ThisComputer;
  /** Plans in which the app is at work, so that two clicks stay apart. */
  readonly acting: Set<PlanId>;
}

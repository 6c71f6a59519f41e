import type { CompanyId, TokenId } from '../../../contract/values/ids.ts';
import type { FileSaver } from '../../ports/document-ports.ts';
import type { Keychain } from '../../ports/keychain-ports.ts';
import type { Clock, Digests, Fingerprints, Ids, Publish } from '../../ports/ports.ts';
import type { SecretPrompt } from '../../ports/secret-prompt-ports.ts';
import type { CertificateStore } from '../certificates/certificates-ports.ts';
import type { Organizations } from '../organizations/organizations.ts';
import type { OrganizationStore } from '../organizations/organizations-ports.ts';
import type { MemberKeys, PeopleStore, PersonKeys } from '../people/people-ports.ts';
import type { TokenStore } from '../tokens/tokens-ports.ts';

/**
 * An opened vault as the move of a token knows it, and where its files go. A verb takes no more of it than it names by
 * `Pick`.
 */
export interface MoveVault {
  readonly tokens: TokenStore;
  readonly certificates: CertificateStore;
  readonly people: PeopleStore;
  readonly organizations: Organizations;
  readonly organizationRecords: OrganizationStore;
  readonly personKeys: PersonKeys;
  readonly memberKeys: MemberKeys;
  readonly keychain: Keychain;
  readonly prompt: SecretPrompt;
  readonly saver: FileSaver;
  readonly digests: Digests;
  readonly fingerprints: Fingerprints;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly publish: Publish;
  /** Ends the connections that hold a certificate's key. */
  readonly connections: { forgetCertificate(certificateId: string): void };
  /**
   * Tells whether a payment of the company is being sent, or one that the token sent is not settled: only that token
   * may ask the bank about it.
   */
  readonly isInUse: (companyId: CompanyId, tokenId: TokenId) => boolean;
}

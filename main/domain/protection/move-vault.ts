import type { CompanyId, TokenId } from '../../../contract/values/ids.ts';
import type { FileSaver } from '../../ports/document-ports.ts';
import type { Keychain } from '../../ports/keychain-ports.ts';
import type { CertificateStore } from '../certificates/certificates-ports.ts';
import type { OrganizationVault } from '../organizations/organization-vault.ts';
import type { TokenStore } from '../tokens/tokens-ports.ts';

/**
 * An opened vault as the move of a token knows it, and where its files go. A verb takes no more of it than it names by
 * `Pick`.
 */
export interface MoveVault extends OrganizationVault {
  readonly tokens: TokenStore;
  readonly certificates: CertificateStore;
  readonly keychain: Keychain;
  readonly saver: FileSaver;
  /** Ends the connections that hold a certificate's key. */
  readonly connections: { forgetCertificate(certificateId: string): void };
  /**
   * Tells whether a payment of the company is being sent, or one that the token sent is not settled: only that token
   * may ask the bank about it.
   */
  readonly isInUse: (companyId: CompanyId, tokenId: TokenId) => boolean;
}

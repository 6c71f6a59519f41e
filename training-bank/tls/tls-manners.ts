import type { CertificateMode } from '../state/bank-settings.ts';
import { createAuthority, issueServerIdentity } from './tls-certificates.ts';
import type { TlsManner } from './tls-listener.ts';

/** The manners in which the two listeners can meet callers. */
export interface Manners {
  /** The authority that callers are told to trust. */
  readonly authorityPem: string;
  readonly ordinary: (chain: 'trusted' | 'untrusted') => TlsManner;
  readonly secured: (mode: CertificateMode) => TlsManner;
}

/** Makes the server chains of one run: one that callers trust, one they do not. Source: tapi.md §10.1. */
export function createManners(clientAuthorityPems: readonly string[]): Manners {
  const authority = createAuthority('Klyuchnik training bank');
  const trusted = issueServerIdentity(authority);
  const untrusted = issueServerIdentity(createAuthority('Unknown authority'));
  return {
    authorityPem: authority.certificatePem,
    ordinary: (chain) => ({
      ...(chain === 'trusted' ? trusted : untrusted),
      clientCertificate: 'not-asked',
    }),
    secured: (mode) => ({
      ...(mode === 'untrusted-root' ? untrusted : trusted),
      clientAuthorityPems,
      clientCertificate: mode === 'handshake' ? 'required' : 'asked',
    }),
  };
}

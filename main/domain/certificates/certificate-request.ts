import { z } from 'zod';
import { RequestSubject } from '../../../contract/areas/certificates.ts';
import { Instant } from '../../../contract/values/dates.ts';
import { CertificateId, CompanyId } from '../../../contract/values/ids.ts';

export { RequestSubject };

/**
 * A key made here and the request that goes to the bank. The certificate that comes back takes over the id, so the key
 * stays in the keychain under the name that it was made with: `certificate-key:<requestId>`.
 */
export const CertificateRequest = z.strictObject({
  requestId: CertificateId,
  companyId: CompanyId,
  subject: RequestSubject,
  csrPem: z.string(),
  /** SHA-256 of the public key, hex: by it the certificate is recognised. */
  publicKeyHash: z.string(),
  /** Keyed fingerprint of the private key's text. */
  keyFingerprint: z.string(),
  createdAt: Instant,
  /** Who made it. */
  createdBy: z.string(),
  status: z.enum(['waiting', 'issued', 'abandoned']),
  endedAt: Instant.nullable(),
});
export type CertificateRequest = z.infer<typeof CertificateRequest>;

import { z } from 'zod';
import { DAY_MS, Instant, msBetween } from '../../contract/values/dates.ts';
import { CertificateId, CompanyId } from '../../contract/values/ids.ts';

/** The public part of an mTLS certificate; its key lies in the keychain under `certificate-key:<certificateId>`. */
export const Certificate = z.strictObject({
  certificateId: CertificateId,
  companyId: CompanyId,
  label: z.string(),
  subject: z.string(),
  issuer: z.string(),
  serial: z.string(),
  /** SHA-256 of the DER form, hex. */
  fingerprint: z.string(),
  notBefore: Instant,
  notAfter: Instant,
  /** The certificate first, then its intermediates. */
  chainPem: z.string(),
  /** Keyed fingerprint of the private key's text. */
  keyFingerprint: z.string(),
  importedAt: Instant,
});
export type Certificate = z.infer<typeof Certificate>;

/** Days before the end from which a certificate deserves attention. Source: design of issue 3; the bank's own mails come at 20, 10, 3 and 1 (tapi.md §4.1). */
export const CERTIFICATE_WARNING_DAYS = 60;

/** Units: whole days until the end; negative when it has passed. */
export function certificateDaysLeft(certificate: Certificate, now: Instant): number {
  return Math.floor(msBetween(now, certificate.notAfter) / DAY_MS);
}

/** Says whether the certificate can be shown to the bank now. */
export function certificateState(
  certificate: Certificate,
  now: Instant,
): 'valid' | 'expires-soon' | 'expired' | 'not-yet-valid' {
  if (now >= certificate.notAfter) return 'expired';
  if (now < certificate.notBefore) return 'not-yet-valid';
  return certificateDaysLeft(certificate, now) <= CERTIFICATE_WARNING_DAYS ? 'expires-soon' : 'valid';
}

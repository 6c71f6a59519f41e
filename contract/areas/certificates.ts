import { z } from 'zod';
import { Instant } from '../values/dates.ts';
import { CertificateId, CompanyId, TokenId } from '../values/ids.ts';

/** The public part of an mTLS certificate; the key never leaves the keychain. */
export const CertificateView = z.strictObject({
  certificateId: CertificateId,
  companyId: CompanyId,
  companyName: z.string(),
  label: z.string(),
  subject: z.string(),
  issuer: z.string(),
  serial: z.string(),
  fingerprint: z.string(),
  notBefore: Instant,
  notAfter: Instant,
  /** Units: whole days until `notAfter`; negative when it has passed. */
  daysLeft: z.int(),
  state: z.enum(['valid', 'expires-soon', 'expired', 'not-yet-valid']),
  boundTokens: z.array(z.strictObject({ tokenId: TokenId, label: z.string() })),
});
export type CertificateView = z.infer<typeof CertificateView>;

/** Main asks for the files (certificate and key, PEM) in the system's own dialog. */
export const CertificateInput = z.strictObject({
  companyId: CompanyId,
  label: z.string().trim().min(1).max(60),
});

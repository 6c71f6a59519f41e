import { z } from 'zod';
import {
  KeyAlgorithm,
  KeyPlace,
  ReissueMarks,
  RetireReason,
  type CertificateWarning,
} from '../../../contract/areas/certificates.ts';
import { daysUntil, Instant, LocalDate } from '../../../contract/values/dates.ts';
import { WARNING_DAYS } from '../../../contract/values/warnings.ts';
import { CertificateId, CompanyId } from '../../../contract/values/ids.ts';
import { HistoryStep } from '../audit/entry.ts';
import { Sealing } from '../people/sealing.ts';

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
  /** Whose passphrase opens the key, said before the key is sealed; `null` while whoever owns the session can. */
  sealing: Sealing.omit({ isWhole: true }).nullable().default(null),
  importedAt: Instant,
  /** SHA-256 of the public key, hex; '' in records made before this was kept. */
  publicKeyHash: z.string().default(''),
  /** `null` in records made before this was kept. */
  keyAlgorithm: KeyAlgorithm.nullable().default(null),
  keyUsages: z.array(z.string()).nullable().default(null),
  purposes: z.array(z.string()).nullable().default(null),
  isAuthority: z.boolean().default(false),
  /** The person with whose e-signature the application was signed; told by a person. */
  holder: z.string().default(''),
  signatureUntil: LocalDate.nullable().default(null),
  keyPlaces: z.array(KeyPlace).default([{ kind: 'here', name: '' }]),
  replaces: CertificateId.nullable().default(null),
  note: z.string().default(''),
  /** Since then the key is destroyed here and the certificate is shown to nobody. */
  retiredAt: Instant.nullable().default(null),
  retireReason: RetireReason.nullable().default(null),
  /** Steps of getting the one that comes after this. */
  reissue: ReissueMarks.default({}),
  history: z.array(HistoryStep).default([]),
});
export type Certificate = z.infer<typeof Certificate>;

/**
 * Days before the end from which a certificate deserves attention. Source: design of issue 3; the bank's own mails come
 * at 20, 10, 3 and 1 (tapi.md §4.1).
 */
export const CERTIFICATE_WARNING_DAYS = WARNING_DAYS.certificate[0];

/**
 * Weakest keys that raise no warning. Units: bits. Source: the bank asks for RSA-2048 (tapi.md §4.3); NIST SP 800-57
 * part 1 rev. 5, table 2.
 */
const MIN_RSA_BITS = 2048;

/** Curves that raise no warning. Source: RFC 8446 §4.2.7; what OpenSSL and BoringSSL call them. */
const STRONG_CURVES: readonly string[] = ['prime256v1', 'secp384r1', 'secp521r1'];

/** Steps kept in the record itself; the journal has all. Own choice. */
const HISTORY_KEPT = 100;

/** Units: days of the Moscow calendar until the end; negative when it has passed. */
export function certificateDaysLeft({ notAfter }: Pick<Certificate, 'notAfter'>, now: Instant): number {
  return daysUntil(notAfter, now);
}

/** Says whether the certificate can be shown to the bank now. */
export function certificateState(
  certificate: Pick<Certificate, 'notBefore' | 'notAfter'> & Partial<Pick<Certificate, 'retiredAt'>>,
  now: Instant,
): 'valid' | 'expires-soon' | 'expired' | 'not-yet-valid' | 'retired' {
  if (certificate.retiredAt !== undefined && certificate.retiredAt !== null) return 'retired';
  if (now >= certificate.notAfter) return 'expired';
  if (now < certificate.notBefore) return 'not-yet-valid';
  return certificateDaysLeft(certificate, now) <= CERTIFICATE_WARNING_DAYS ? 'expires-soon' : 'valid';
}

/** Says what is odd about a certificate. A key or purpose that was never recorded raises nothing. */
export function certificateWarnings(
  certificate: Pick<Certificate, 'notBefore' | 'notAfter' | 'keyUsages' | 'purposes' | 'isAuthority'> & {
    readonly keyAlgorithm: Certificate['keyAlgorithm'];
  },
  now: Instant,
): CertificateWarning[] {
  const { keyAlgorithm, keyUsages, purposes } = certificate;
  const isClient =
    purposes === null || purposes.includes('clientAuth') || purposes.includes('anyExtendedKeyUsage');
  const found: readonly (readonly [CertificateWarning, boolean])[] = [
    ['expired', now >= certificate.notAfter],
    ['not-yet-valid', now < certificate.notBefore],
    ['weak-key', keyAlgorithm !== null && isWeak(keyAlgorithm)],
    ['no-client-auth', !isClient],
    ['no-signature', keyUsages !== null && !keyUsages.includes('digitalSignature')],
    ['authority', certificate.isAuthority],
  ];
  return found.flatMap(([warning, isThere]) => (isThere ? [warning] : []));
}

/** Certificates that this one came after, however many steps back. */
export function olderCertificates(
  certificate: Pick<Certificate, 'certificateId' | 'replaces'>,
  all: readonly Certificate[],
): readonly Certificate[] {
  const older: Certificate[] = [];
  let next = certificate.replaces;
  while (next !== null && next !== certificate.certificateId) {
    const before = all.find((one) => one.certificateId === next);
    if (before === undefined || older.includes(before)) break;
    older.push(before);
    next = before.replaces;
  }
  return older;
}

/** Returns the certificate with one more step of its history. */
export function withStep(certificate: Certificate, step: HistoryStep): Certificate {
  return { ...certificate, history: [...certificate.history, step].slice(-HISTORY_KEPT) };
}

function isWeak({ kind, size }: KeyAlgorithm): boolean {
  switch (kind) {
    case 'rsa':
      return Number(size) < MIN_RSA_BITS;
    case 'ec':
      return !STRONG_CURVES.includes(size);
    case 'other':
      return true;
  }
}

import type { KeepInput } from '../../../contract/areas/certificates.ts';
import { CertificateId, type CompanyId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Keychain } from '../../ports/keychain-ports.ts';
import type { Clock, Fingerprints, Ids } from '../../ports/ports.ts';
import { assertWritten } from '../../ports/read-secret.ts';
import { historyStep, journalEntry, type Actor } from '../audit/entry.ts';
import { withStep, type Certificate } from './certificate.ts';
import type { CertificateRequest } from './certificate-request.ts';
import type {
  CertificateFacts,
  CertificateRequestStore,
  CertificateStore,
  ReadPair,
} from './certificates-ports.ts';

export interface KeepCertificateParts {
  readonly certificates: CertificateStore;
  readonly keychain: Keychain;
  readonly fingerprints: Fingerprints;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** What a person tells of the certificate. */
export type ReportedCertificate = Omit<KeepInput, 'draftId' | 'fingerprint'>;

/**
 * Keeps a certificate with its key. Errors: `certificate-duplicate`, `not-found` (the replaced one), `keychain-*`,
 * `store-*`.
 * Effects: the key in the keychain first, then the record and a journal line; the caller wipes the key.
 */
export async function keepCertificate(
  parts: KeepCertificateParts,
  actor: Actor,
  reported: ReportedCertificate,
  { facts, key }: ReadPair,
): Promise<Certificate> {
  assertNew(parts.certificates, reported, facts);
  const certificateId = CertificateId.parse(parts.ids.newId());
  const keyFingerprint = parts.fingerprints.ofSecret(key);
  const { certificate, entry } = recordOf(parts, actor, { certificateId, reported, facts, keyFingerprint });
  assertWritten(await parts.keychain.write(`certificate-key:${certificateId}`, key));
  try {
    parts.certificates.add(certificate, entry);
  } catch (error) {
    await parts.keychain.remove(`certificate-key:${certificateId}`);
    throw error;
  }
  return certificate;
}

/** The request that a certificate answers: the key that waits for it. */
export function requestFor(
  { certificateRequests }: { readonly certificateRequests: CertificateRequestStore },
  { publicKeyHash }: Pick<CertificateFacts, 'publicKeyHash'>,
): CertificateRequest | null {
  const waiting = certificateRequests.list(null).filter(({ status }) => status === 'waiting');
  return waiting.find((one) => one.publicKeyHash === publicKeyHash) ?? null;
}

/**
 * Keeps a certificate that answers a request; it takes over the request's id, so its key already lies where it belongs.
 * Errors: `certificate-duplicate`, `not-found`, `store-*`. Effects: certificate, end of the request and journal line,
 * all or none.
 */
export function keepIssued(
  parts: Pick<KeepCertificateParts, 'certificates' | 'clock'> & {
    readonly certificateRequests: CertificateRequestStore;
  },
  actor: Actor,
  reported: ReportedCertificate,
  { facts, request }: { readonly facts: CertificateFacts; readonly request: CertificateRequest },
): Certificate {
  assertNew(parts.certificates, reported, facts);
  const { requestId: certificateId, keyFingerprint } = request;
  const own = { ...reported, companyId: request.companyId };
  const { certificate, entry } = recordOf(parts, actor, {
    certificateId,
    reported: own,
    facts,
    keyFingerprint,
  });
  parts.certificateRequests.addIssued(
    { ...request, status: 'issued', endedAt: entry.at },
    certificate,
    entry,
  );
  return certificate;
}

interface NewRecord {
  readonly certificateId: CertificateId;
  readonly reported: ReportedCertificate;
  readonly facts: CertificateFacts;
  readonly keyFingerprint: string;
}

function recordOf(
  { clock }: Pick<KeepCertificateParts, 'clock'>,
  actor: Actor,
  { certificateId, reported, facts, keyFingerprint }: NewRecord,
) {
  const at = clock.now();
  const details = { serial: facts.serial, until: facts.notAfter };
  const { companyId, label: subject } = reported;
  const entry = journalEntry('certificate-imported', { at, actor, companyId, subject, details });
  const certificate: Certificate = {
    ...facts,
    keyUsages: facts.keyUsages === null ? null : [...facts.keyUsages],
    purposes: facts.purposes === null ? null : [...facts.purposes],
    ...reported,
    certificateId,
    keyFingerprint,
    sealing: null,
    importedAt: at,
    keyPlaces: [{ kind: 'here', name: '' }],
    retiredAt: null,
    retireReason: null,
    reissue: {},
    history: [],
  };
  return { certificate: withStep(certificate, historyStep(entry)), entry };
}

function assertNew(
  certificates: CertificateStore,
  { companyId, replaces }: { readonly companyId: CompanyId; readonly replaces: CertificateId | null },
  { fingerprint }: Pick<CertificateFacts, 'fingerprint'>,
): void {
  const own = certificates.list(companyId);
  if (own.some((known) => known.fingerprint === fingerprint)) throw new AppError('certificate-duplicate');
  if (replaces !== null && !own.some((known) => known.certificateId === replaces))
    throw new AppError('not-found', { what: 'certificate' });
}

import type {
  EditCertificateInput,
  KeyPlace,
  ReissueStep,
  RetireReason,
} from '../../../contract/areas/certificates.ts';
import type { JournalDetails, JournalKind } from '../../../contract/areas/audit.ts';
import type { CertificateId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Keychain } from '../../ports/keychain-ports.ts';
import type { Clock } from '../../ports/ports.ts';
import { assertWritten } from '../../ports/read-secret.ts';
import { historyStep, journalEntry, type Actor } from '../audit/entry.ts';
import { olderCertificates, withStep, type Certificate } from './certificate.ts';
import type { CertificateStore } from './certificates-ports.ts';

export interface ChangeCertificateParts {
  readonly certificates: CertificateStore;
  readonly clock: Clock;
}

/**
 * Puts right what a person told of a certificate. Errors: `not-found`; `bad-request` when it would come after itself,
 * or when the places say that the key is here and it is not, or the other way round. Effects: the record and a journal
 * line that names what changed.
 */
export function editCertificate(
  parts: ChangeCertificateParts,
  actor: Actor,
  { certificateId, ...reported }: EditCertificateInput,
): Certificate {
  const before = existing(parts, certificateId);
  assertPlaces(before, reported.keyPlaces);
  assertReplaces(parts, before, reported.replaces);
  const changed = (['label', 'holder', 'signatureUntil', 'replaces', 'note', 'keyPlaces'] as const).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(reported[name]),
  );
  if (changed.length === 0) return before;
  const after = { ...before, ...reported };
  return save(parts, actor, after, { kind: 'certificate-edited', details: { changed: changed.join(' ') } });
}

/** Ticks or unticks a step of the reissue. Errors: `not-found`. Effects: the record and a journal line. */
export function markReissueStep(
  parts: ChangeCertificateParts,
  actor: Actor,
  {
    certificateId,
    step,
    isDone,
  }: {
    readonly certificateId: CertificateId;
    readonly step: ReissueStep;
    readonly isDone: boolean;
  },
): Certificate {
  const before = existing(parts, certificateId);
  if ((before.reissue[step] !== undefined) === isDone) return before;
  const { [step]: _undone, ...others } = before.reissue;
  const reissue = isDone ? { ...others, [step]: parts.clock.now() } : others;
  const details = { cabinetStep: step, isOn: isDone };
  return save(parts, actor, { ...before, reissue }, { kind: 'certificate-step-marked', details });
}

/**
 * Destroys the key here and keeps the record: nothing is deleted. The key goes first, so a crash in between leaves a
 * certificate that can be retired again. Errors: `not-found`, `certificate-state` (retired already), `keychain-*`,
 * `store-*`.
 * Effects: the keychain item, the record, a journal line. At the bank the certificate lives on until its own end
 * (tapi.md §4.1).
 */
export async function retireCertificate(
  parts: ChangeCertificateParts & { readonly keychain: Keychain },
  actor: Actor,
  { certificateId, reason }: { readonly certificateId: CertificateId; readonly reason: RetireReason },
): Promise<Certificate> {
  if (existing(parts, certificateId).retiredAt !== null) throw new AppError('certificate-state');
  assertWritten(await parts.keychain.remove(`certificate-key:${certificateId}`));
  const before = existing(parts, certificateId);
  const elsewhere = before.keyPlaces.filter(({ kind }) => kind !== 'here');
  const lost: KeyPlace = { kind: 'lost', name: '' };
  const after: Certificate = {
    ...before,
    retiredAt: parts.clock.now(),
    retireReason: reason,
    keyPlaces:
      reason === 'key-lost' && !elsewhere.some(({ kind }) => kind === 'lost')
        ? [...elsewhere, lost]
        : elsewhere,
  };
  return save(parts, actor, after, { kind: 'certificate-retired', details: { retireReason: reason } });
}

interface Change {
  readonly kind: JournalKind;
  readonly details: JournalDetails;
}

function save(
  { certificates, clock }: ChangeCertificateParts,
  actor: Actor,
  certificate: Certificate,
  { kind, details }: Change,
): Certificate {
  const { companyId, label: subject } = certificate;
  const entry = journalEntry(kind, { at: clock.now(), actor, companyId, subject, details });
  const after = withStep(certificate, historyStep(entry));
  certificates.save(after, entry);
  return after;
}

function existing({ certificates }: ChangeCertificateParts, certificateId: CertificateId): Certificate {
  const certificate = certificates.get(certificateId);
  if (certificate === null) throw new AppError('not-found', { what: 'certificate' });
  return certificate;
}

/** Whether the key is here is a fact of the keychain, which a person does not change by telling otherwise. */
function assertPlaces({ keyPlaces, retiredAt }: Certificate, reported: readonly KeyPlace[]): void {
  const here = (places: readonly KeyPlace[]) => places.filter(({ kind }) => kind === 'here').length;
  const isNameless = reported.some(({ kind, name }) => kind === 'elsewhere' && name === '');
  if (here(reported) !== (retiredAt === null ? here(keyPlaces) : 0) || isNameless)
    throw new AppError('bad-request', { field: 'keyPlaces' });
}

function assertReplaces(
  { certificates }: ChangeCertificateParts,
  { certificateId, companyId }: Certificate,
  replaces: CertificateId | null,
): void {
  if (replaces === null) return;
  const all = certificates.list(companyId);
  const older = all.find((one) => one.certificateId === replaces);
  if (older === undefined) throw new AppError('not-found', { what: 'certificate' });
  // Not even through others.
  const before = [older, ...olderCertificates(older, all)];
  if (before.some((one) => one.certificateId === certificateId))
    throw new AppError('bad-request', { field: 'replaces' });
}

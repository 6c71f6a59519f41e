import { CertificateId, type CompanyId } from '../../contract/values/ids.ts';
import { AppError } from '../app-error.ts';
import { journalEntry, type Actor } from '../audit/entry.ts';
import type { Keychain } from '../keychain-ports.ts';
import type { Clock, Fingerprints, Ids } from '../ports.ts';
import { assertWritten } from '../read-secret.ts';
import type { Secret } from '../secret.ts';
import type { SecretPrompt } from '../secret-prompt-ports.ts';
import type { Certificate } from './certificate.ts';
import type { CertificateReader, CertificateStore, ReadCertificate } from './certificates-ports.ts';

export interface ImportCertificateParts {
  readonly certificates: CertificateStore;
  readonly reader: CertificateReader;
  readonly prompt: SecretPrompt;
  readonly keychain: Keychain;
  readonly fingerprints: Fingerprints;
  readonly clock: Clock;
  readonly ids: Ids;
}

export interface CertificateFiles {
  readonly companyId: CompanyId;
  readonly label: string;
  readonly files: readonly Secret[];
}

/**
 * Imports an mTLS certificate with its private key from PEM files; an encrypted key's passphrase is asked for and not kept.
 *
 * Errors: `certificate-unreadable`, `key-unreadable`, `key-mismatch`, `certificate-duplicate`, `cancelled-by-person`, `keychain-*`, `store-*`.
 * Effects: the key in the keychain first, then the record and a journal line; the files stay where they are and are wiped from memory.
 */
export async function importCertificate(
  parts: ImportCertificateParts,
  actor: Actor,
  { companyId, label, files }: CertificateFiles,
): Promise<Certificate> {
  try {
    const read = await readFiles(parts, label, files);
    try {
      return await keep(parts, actor, { companyId, label, read });
    } finally {
      read.key.wipe();
    }
  } finally {
    for (const file of files) file.wipe();
  }
}

async function readFiles(
  { reader, prompt }: ImportCertificateParts,
  subject: string,
  files: readonly Secret[],
): Promise<ReadCertificate> {
  if (!reader.needsPassphrase(files)) return reader.read(files, null);
  const question = { kind: 'key-passphrase' as const, subject, facts: [], minLength: 1 };
  return prompt.ask(question, async (passphrase) => reader.read(files, passphrase));
}

async function keep(
  parts: ImportCertificateParts,
  actor: Actor,
  { companyId, label, read }: { companyId: CompanyId; label: string; read: ReadCertificate },
): Promise<Certificate> {
  const { certificates, keychain, fingerprints, clock, ids } = parts;
  const { key, ...facts } = read;
  if (
    certificates
      .list(null)
      .some((known) => known.fingerprint === facts.fingerprint && known.companyId === companyId)
  )
    throw new AppError('certificate-duplicate');
  const certificateId = CertificateId.parse(ids.newId());
  const at = clock.now();
  const keyFingerprint = fingerprints.ofSecret(key);
  const certificate: Certificate = {
    ...facts,
    certificateId,
    companyId,
    label,
    keyFingerprint,
    importedAt: at,
  };
  assertWritten(await keychain.write(`certificate-key:${certificateId}`, key));
  try {
    const details = { serial: facts.serial, until: facts.notAfter };
    certificates.add(
      certificate,
      journalEntry('certificate-imported', { at, actor, companyId, subject: label, details }),
    );
  } catch (error) {
    await keychain.remove(`certificate-key:${certificateId}`);
    throw error;
  }
  return certificate;
}

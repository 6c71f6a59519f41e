import type { CompanyId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { SecretPrompt } from '../../ports/secret-prompt-ports.ts';
import type { Actor } from '../audit/entry.ts';
import type { Certificate } from './certificate.ts';
import type { CertificateReader } from './certificates-ports.ts';
import { keepCertificate, type KeepCertificateParts } from './keep-certificate.ts';
import { readCertificates, wipeKeys } from './read-certificates.ts';
import type { SourceFile } from '../../ports/document-ports.ts';

export interface ImportCertificateParts extends KeepCertificateParts {
  readonly reader: CertificateReader;
  readonly prompt: SecretPrompt;
}

export interface ImportedFiles {
  readonly companyId: CompanyId;
  readonly label: string;
  readonly files: readonly SourceFile[];
}

/**
 * Reads files and keeps the first certificate whose key is in them, without asking which.
 * Errors: those of `readCertificates` and `keepCertificate`; `key-missing`.
 * Effects: the key in the keychain first, then the record and a journal line; the files stay where they are and are
 * wiped from memory.
 */
export async function importCertificate(
  parts: ImportCertificateParts,
  actor: Actor,
  { companyId, label, files }: ImportedFiles,
): Promise<Certificate> {
  try {
    const read = await readCertificates(parts, files);
    try {
      const [pair] = read.pairs;
      if (pair === undefined) throw new AppError('key-missing');
      const reported = { companyId, label, holder: '', signatureUntil: null, replaces: null, note: '' };
      return await keepCertificate(parts, actor, reported, pair);
    } finally {
      wipeKeys(read);
    }
  } finally {
    for (const { bytes } of files) bytes.wipe();
  }
}

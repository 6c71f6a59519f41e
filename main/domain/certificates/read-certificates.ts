import { AppError } from '../../ports/app-error.ts';
import type { SecretPrompt } from '../../ports/secret-prompt-ports.ts';
import type { CertificateReader, ReadCertificates } from './certificates-ports.ts';
import type { SourceFile } from '../../ports/document-ports.ts';

/** Most files that are read at once. Source: own choice; a certificate, its key, a container and a chain are fewer. */
export const MAX_FILES = 10;

/**
 * Reads certificates and keys from files; asks for a passphrase when something is locked, and keeps it nowhere.
 * Errors: those of `CertificateReader.read`, `certificate-files-many`, `cancelled-by-person`.
 */
export async function readCertificates(
  { reader, prompt }: { readonly reader: CertificateReader; readonly prompt: SecretPrompt },
  files: readonly SourceFile[],
): Promise<ReadCertificates> {
  if (files.length > MAX_FILES) throw new AppError('certificate-files-many');
  try {
    return await reader.read(files, null);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'passphrase-wrong') throw error;
    const subject = String(error.details['file'] ?? '');
    const question = { kind: 'key-passphrase' as const, subject, facts: [], minLength: 1 };
    return prompt.ask(question, (passphrase) => reader.read(files, passphrase));
  }
}

/** Wipes the keys of what was read. */
export function wipeKeys({ pairs }: Pick<ReadCertificates, 'pairs'>): void {
  for (const { key } of pairs) key.wipe();
}

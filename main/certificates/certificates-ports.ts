import type { Instant } from '../../contract/values/dates.ts';
import type { CertificateId, CompanyId } from '../../contract/values/ids.ts';
import type { JournalEntry } from '../audit/entry.ts';
import type { Secret } from '../secret.ts';
import type { Certificate } from './certificate.ts';

export interface CertificateStore {
  get(certificateId: CertificateId): Certificate | null;
  list(companyId: CompanyId | null): readonly Certificate[];
  add(certificate: Certificate, entry: JournalEntry): void;
}

/** The facts of a certificate that was read from files. */
export interface ReadCertificate {
  readonly subject: string;
  readonly issuer: string;
  readonly serial: string;
  readonly fingerprint: string;
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  readonly chainPem: string;
  /** Unencrypted PKCS#8 PEM. */
  readonly key: Secret;
}

/** Reads certificate and key files. */
export interface CertificateReader {
  /**
   * Finds the certificate and the private key in the given PEM texts, in any order, and checks that they belong together.
   * Errors: `certificate-unreadable`, `key-unreadable`, `key-mismatch`, `passphrase-wrong` (the key is encrypted and the passphrase is missing or wrong).
   */
  read(files: readonly Secret[], keyPassphrase: Secret | null): ReadCertificate;
  /** Tells whether the files hold an encrypted key, for which a passphrase has to be asked. */
  needsPassphrase(files: readonly Secret[]): boolean;
}

/** Asks the person for files in the system's own dialog and reads them. `null` when the dialog was closed. */
export interface FilePicker {
  pickCertificateFiles(): Promise<readonly Secret[] | null>;
}

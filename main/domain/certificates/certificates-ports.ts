import type { Instant } from '../../../contract/values/dates.ts';
import type { FoundInFile, KeyAlgorithm } from '../../../contract/areas/certificates.ts';
import type { CertificateId, CompanyId } from '../../../contract/values/ids.ts';
import type { Secret } from '../../ports/secret.ts';
import type { JournalEntry } from '../audit/entry.ts';
import type { Certificate } from './certificate.ts';
import type { CertificateRequest, RequestSubject } from './certificate-request.ts';
import type { PickedFile, SourceFile } from '../../ports/document-ports.ts';

export type { FoundInFile };

export interface CertificateStore {
  get(certificateId: CertificateId): Certificate | null;
  list(companyId: CompanyId | null): readonly Certificate[];
  add(certificate: Certificate, entry: JournalEntry): void;
  /** Errors: `not-found`, `store-*`. */
  save(certificate: Certificate, entry: JournalEntry): void;
}

/** Requests for certificates whose keys were made here. Nothing is deleted: an ended request stays as a record. */
export interface CertificateRequestStore {
  get(requestId: CertificateId): CertificateRequest | null;
  list(companyId: CompanyId | null): readonly CertificateRequest[];
  add(request: CertificateRequest, entry: JournalEntry): void;
  save(request: CertificateRequest, entry: JournalEntry): void;
  /** Writes the certificate that a request led to, and the end of the request, in one step. */
  addIssued(request: CertificateRequest, certificate: Certificate, entry: JournalEntry): void;
}

/** What a person is told of a certificate that was read from files. */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  readonly serial: string;
  /** SHA-256 of the DER form, hex. */
  readonly fingerprint: string;
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  /** The certificate first, then its intermediates. */
  readonly chainPem: string;
  /** SHA-256 of the public key (SubjectPublicKeyInfo), hex; '' for a key of a kind that is not known. */
  readonly publicKeyHash: string;
  readonly keyAlgorithm: KeyAlgorithm;
  /** `null`: the certificate does not limit its use. Source: RFC 5280 §4.2.1.3. */
  readonly keyUsages: readonly string[] | null;
  /** Extended key usage; `null` as above. Source: RFC 5280 §4.2.1.12. */
  readonly purposes: readonly string[] | null;
  /** The certificate of an authority. */
  readonly isAuthority: boolean;
}

/** A certificate with its private key, unencrypted PKCS#8 in PEM. */
export interface ReadPair {
  readonly facts: CertificateFacts;
  readonly key: Secret;
}

export interface ReadCertificates {
  /** Certificates whose keys were in the files. */
  readonly pairs: readonly ReadPair[];
  /** When there is no pair: the certificates, for a key that may wait here. */
  readonly lonely: readonly CertificateFacts[];
  readonly files: readonly { readonly name: string; readonly holds: readonly FoundInFile[] }[];
}

/** Reads certificates and keys out of files of other programs. */
export interface CertificateReader {
  /**
   * Finds certificates and private keys in the files, in any order and of any known kind, and puts together what
   * belongs together. The empty passphrase is always tried too.
   * Errors: `passphrase-wrong` (something is locked, and neither the passphrase nor an empty one opens it; details name
   * the file), `certificate-*`, `key-unreadable`, `key-mismatch`. None of them carries a byte of the files.
   */
  read(files: readonly SourceFile[], passphrase: Secret | null): Promise<ReadCertificates>;
}

/** Makes keys and requests for certificates. */
export interface RequestMaker {
  /** Makes an RSA-2048 key and a request signed with it. Source: tapi.md §4.3. The caller wipes the key. */
  make(subject: RequestSubject): Promise<{
    readonly csrPem: string;
    readonly publicKeyHash: string;
    readonly key: Secret;
  }>;
}

/** Files that a person chooses, and what he says to their deletion, in the system's own dialogs. */
export interface CertificateFiles {
  /** `null` when the dialog was closed. Errors: `certificate-file*`. */
  pick(what: 'certificate' | 'authority'): Promise<readonly PickedFile[] | null>;
  /** Reads files that were dropped on the window. Errors: `certificate-file*`. */
  take(paths: readonly string[]): Promise<readonly PickedFile[]>;
  /** Asks in a dialog of the system, which no page can answer. */
  confirmRemoval(names: readonly string[]): Promise<boolean>;
}

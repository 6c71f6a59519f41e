/** An authority that may sign the bank's servers, known by its key. */
export interface PublishedAuthority {
  /** SHA-256 of the public key (SubjectPublicKeyInfo, DER), hex. Source of the form: RFC 7469 §2.4. */
  readonly spkiSha256: string;
  /** SHA-256 of the certificate (DER), hex: what people compare. */
  readonly sha256: string;
  readonly name: string;
  /** The day on which this entry was compared with its source. */
  readonly since: string;
  readonly source: string;
}

/** «Russian Trusted Root CA» of the Ministry of Digital Development. */
const RUSSIAN_TRUSTED_ROOT: PublishedAuthority = {
  spkiSha256: '02b8220c070728db771d9ac59e54521c4eddad21a783bb26cfdf19c1db0fae37',
  sha256: 'd26d2d0231b7c39f92cc738512ba54103519e4405d68b5bd703e9788ca8ecf31',
  name: 'Russian Trusted Root CA',
  since: '2026-11-29',
  source:
    'tapi.md §1: a production incident of 23.09.2026, compared there with the copy of Gosuslugi ' +
    '(https://www.gosuslugi.ru/crypto); the key was taken from a copy of the certificate with this SHA-256',
};

/**
 * The authorities of the bank's servers that are published. The program ships no certificate of theirs: a person adds
 * the file. Every other authority is learned at a first connection or confirmed by a director (ADR 0063).
 */
export const PUBLISHED_AUTHORITIES: readonly PublishedAuthority[] = [RUSSIAN_TRUSTED_ROOT];

/** SHA-256 of the DER of «Russian Trusted Root CA», hex. */
export const RUSSIAN_TRUSTED_ROOT_SHA256 = RUSSIAN_TRUSTED_ROOT.sha256;

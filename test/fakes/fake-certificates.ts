import type { BankTrust, Pinned } from '../../main/domain/certificates/authority.ts';
import type { CertificateFiles } from '../../main/domain/certificates/certificates-ports.ts';
import type { AuthorityNews } from '../../main/ports/bank-ports.ts';
import { Secret } from '../../main/ports/secret.ts';
import { rootReader } from '../../main/edges/x509/read-root.ts';
import type { PickedFile, Removal } from '../../main/ports/document-ports.ts';

/** The next files that a person picks or drops, and what he says to their deletion. */
export interface FakeCertificateFiles extends CertificateFiles {
  next: readonly PickedFile[] | null;
  isRemovalConfirmed: boolean;
  /** The names that he was asked about, one list a question. */
  readonly asked: (readonly string[])[];
}

/** A file that a person chose, in memory. `removal`: what becomes of it when it is to be deleted. */
export function pickedFile(
  name: string,
  bytes: Uint8Array | string,
  removal: Removal = 'removed',
): PickedFile {
  const secret = typeof bytes === 'string' ? Secret.fromText(bytes) : Secret.fromBytes(bytes);
  return { name, bytes: secret, remove: () => Promise.resolve(removal) };
}

export function fakeCertificateFiles(): FakeCertificateFiles {
  const files: FakeCertificateFiles = {
    next: null,
    isRemovalConfirmed: true,
    asked: [],
    pick: () => Promise.resolve(files.next),
    take: () => Promise.resolve(files.next ?? []),
    confirmRemoval: (names) => {
      files.asked.push(names);
      return Promise.resolve(files.isRemovalConfirmed);
    },
  };
  return files;
}

/** The bank's client as far as roots are concerned: `added` is what it trusts now. */
/** What the bank's client was told of authorities, and a way to tell what it found. */
export interface FakeTrust extends BankTrust {
  readonly added: Map<string, string>;
  readonly pinned: Map<string, Pinned>;
  tell(news: AuthorityNews): void;
  isHeard(): boolean;
}

export function fakeTrust(stateRootSha256 = 'd2'.repeat(32)): FakeTrust {
  const added = new Map<string, string>();
  const pinned = new Map<string, Pinned>();
  let listener: ((news: AuthorityNews) => void) | null = null;
  return {
    added,
    pinned,
    tell: (news) => listener?.(news),
    isHeard: () => listener !== null,
    setPinned: (environment, pins) => {
      if (pins === null) pinned.delete(environment);
      else pinned.set(environment, pins);
    },
    hearAuthorities: (heard) => {
      listener = heard;
    },
    stateRootSha256,
    readRoot: rootReader(stateRootSha256),
    hostsOf: (environment) => [`${environment}.example`],
    setAdded: (environment, pem) => {
      if (pem === null) added.delete(environment);
      else added.set(environment, pem);
    },
  };
}

import { createPublicKey, type KeyObject, type X509Certificate } from 'node:crypto';
import { AppError } from '../../ports/app-error.ts';
import { Secret } from '../../ports/secret.ts';
import type {
  CertificateReader,
  FoundInFile,
  ReadCertificates,
} from '../../domain/certificates/certificates-ports.ts';
import { certificateFacts, isGostCertificate, keyHash, publicKeyHash } from './certificate-facts.ts';
import { WorkBudget } from './derive-key.ts';
import { readFileContents, type FileContents } from './file-contents.ts';
import { passphraseForms, wipeForms } from './passphrases.ts';
import type { SourceFile } from '../../ports/document-ports.ts';

/** Longest chain that is kept with a certificate. Source: own choice; real ones have two or three. */
const MAX_CHAIN = 8;

/** Reads certificates and keys out of whatever other programs have put them into. */
export const fileReader: CertificateReader = {
  read: async (files, passphrase) => {
    const forms = [
      ...(passphrase === null ? [] : passphraseForms(passphrase.revealText())),
      ...passphraseForms(''),
    ];
    try {
      return sorted(files, await contentsOf(files, forms));
    } finally {
      wipeForms(forms);
    }
  },
};

interface Named {
  readonly name: string;
  readonly contents: FileContents;
}

async function contentsOf(
  files: readonly SourceFile[],
  forms: ReturnType<typeof passphraseForms>,
): Promise<readonly Named[]> {
  const budget = new WorkBudget();
  const named: Named[] = [];
  for (const { name, bytes } of files) {
    const copy = Buffer.from(bytes.revealBytes().buffer);
    try {
      named.push({ name, contents: await readFileContents({ budget, forms }, name, copy) });
    } finally {
      copy.fill(0);
    }
  }
  return named;
}

function sorted(files: readonly SourceFile[], named: readonly Named[]): ReadCertificates {
  const certificates = unique(
    named.flatMap(({ contents }) => contents.certificates),
    fingerprint,
  );
  const keys = unique(
    named.flatMap(({ contents }) => contents.keys),
    exported,
  );
  const pairs = certificates.flatMap((own) => {
    const key = keys.find((one) => belongs(own, one));
    return key === undefined ? [] : [{ own, key }];
  });
  const leaves = certificates.filter(
    (one) => !certificates.some((other) => other !== one && isIssuer(one, other)),
  );
  if (pairs.length === 0) refuse(named, { certificates, keys });
  return {
    pairs: pairs.map(({ own, key }) => ({
      facts: certificateFacts(own, chainOf(own, certificates)),
      key: Secret.fromText(key.export({ type: 'pkcs8', format: 'pem' }).toString()),
    })),
    lonely: pairs.length > 0 ? [] : leaves.map((own) => certificateFacts(own, chainOf(own, certificates))),
    files: files.map(({ name }) => ({ name, holds: heldBy(named, name) })),
  };
}

/** Ends with what hinders, unless certificates without keys are there: those may belong to a key that waits. */
function refuse(
  named: readonly Named[],
  found: { readonly certificates: readonly X509Certificate[]; readonly keys: readonly KeyObject[] },
): void {
  const fileWith = (kind: FoundInFile) =>
    named.find(({ contents }) => contents.holds.has(kind))?.name ?? null;
  const locked = fileWith('locked');
  if (locked !== null) throw new AppError('passphrase-wrong', { file: locked });
  if (fileWith('gost') !== null || found.certificates.some(isGostCertificate))
    throw new AppError('certificate-gost');
  if (found.certificates.length > 0 && found.keys.length > 0) throw new AppError('key-mismatch');
  const broken = fileWith('broken');
  const damaged = broken === null ? {} : { file: broken };
  if (found.keys.length > 0 && broken !== null) throw new AppError('certificate-unreadable', damaged);
  // What a file turned out to be tells more than what is not there.
  const reasons = {
    page: 'certificate-page',
    request: 'certificate-request-given',
    empty: 'certificate-file-empty',
  } as const;
  for (const kind of ['page', 'request', 'empty'] as const) {
    const file = fileWith(kind);
    if (file !== null && (found.certificates.length === 0 || kind === 'page'))
      throw new AppError(reasons[kind], { file });
  }
  if (found.keys.length > 0) throw new AppError('certificate-missing');
  if (found.certificates.length > 0 && broken !== null) throw new AppError('key-unreadable', damaged);
  if (found.certificates.length === 0) throw new AppError('certificate-unreadable', damaged);
}

function heldBy(named: readonly Named[], name: string): readonly FoundInFile[] {
  return named.filter((one) => one.name === name).flatMap(({ contents }) => [...contents.holds]);
}

/** The certificate's issuers as far as they are there, from the nearest on. */
function chainOf(own: X509Certificate, all: readonly X509Certificate[]): readonly X509Certificate[] {
  const chain: X509Certificate[] = [];
  let last = own;
  while (chain.length < MAX_CHAIN) {
    const issuer = all.find((one) => one !== own && !chain.includes(one) && isIssuer(one, last));
    if (issuer === undefined) break;
    chain.push(issuer);
    last = issuer;
  }
  return chain;
}

function isIssuer(issuer: X509Certificate, issued: X509Certificate): boolean {
  return issuer.ca && issued.checkIssued(issuer);
}

function belongs(certificate: X509Certificate, key: KeyObject): boolean {
  try {
    return certificate.checkPrivateKey(key);
  } catch {
    return false; // keys of kinds that cannot be compared
  }
}

function fingerprint(certificate: X509Certificate): string {
  return publicKeyHash(certificate) + certificate.fingerprint256;
}

function exported(key: KeyObject): string {
  return keyHash(createPublicKey(key));
}

/** The first of each, in their order. */
function unique<T>(all: readonly T[], nameOf: (one: T) => string): readonly T[] {
  return [...new Map(all.toReversed().map((one) => [nameOf(one), one])).values()].toReversed();
}

import type { X509Certificate } from 'node:crypto';
import type { Instant } from '../../../contract/values/dates.ts';
import { AppError } from '../../ports/app-error.ts';
import type { BankTrust, ReadRoot } from '../../domain/certificates/authority.ts';
import { certificateFacts, isGostCertificate } from './certificate-facts.ts';
import { WorkBudget } from './derive-key.ts';
import { readFileContents } from './file-contents.ts';

/** Gives the reader of roots that knows the state root by its fingerprint. Units of `stateRootSha256`: hex. */
export function rootReader(stateRootSha256: string): BankTrust['readRoot'] {
  return async (bytes, now) => {
    const copy = Buffer.from(bytes);
    const { certificates, holds } = await readFileContents({ budget: new WorkBudget(), forms: [] }, '', copy);
    if (holds.has('gost') || certificates.some(isGostCertificate)) throw new AppError('certificate-gost');
    if (holds.has('page')) throw new AppError('certificate-page');
    if (certificates.length === 0) throw new AppError('authority-unreadable');
    const [root, ...others] = certificates.filter(isRoot);
    if (root === undefined) throw new AppError('authority-not-root');
    if (others.some((one) => one.fingerprint256 !== root.fingerprint256))
      throw new AppError('authority-several');
    return rootOf({ root, helpers: helpersOf(root, certificates) }, stateRootSha256, now);
  };
}

/** Most intermediates that are kept with a root. Own choice; the state root has one. */
const MAX_HELPERS = 8;

/**
 * The intermediates of the file that lead to the root: servers leave theirs out. They help to build a chain and are
 * trusted only through the root, for TLS here ends no chain at them. Source:
 * https://github.com/metaseller/tinkoff-invest-api-v2-php/pull/19,
 * https://github.com/rnixik/docker-openssl-gost/issues/13.
 */
function helpersOf(root: X509Certificate, all: readonly X509Certificate[]): readonly X509Certificate[] {
  const helpers: X509Certificate[] = [];
  const isKnown = (one: X509Certificate) =>
    [root, ...helpers].some((known) => known.fingerprint256 === one.fingerprint256);
  for (;;) {
    const next = all.find(
      (one) => !isKnown(one) && one.ca && [root, ...helpers].some((by) => isIssuedBy(one, by)),
    );
    if (next === undefined || helpers.length >= MAX_HELPERS) return helpers;
    helpers.push(next);
  }
}

function isIssuedBy(one: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return one.checkIssued(issuer) && one.verify(issuer.publicKey);
  } catch {
    return false; // a key of a kind that the runtime does not know
  }
}

interface FoundRoot {
  readonly root: X509Certificate;
  readonly helpers: readonly X509Certificate[];
}

function rootOf({ root, helpers }: FoundRoot, stateRootSha256: string, now: Instant): ReadRoot {
  const {
    fingerprint: sha256,
    subject,
    notBefore,
    notAfter,
    chainPem: pem,
  } = certificateFacts(root, helpers);
  if (now < notBefore || now >= notAfter) throw new AppError('authority-out-of-dates');
  return { sha256, subject, notBefore, notAfter, pem, isStateRoot: sha256 === stateRootSha256 };
}

/** An authority that signed itself; TLS here ends no chain at anything else. */
function isRoot(certificate: X509Certificate): boolean {
  try {
    return (
      certificate.ca && certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey)
    );
  } catch {
    return false; // a key of a kind that the runtime does not know
  }
}

import type { X509Certificate } from 'node:crypto';
import type { Instant } from '../../contract/values/dates.ts';
import { AppError } from '../app-error.ts';
import type { BankTrust, ReadRoot } from '../certificates/authority.ts';
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
    return rootOf(root, stateRootSha256, now);
  };
}

function rootOf(certificate: X509Certificate, stateRootSha256: string, now: Instant): ReadRoot {
  const {
    fingerprint: sha256,
    subject,
    notBefore,
    notAfter,
    chainPem: pem,
  } = certificateFacts(certificate, []);
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

import { compareCodes } from '../../../contract/values/list-order.ts';
import type { FoundCertificate } from '../../../contract/areas/certificates.ts';
import type { Instant } from '../../../contract/values/dates.ts';
import { AppError } from '../../ports/app-error.ts';
import { certificateDaysLeft, certificateWarnings } from './certificate.ts';
import type { CertificateFacts, CertificateRequestStore, ReadCertificates } from './certificates-ports.ts';
import { requestFor } from './keep-certificate.ts';

/**
 * Tells a person what was found: certificates with keys, or certificates whose keys wait here; the one that lasts
 * longest first.
 * Errors: `key-missing` when none has a key anywhere.
 */
export function findCertificates(
  parts: { readonly certificateRequests: CertificateRequestStore },
  { pairs, lonely }: ReadCertificates,
  now: Instant,
): readonly FoundCertificate[] {
  const withKeys = pairs.map(({ facts }) => foundOf(facts, now));
  const answers = lonely.flatMap((facts) => {
    const request = requestFor(parts, facts);
    if (request === null) return [];
    return [{ ...foundOf(facts, now), key: 'waiting' as const, companyId: request.companyId }];
  });
  const found = [...withKeys, ...answers];
  if (found.length === 0) throw new AppError('key-missing');
  return found.sort(
    (a, b) => compareCodes(b.notAfter, a.notAfter) || compareCodes(a.fingerprint, b.fingerprint),
  );
}

function foundOf(facts: CertificateFacts, now: Instant): FoundCertificate {
  const { subject, issuer, serial, fingerprint, notBefore, notAfter, keyAlgorithm } = facts;
  const keyUsages = facts.keyUsages === null ? null : [...facts.keyUsages];
  const purposes = facts.purposes === null ? null : [...facts.purposes];
  return {
    subject,
    issuer,
    serial,
    fingerprint,
    notBefore,
    notAfter,
    keyAlgorithm,
    keyUsages,
    purposes,
    daysLeft: certificateDaysLeft(facts, now),
    warnings: certificateWarnings({ ...facts, keyUsages, purposes }, now),
    key: 'in-files',
    companyId: null,
  };
}

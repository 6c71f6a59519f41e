import type { RequestSubject } from '../../../contract/areas/certificates.ts';
import { CertificateId, type CompanyId } from '../../../contract/values/ids.ts';
import { SUBJECT_FIELDS, subjectProblems } from '../../../contract/values/request-subject.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Keychain } from '../../ports/keychain-ports.ts';
import type { Clock, Fingerprints, Ids } from '../../ports/ports.ts';
import { assertWritten } from '../../ports/read-secret.ts';
import { journalEntry, type Actor } from '../audit/entry.ts';
import type { CertificateRequest } from './certificate-request.ts';
import type { CertificateRequestStore, RequestMaker } from './certificates-ports.ts';

export interface MakeRequestParts {
  readonly certificateRequests: CertificateRequestStore;
  readonly requestMaker: RequestMaker;
  readonly keychain: Keychain;
  readonly fingerprints: Fingerprints;
  readonly clock: Clock;
  readonly ids: Ids;
}

/**
 * Makes a key and a request for a certificate; one waits at a time in a company, so that it is plain which one the bank
 * answers.
 * Errors: `certificate-request-wrong` (details name the field), `certificate-request-waiting`, `keychain-*`, `store-*`.
 * Effects: the key in the keychain, which it never leaves, then the record and a journal line.
 */
export async function makeRequest(
  parts: MakeRequestParts,
  actor: Actor,
  input: { readonly companyId: CompanyId; readonly subject: RequestSubject },
): Promise<CertificateRequest> {
  const { certificateRequests, keychain, fingerprints, clock, ids } = parts;
  const subject = trimmed(input.subject);
  const problems = subjectProblems(subject);
  const wrong = SUBJECT_FIELDS.find((field) => problems[field] !== undefined);
  if (wrong !== undefined) throw new AppError('certificate-request-wrong', { field: wrong });
  assertNoneWaits(certificateRequests, input.companyId);
  const { csrPem, publicKeyHash, key } = await parts.requestMaker.make(subject);
  try {
    const requestId = CertificateId.parse(ids.newId());
    const at = clock.now();
    const request: CertificateRequest = {
      requestId,
      companyId: input.companyId,
      subject,
      csrPem,
      publicKeyHash,
      keyFingerprint: fingerprints.ofSecret(key),
      createdAt: at,
      createdBy: actor.name,
      status: 'waiting',
      endedAt: null,
    };
    assertWritten(await keychain.write(`certificate-key:${requestId}`, key));
    try {
      // Another window of time has passed since the first look.
      assertNoneWaits(certificateRequests, input.companyId);
      const facts = { at, actor, companyId: input.companyId, subject: subject.commonName };
      certificateRequests.add(request, journalEntry('certificate-requested', facts));
    } catch (error) {
      await keychain.remove(`certificate-key:${requestId}`);
      throw error;
    }
    return request;
  } finally {
    key.wipe();
  }
}

/**
 * Gives a waiting request up. Errors: `not-found`, `keychain-*`, `store-*`. Effects: the key is destroyed first, then
 * the end is written with a journal line; a certificate that comes later cannot be used.
 */
export async function abandonRequest(
  {
    certificateRequests,
    keychain,
    clock,
  }: Pick<MakeRequestParts, 'certificateRequests' | 'keychain' | 'clock'>,
  actor: Actor,
  requestId: CertificateId,
): Promise<void> {
  const waiting = () => {
    const request = certificateRequests.get(requestId);
    if (request === null || request.status !== 'waiting')
      throw new AppError('not-found', { what: 'request' });
    return request;
  };
  waiting();
  assertWritten(await keychain.remove(`certificate-key:${requestId}`));
  const request = waiting();
  const at = clock.now();
  const facts = { at, actor, companyId: request.companyId, subject: request.subject.commonName };
  certificateRequests.save(
    { ...request, status: 'abandoned', endedAt: at },
    journalEntry('certificate-request-abandoned', facts),
  );
}

function assertNoneWaits(requests: CertificateRequestStore, companyId: CompanyId): void {
  if (requests.list(companyId).some(({ status }) => status === 'waiting'))
    throw new AppError('certificate-request-waiting');
}

function trimmed(subject: RequestSubject): RequestSubject {
  const { state, city, organization, commonName } = subject;
  return {
    state: state.trim(),
    city: city.trim(),
    organization: organization.trim(),
    commonName: commonName.trim(),
  };
}

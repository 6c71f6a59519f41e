import type { RequestStatus, SignedFileKind } from '../../../contract/areas/exchange.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { isMaker } from '../payments/approving/approval.ts';
import type { EnvelopeRecord } from '../organizations/organization.ts';
import { answerAheadMs, requestAheadMs } from '../payments/approving/clock-notice.ts';
import { judgeApprovals, type TouchedByJudgeApprovals } from '../payments/approving/judge-approvals.ts';
import type { PaymentVault } from '../payments/payment-vault.ts';
import { sentElsewhere } from '../payments/load-payment.ts';
import type { Payment } from '../payments/payment.ts';
import { validMembers } from '../envelopes/documents.ts';
import { senderOf } from './send-request.ts';

const FILE_KINDS = {
  request: 'request',
  approval: 'answer',
  'approved-list': 'answer',
  rejection: 'answer',
  outcome: 'outcome',
} as const satisfies Readonly<Record<EnvelopeRecord['kind'], SignedFileKind>>;

/**
 * Returns where the requests of a company's payments stand; empty without an organization. Drafts, and what needed no
 * approval, have none.
 */
export function requestStatuses(
  vault: TouchedByJudgeApprovals,
  companyId: CompanyId,
): readonly RequestStatus[] {
  if (vault.organizations.of(companyId) === null) return [];
  const own = new Map<string, EnvelopeRecord[]>();
  for (const record of vault.envelopes.list(companyId)) {
    if (!record.isOwn) continue;
    for (const hash of [record.requestHash, ...record.requests]) {
      const list = own.get(hash);
      if (list === undefined) own.set(hash, [record]);
      else list.push(record);
    }
  }
  return vault.payments
    .list(companyId, null)
    .filter(({ request, status }) => request !== null || status === 'submitted')
    .map((payment) => statusOf(vault, payment, own.get(payment.request?.requestHash ?? '') ?? []));
}

function statusOf(
  vault: TouchedByJudgeApprovals,
  payment: Payment,
  own: readonly EnvelopeRecord[],
): RequestStatus {
  const { companyId, paymentId, preparedBy, preparedByName, request, submittedAt, approvalsNeeded } = payment;
  const members = vault.organizations.members(companyId);
  const maker = members.find(({ personId }) => personId === preparedBy);
  const senderKey = request?.sender ?? (maker === undefined ? null : senderOf(vault, payment, maker));
  const sender = members.find(({ key }) => key === senderKey);
  const answers = request === null ? [] : judgeApprovals(vault, payment).standing.answers;
  const about = request === null ? [] : vault.organizations.about(companyId, request.requestHash);
  const signedOn = new Map(about.map(({ hash, envelope }) => [hash, envelope.issuedAt]));
  const hasAnswered = new Set(answers.map(({ answer }) => answer.personId));
  const awaited = validMembers(members).filter(
    ({ role, personId }) => role === 'director' && !isMaker(payment, personId) && !hasAnswered.has(personId),
  );
  return {
    paymentId,
    askedAt: request === null ? null : submittedAt,
    maker: preparedByName,
    makerClockAheadMs:
      request === null || submittedAt === null ? 0 : requestAheadMs(vault, request.requestHash, submittedAt),
    cameTooLate:
      request !== null && maker?.isHere !== true && cameTooLate(vault, payment, request.requestHash),
    isMadeHere: maker?.isHere ?? vault.people.get(preparedBy) !== null,
    sender: sender?.name ?? '',
    isSentHere: request === null ? sender?.isHere === true : sentElsewhere(vault, payment) === null,
    approvalsNeeded,
    answers: answers.map(({ answer, flaw }) => ({
      name: answer.personName,
      at: answer.at,
      verdict: answer.verdict,
      counts: flaw === null,
      clockAheadMs: answerAheadMs(
        vault,
        payment,
        answer.envelope,
        signedOn.get(answer.envelope ?? '') ?? answer.at,
      ),
    })),
    awaited: awaited.map(({ name }) => name),
    files: newestFiles(own),
  };
}

function cameTooLate(
  { envelopes }: Pick<PaymentVault, 'envelopes'>,
  { expiresAt }: Payment,
  requestHash: string,
): boolean {
  const receivedAt = envelopes.get(requestHash)?.receivedAt;
  return receivedAt !== undefined && expiresAt !== null && receivedAt >= expiresAt;
}

/** The newest file of each kind. */
function newestFiles(own: readonly EnvelopeRecord[]): RequestStatus['files'] {
  const newest = new Map<SignedFileKind, EnvelopeRecord>();
  for (const record of own) {
    const kind = FILE_KINDS[record.kind];
    if ((newest.get(kind)?.counter ?? 0) < record.counter) newest.set(kind, record);
  }
  return [...newest].map(([kind, { deliveredAt }]) => ({ kind, deliveredAt }));
}

/** Returns the newest envelope of a kind that was signed here about a payment, or `null`. */
export function signedFile(
  vault: Pick<PaymentVault, 'envelopes'>,
  payment: Payment,
  kind: SignedFileKind,
): EnvelopeRecord | null {
  const own = vault.envelopes
    .list(payment.companyId)
    .filter(
      ({ isOwn, requestHash, requests }) =>
        isOwn && [requestHash, ...requests].includes(payment.request?.requestHash ?? ''),
    )
    .filter((record) => FILE_KINDS[record.kind] === kind)
    .sort((a, b) => b.counter - a.counter);
  return own[0] ?? null;
}

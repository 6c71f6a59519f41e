import type { JournalKind } from '../../contract/areas/audit.ts';
import type { CompanyId } from '../../contract/values/ids.ts';
import { countingApprovals } from '../approvals/approval.ts';
import { historyStep, journalEntry, THE_APP, type Actor, type EntryFacts } from '../audit/entry.ts';
import { speaksFor } from '../envelopes/admit.ts';
import type { OutcomeEnvelope, RejectionEnvelope } from '../envelopes/envelope.ts';
import type { OpenedEnvelope } from '../envelopes/envelope-file.ts';
import { requestOf, type KnownMember } from '../organizations/organizations.ts';
import { answersTo } from '../payments/answers.ts';
import { judgementForApprover } from '../payments/approve.ts';
import { approvalSetting } from '../payments/judge.ts';
import { backToApproval } from '../payments/pay.ts';
import { bankPaymentIdOf } from '../payments/bank-payment-id.ts';
import { sentElsewhere, timeIn, type PaymentParts } from '../payments/payment-parts.ts';
import { contentOf, moveTo, type Payment } from '../payments/payment.ts';
import { subjectOf } from '../payments/save-draft.ts';
import { receiveRequest, type Request } from './receive-request.ts';

/**
 * Brings payments to where the envelopes of their requests say they are: requests of other members become payments, a rejection or a withdrawal ends one, enough
 * approvals approve it, and what the sender says became of it is its state everywhere else. What comes out depends on the envelopes alone, so
 * it may be called at any time, any number of times. `requests`: only these; `null`: all.
 * Effects: the payments with their journal lines, all or none. No money moves.
 */
export function moveOn(
  parts: PaymentParts,
  companyId: CompanyId,
  requests: ReadonlySet<string> | null,
): void {
  if (parts.organizations.of(companyId) === null) return;
  parts.payments.together(() => moveAll(parts, companyId, requests));
}

function moveAll(parts: PaymentParts, companyId: CompanyId, requests: ReadonlySet<string> | null): void {
  const byRequest = new Map<string, Payment>();
  for (const payment of parts.payments.list(companyId, null))
    if (payment.request !== null) byRequest.set(payment.request.requestHash, payment);
  for (const one of parts.organizations.envelopes(companyId).counting) {
    const hash = requestOf(one);
    if (!isRequest(one) || byRequest.has(hash) || requests?.has(hash) === false) continue;
    const received = receiveRequest(parts, companyId, one);
    if (received === null) continue;
    byRequest.set(hash, received);
    parts.publish('payments.changed', { paymentId: received.paymentId });
  }
  for (const [hash, payment] of byRequest)
    if (requests === null || requests.has(hash)) moveOne(parts, payment, hash);
}

/** States in which approvals, rejections and withdrawals of a payment still matter here. */
const WAITING: readonly Payment['status'][] = ['submitted', 'approved'];

function moveOne(parts: PaymentParts, payment: Payment, hash: string): void {
  if (parts.underWay.has(payment.paymentId)) return;
  const about = parts.organizations.about(payment.companyId, hash);
  const isSentHere = sentElsewhere(parts, payment) === null;
  const isWaiting = WAITING.includes(payment.status);
  const told = outcomeOf(parts, payment, about);
  // Of a payment that was sent from here the bank says more than our own older word, but a restored vault has forgotten both.
  const hasForgotten = isWaiting || payment.sentAt === null;
  if (told !== null && (!isSentHere || hasForgotten)) return follow(parts, payment, told);
  if (!isWaiting) return;
  const rejection = about.find(
    (one): one is Said<RejectionEnvelope> =>
      one.envelope.kind === 'rejection' && !isMaker(parts, payment, one.envelope.author),
  );
  if (rejection !== undefined) return refuse(parts, payment, rejection);
  const withdrawal = withdrawalOf(parts, payment, about);
  if (withdrawal !== null) return withdraw(parts, payment, withdrawal);
  if (about.some(({ envelope }) => envelope.kind === 'approval') || payment.status === 'approved')
    count(parts, payment);
}

type Said<E> = OpenedEnvelope & { readonly envelope: E };

function isRequest(one: OpenedEnvelope): one is Request {
  return one.envelope.kind === 'request';
}

function isOutcome(one: OpenedEnvelope): one is Said<OutcomeEnvelope> {
  return one.envelope.kind === 'outcome';
}

function isMaker(parts: PaymentParts, { companyId, preparedBy }: Payment, author: string): boolean {
  return parts.organizations
    .members(companyId)
    .some(({ key, personId }) => key === author && personId === preparedBy);
}

/** How final a word on a payment is: the bank's last one outweighs those on the way there, whatever order they came in. */
const FINALITY: Readonly<Record<OutcomeEnvelope['status'], number>> = {
  unknown: 0,
  'in-progress': 1,
  'handed-over': 1,
  cancelled: 2,
  failed: 3,
  executed: 3,
};

/** Returns what the sender says became of the payment, or `null` while he has said nothing. */
export function outcomeOf(
  parts: Pick<PaymentParts, 'organizations'>,
  { companyId, request }: Payment,
  about: readonly OpenedEnvelope[],
): { readonly envelope: OutcomeEnvelope; readonly sender: KnownMember } | null {
  const sender = parts.organizations.members(companyId).find(({ key }) => key === request?.sender);
  if (sender === undefined) return null;
  const [last] = about
    .filter(isOutcome)
    .filter(({ envelope }) => speaksFor(sender, envelope))
    .sort(
      (a, b) =>
        FINALITY[b.envelope.status] - FINALITY[a.envelope.status] || b.envelope.counter - a.envelope.counter,
    );
  return last === undefined ? null : { envelope: last.envelope, sender };
}

/** The maker took the request back. */
function withdrawalOf(
  parts: PaymentParts,
  { companyId, preparedBy }: Payment,
  about: readonly OpenedEnvelope[],
): KnownMember | null {
  const maker = parts.organizations.members(companyId).find(({ personId }) => personId === preparedBy);
  if (maker === undefined) return null;
  const isTakenBack = about
    .filter(isOutcome)
    .some(({ envelope }) => envelope.status === 'cancelled' && speaksFor(maker, envelope));
  return isTakenBack ? maker : null;
}

const TOLD = {
  'in-progress': 'payment-accepted',
  executed: 'payment-executed',
  failed: 'payment-failed',
  cancelled: 'payment-cancelled',
  unknown: 'payment-unknown',
  'handed-over': 'payment-handed-over',
} as const satisfies Readonly<Record<OutcomeEnvelope['status'], JournalKind>>;

/** The state is the sender's word, from whatever state: he alone knows, also when this computer had given the payment up. */
function follow(
  parts: PaymentParts,
  payment: Payment,
  { envelope, sender }: { readonly envelope: OutcomeEnvelope; readonly sender: KnownMember },
): void {
  const { status, at, bankMessage } = envelope;
  if (payment.status === status && payment.bankMessage === bankMessage) return;
  const isSent = status !== 'cancelled';
  save(parts, payment, {
    kind: TOLD[status],
    actor: actorOf(sender),
    details: { message: bankMessage },
    change: {
      status,
      bankMessage,
      sentAt: isSent ? (payment.sentAt ?? at) : payment.sentAt,
      // An older copy of the vault that sent it asks the bank by the id that it had then.
      bankPaymentId: sender.isHere && isSent ? bankPaymentIdOf(parts, payment) : payment.bankPaymentId,
    },
  });
}

function refuse(parts: PaymentParts, payment: Payment, { envelope }: Said<RejectionEnvelope>): void {
  const author = parts.organizations.members(payment.companyId).find(({ key }) => key === envelope.author);
  if (author === undefined) return;
  save(parts, payment, {
    kind: 'payment-rejected',
    actor: actorOf(author),
    details: { amountMinor: contentOf(payment).amountMinor, reason: envelope.reason },
    change: { status: moveTo(payment, 'refused').status },
  });
}

function withdraw(parts: PaymentParts, payment: Payment, maker: KnownMember): void {
  save(parts, payment, {
    kind: 'payment-cancelled',
    actor: actorOf(maker),
    details: {},
    change: { status: moveTo(payment, 'cancelled').status },
  });
}

/** Enough approvals approve a payment; when they have died, it is to be approved again. */
function count(parts: PaymentParts, payment: Payment): void {
  const judgement = judgementForApprover(parts, payment);
  const { policy, decision } = judgement;
  const setting = approvalSetting(parts, payment, policy);
  const counting = countingApprovals(answersTo(parts, payment), setting, decision.reasons);
  const isEnough = counting.length >= Math.max(1, decision.approvalsNeeded) && decision.kind !== 'refuse';
  const [last] = [...counting].reverse();
  if (payment.status === 'approved' && !isEnough && payment.approvalsNeeded > 0) {
    // What is known here today is judged anew each time; what its maker knew stays with the payment.
    backToApproval(parts, THE_APP, { payment, decision: { ...decision, reasons: payment.reasons } });
    return;
  }
  if (payment.status !== 'submitted' || !isEnough || last === undefined) return;
  const people = parts.organizations.members(payment.companyId);
  const approver = people.find(({ personId }) => personId === last.personId);
  if (approver === undefined) return;
  save(parts, payment, {
    kind: 'payment-approved',
    actor: actorOf(approver),
    details: {
      amountMinor: contentOf(payment).amountMinor,
      reason: last.reason,
      ...(last.answered.length > 0 ? { answered: last.answered.join(' ') } : {}),
    },
    change: { status: 'approved' },
  });
}

interface Move {
  readonly kind: JournalKind;
  readonly actor: Actor;
  readonly details: NonNullable<EntryFacts['details']>;
  readonly change: Partial<Payment>;
}

function save(parts: PaymentParts, payment: Payment, { kind, actor, details, change }: Move): void {
  const { companyId, paymentId } = payment;
  const at = timeIn(parts, companyId);
  const entry = journalEntry(kind, { at, actor, companyId, subject: subjectOf(payment), details });
  const steps = [...payment.steps, historyStep(entry)];
  parts.payments.save({ ...payment, ...change, updatedAt: at, steps }, entry);
  parts.publish('payments.changed', { paymentId });
}

function actorOf({ personId, name, role }: KnownMember): Actor {
  return { personId, name, role };
}

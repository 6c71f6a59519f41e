import type { JournalKind } from '../../../contract/areas/audit.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { THE_APP } from '../audit/entry.ts';
import { speaksFor } from '../envelopes/admit.ts';
import type { OutcomeEnvelope } from '../envelopes/envelope.ts';
import type { OpenedEnvelope } from '../envelopes/envelope-file.ts';
import { requestOf, type KnownMember } from '../organizations/organizations.ts';
import { bankPaymentIdOf } from '../payments/sending/bank-payment-id.ts';
import { actorOf, followAnswers, save } from '../payments/approving/follow-answers.ts';
import { judgeApprovals, type TouchedByJudgeApprovals } from '../payments/approving/judge-approvals.ts';
import type { PaymentVault } from '../payments/payment-vault.ts';
import { sentElsewhere } from '../payments/load-payment.ts';
import type { Payment } from '../payments/payment.ts';
import { receiveRequest, type Request } from './receive-request.ts';

export type TouchedByMoveOn = TouchedByJudgeApprovals & Pick<PaymentVault, 'publish' | 'sending'>;

/**
 * Brings payments to where the envelopes of their requests say they are: requests of other members become payments, a
 * rejection or a withdrawal ends one, enough approvals approve it, and what the sender says became of it is its state
 * everywhere else. What comes out depends on the envelopes alone, so it may be called at any time, any number of times.
 * `requests`: only these; `null`: all.
 * Effects: the payments with their journal lines, all or none. No money moves.
 */
export function moveOn(
  vault: TouchedByMoveOn,
  companyId: CompanyId,
  requests: ReadonlySet<string> | null,
): void {
  if (vault.organizations.of(companyId) === null) return;
  vault.payments.together(() => moveAll(vault, companyId, requests));
}

function moveAll(vault: TouchedByMoveOn, companyId: CompanyId, requests: ReadonlySet<string> | null): void {
  const byRequest = new Map<string, Payment>();
  for (const payment of vault.payments.list(companyId, null))
    if (payment.request !== null) byRequest.set(payment.request.requestHash, payment);
  for (const one of vault.organizations.envelopes(companyId).counting) {
    const hash = requestOf(one);
    if (!isRequest(one) || byRequest.has(hash) || requests?.has(hash) === false) continue;
    const received = receiveRequest(vault, companyId, one);
    if (received === null) continue;
    byRequest.set(hash, received);
    vault.publish('payments.changed', { paymentId: received.paymentId });
  }
  for (const [hash, payment] of byRequest)
    if (requests === null || requests.has(hash)) moveOne(vault, payment, hash);
}

/** States in which approvals, rejections and withdrawals of a payment still matter here. */
const WAITING: readonly Payment['status'][] = ['submitted', 'approved'];

function moveOne(vault: TouchedByMoveOn, payment: Payment, hash: string): void {
  if (vault.sending.has(payment.paymentId)) return;
  const about = vault.organizations.about(payment.companyId, hash);
  const isSentHere = sentElsewhere(vault, payment) === null;
  const isWaiting = WAITING.includes(payment.status);
  const reported = outcomeOf(vault, payment, about);
  // Of a payment that was sent from here the bank says more than our own older word, but a restored vault has forgotten
  // both.
  const hasForgotten = isWaiting || payment.sentAt === null || payment.restoredAt !== null;
  if (reported !== null && (!isSentHere || hasForgotten)) return follow(vault, payment, reported);
  if (!isWaiting) return;
  const { standing } = judgeApprovals(vault, payment);
  // What is known here today is judged anew each time; what its maker knew stays with the payment.
  followAnswers(vault, { payment, standing, actor: THE_APP, kept: payment.reasons });
}

type Said<E> = OpenedEnvelope & { readonly envelope: E };

function isRequest(one: OpenedEnvelope): one is Request {
  return one.envelope.kind === 'request';
}

function isOutcome(one: OpenedEnvelope): one is Said<OutcomeEnvelope> {
  return one.envelope.kind === 'outcome';
}

/**
 * How final a word on a payment is: the bank's last one outweighs those on the way there, whatever order they came in.
 */
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
  vault: Pick<PaymentVault, 'organizations'>,
  { companyId, request }: Payment,
  about: readonly OpenedEnvelope[],
): { readonly envelope: OutcomeEnvelope; readonly sender: KnownMember } | null {
  const sender = vault.organizations.members(companyId).find(({ key }) => key === request?.sender);
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

const TOLD = {
  'in-progress': 'payment-accepted',
  executed: 'payment-executed',
  failed: 'payment-failed',
  cancelled: 'payment-cancelled',
  unknown: 'payment-unknown',
  'handed-over': 'payment-handed-over',
} as const satisfies Readonly<Record<OutcomeEnvelope['status'], JournalKind>>;

/**
 * The state is the sender's word, from whatever state: he alone knows, also when this computer had given the payment
 * up.
 */
function follow(
  vault: Pick<PaymentVault, 'payments' | 'companies' | 'digests' | 'times' | 'publish'>,
  payment: Payment,
  { envelope, sender }: { readonly envelope: OutcomeEnvelope; readonly sender: KnownMember },
): void {
  const { status, at, bankMessage } = envelope;
  if (payment.status === status && payment.bankMessage === bankMessage) return;
  const isSent = status !== 'cancelled';
  save(vault, payment, {
    kind: TOLD[status],
    actor: actorOf(sender),
    details: { message: bankMessage },
    change: {
      status,
      bankMessage,
      sentAt: isSent ? (payment.sentAt ?? at) : payment.sentAt,
      // An older copy of the vault that sent it asks the bank by the id that it had then.
      bankPaymentId: sender.isHere && isSent ? bankPaymentIdOf(vault, payment) : payment.bankPaymentId,
    },
  });
}

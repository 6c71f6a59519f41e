import { moscowDate } from '../../../../contract/values/dates.ts';
import { AppError } from '../../../ports/app-error.ts';
import type { PreparedOrder } from '../../../ports/bank-ports.ts';
import { historyStep, journalEntry, type Actor } from '../../audit/entry.ts';
import type { OpenedToken } from '../../tokens/bank-caller.ts';
import { followAnswers } from '../approving/follow-answers.ts';
import { judgeApprovals, type TouchedByJudgeApprovals } from '../approving/judge-approvals.ts';
import { hearTime, spendingTime, timeOf } from '../company-time.ts';
import { assertStatus, contentOf, isPaid, moveTo, type Payment } from '../payment.ts';
import { needOf } from '../need.ts';
import type { PaymentVault } from '../payment-vault.ts';
import { loadPayment, sentElsewhere, type PaymentSeen } from '../load-payment.ts';
import type { Intention } from '../payments-ports.ts';
import { ensureAuthorization, openForSend, type TouchedByOpenForSend } from '../open-for-send.ts';
import { subjectOf } from '../draft/save-draft.ts';
import { assertNotAtBank } from './ask-first.ts';
import { bankPaymentIdOf } from './bank-payment-id.ts';
import { lastLook, type LastLook } from './last-look.ts';
import { sendIntention, type TouchedBySendIntention } from './send-intention.ts';

export type TouchedByPay = TouchedByJudgeApprovals &
  TouchedByOpenForSend &
  TouchedBySendIntention &
  Pick<PaymentVault, 'sending' | 'isLeft'>;

/**
 * Sends an approved payment to the bank, once: last look, rules and approvals again, the intention durable, one
 * request, the outcome recorded.
 *
 * A token that is sealed to a director is opened by the authorization of his approval here, or by his passphrase, for
 * this one send.
 *
 * Errors: `vault-left`, `payment-sent-elsewhere`, `payment-sent-already`, `payment-needs-approval`,
 * `payment-changed-since-approval`
 * (it is back at «to approve»), `payment-refused-by-rules`, `payment-no-money`, `token-none-fits`, `token-sealed`,
 * `cancelled-by-person`, `keychain-*`, reading errors of the bank: nothing was sent. After the intention is written
 * there are no errors but states: the returned payment is in progress, handed over, failed, unknown (money may have
 * moved), or approved again when it is proven that nothing left this computer.
 * Effects: money moves. Calling twice is safe: the second call finds another revision or state.
 */
export async function pay(vault: TouchedByPay, actor: Actor, seen: PaymentSeen): Promise<Payment> {
  const { caller, sending } = vault;
  const approved = loadPayment(vault, seen);
  assertStatus(approved, ['approved'], 'submitting');
  if (vault.isLeft()) throw new AppError('vault-left');
  assertSentHere(vault, approved);
  if (sending.has(seen.paymentId))
    throw new AppError('payment-state', { from: 'submitting', to: 'submitting' });
  sending.add(seen.paymentId);
  try {
    assertApproved(vault, actor, approved, NOT_LOOKED);
    await ensureAuthorization(vault, approved, caller.choose(needOf(approved)));
    const look = await lastLook(vault, approved);
    await assertNotAtBank(vault, approved);
    await hearTime(vault, approved.companyId);
    const opened = await openForSend(vault, approved);
    try {
      const intended = recordIntention(vault, actor, { seen, look, opened });
      return await sendIntention(vault, intended, opened);
    } finally {
      opened.close();
    }
  } finally {
    sending.delete(seen.paymentId);
  }
}

/**
 * Only the computer that its request names sends a payment of an organization, and the same order goes out once,
 * whatever record it is in and whatever an older copy of this vault knows. Errors: `payment-sent-elsewhere`,
 * `payment-sent-already`.
 */
export function assertSentHere(
  vault: Pick<PaymentVault, 'payments' | 'organizations'>,
  payment: Payment,
): void {
  const { companyId, contentHash, request } = payment;
  const other = sentElsewhere(vault, payment);
  if (other !== null) throw new AppError('payment-sent-elsewhere', { sender: other.name });
  const isSent = vault.payments
    .list(companyId, null)
    .some((one) => one.contentHash === contentHash && isPaid(one));
  const isTold =
    request !== null &&
    vault.organizations
      .about(companyId, request.requestHash)
      .some(({ envelope }) => envelope.kind === 'outcome');
  if (isSent || isTold) throw new AppError('payment-sent-already');
}

interface Sending {
  readonly seen: PaymentSeen;
  readonly look: LastLook;
  readonly opened: OpenedToken;
}

/**
 * One turn without a pause: read again, judge again, write the intention. Nothing can come between the check and the
 * write.
 */
function recordIntention(vault: TouchedByPay, actor: Actor, { seen, look, opened }: Sending): Payment {
  const payment = loadPayment(vault, seen);
  const { companyId, paymentId } = payment;
  const at = vault.clock.now();
  assertApproved(vault, actor, payment, look);
  assertSentHere(vault, payment);
  const content = contentOf(payment);
  const prepared = prepare(vault, payment, at);
  const entry = journalEntry('payment-sending', {
    at,
    actor,
    companyId,
    subject: subjectOf(payment),
    details: {
      amountMinor: content.amountMinor,
      route: content.route,
      bankPaymentId: prepared.bankPaymentId,
    },
  });
  const intention: Intention = {
    intentionId: paymentId,
    paymentId,
    companyId,
    bankPaymentId: prepared.bankPaymentId ?? '',
    body: prepared.body,
    bodyHash: vault.digests.sha256(prepared.body),
    tokenId: opened.tokenId,
    at,
    attempt: 1,
    state: 'open',
  };
  const submitting: Payment = {
    ...moveTo(payment, 'submitting'),
    updatedAt: at,
    sentAt: spendingTime(vault, companyId),
    tokenId: opened.tokenId,
    bankPaymentId: prepared.bankPaymentId,
    problem: null,
    restoredAt: null,
    steps: [...payment.steps, historyStep(entry)],
  };
  const saved = vault.payments.saveWithIntention(submitting, intention, entry);
  vault.publish('payments.changed', { paymentId });
  return saved;
}

function prepare(vault: Pick<PaymentVault, 'bank' | 'digests'>, payment: Payment, at: string): PreparedOrder {
  const content = contentOf(payment);
  const { tax = null, revenueTypeCode = null } = content;
  const order = { ...content, tax, revenueTypeCode };
  const bankPaymentId = bankPaymentIdOf(vault, payment);
  if (bankPaymentId === null) return vault.bank.prepareDraft(order, moscowDate(at));
  return vault.bank.prepareOrder(order, bankPaymentId, { order: payment.paymentId });
}

/** Before the last look nothing is known of the statement. */
const NOT_LOOKED = {};

const ENDED = { rejected: 'refused', withdrawn: 'cancelled' } as const;

/**
 * Lets a payment go on only with a live yes. One that has none any more is moved to where its answers say it belongs.
 * Errors: `payment-refused-by-rules`, `payment-state` (the request has died, a director said no, or the maker took it
 * back), `payment-needs-approval`, `payment-changed-since-approval`. Nothing was sent.
 */
function assertApproved(vault: TouchedByPay, actor: Actor, payment: Payment, look: Partial<LastLook>): void {
  if (payment.expiresAt !== null && timeOf(vault, payment) >= payment.expiresAt)
    throw new AppError('payment-state', { from: 'expired', to: 'submitting' });
  const { standing } = judgeApprovals(vault, payment, look);
  const { whyNot, decision } = standing;
  if (whyNot === null) return;
  const reason = decision.reasons[0]?.code ?? null;
  if (whyNot === 'refused-by-rules') throw new AppError('payment-refused-by-rules', { reason });
  followAnswers(vault, { payment, standing, actor, kept: decision.reasons });
  if (whyNot === 'rejected' || whyNot === 'withdrawn')
    throw new AppError('payment-state', { from: ENDED[whyNot], to: 'submitting' });
  throw new AppError(
    whyNot === 'approval-void' ? 'payment-changed-since-approval' : 'payment-needs-approval',
    { reason },
  );
}

import { addMs, HOUR_MS, msBetween, type Instant } from '../../../../contract/values/dates.ts';
import { ApprovalId } from '../../../../contract/values/ids.ts';
import { AppError } from '../../../ports/app-error.ts';
import type { Secret } from '../../../ports/secret.ts';
import type { SecretQuestion } from '../../../ports/secret-prompt-ports.ts';
import { historyStep, journalEntry, type Actor, type JournalEntry } from '../../audit/entry.ts';
import { MAX_LIFE_HOURS } from '../../envelopes/envelope.ts';
import { CLOCK_TOLERANCE_MS } from '../../time/known-time.ts';
import { shownToken } from '../../tokens/ask-to-open.ts';
import { stampIn, timeOf } from '../company-time.ts';
import type { PaymentVault } from '../payment-vault.ts';
import { loadPayment, type PaymentSeen } from '../load-payment.ts';
import { authorizeSends, sealedFor, type TouchedByOpenForSend } from '../open-for-send.ts';
import { contentOf, moveTo, type Payment } from '../payment.ts';
import { subjectOf, type TouchedBySaveDraft } from '../draft/save-draft.ts';
import { approvalText, isMaker, warningsOf, type Approval } from './approval.ts';
import { unsignedAnswer, type UnsignedAnswer } from './unsigned-answer.ts';
import { answersTo } from './answers.ts';
import { approvers } from './judge.ts';
import { judgeApprovals, type JudgedApprovals, type TouchedByJudgeApprovals } from './judge-approvals.ts';
import { ownRecord, type UnsignedEnvelope } from './unsigned-envelope.ts';

export type TouchedByApprove = TouchedByJudgeApprovals &
  TouchedByOpenForSend &
  TouchedBySaveDraft &
  Pick<PaymentVault, 'tokens' | 'checkpoints'>;

/** Why a person may not approve a payment, or `null`. */
export type ApprovalObstacle =
  'own-payment' | 'not-entitled' | 'already-approved' | 'enough-approvals' | null;

/** Says why this person cannot approve the payment, or `null` when he can. Nobody approves what he made or changed. */
export function approvalObstacle(
  vault: TouchedByJudgeApprovals,
  actor: Actor,
  payment: Payment,
): ApprovalObstacle {
  if (isMaker(payment, actor.personId)) return 'own-payment';
  if (!approvers(vault, payment.companyId).some(({ personId }) => personId === actor.personId))
    return 'not-entitled';
  const isHis = ({ personId, contentHash, verdict }: Approval) =>
    personId === actor.personId && contentHash === payment.contentHash && verdict === 'approved';
  if (!answersTo(vault, payment).some(isHis)) return null;
  if (payment.status !== 'submitted') return 'enough-approvals';
  // One whose approval died, or who gave it before a warning came up, is asked once more.
  return judgeApprovals(vault, payment).standing.counting.some(isHis) ? 'already-approved' : null;
}

/** A payment as the person read it, and his answer to its warnings. */
export interface ReadPayment {
  readonly seen: PaymentSeen;
  readonly reason: string;
}

/** What the passphrase's window says that it allows: the approval, or the sending after it as well. */
type ApprovalQuestion = Extract<SecretQuestion['kind'], 'passphrase' | 'passphrase-to-approve-and-send'>;

/**
 * Approves a submitted payment: the person's passphrase opens his key, the key signs the whole content.
 *
 * Errors: `approval-own-payment`, `approval-given`, `not-entitled`, `approval-needs-answers` (warnings without a
 * reason), `payment-refused-by-rules`, `stale-revision`, `payment-state`, `cancelled-by-person`, `keychain-*`. No money
 * moves.
 * Effects: an approval, the payment (approved when there are enough), a journal line: all or none. Then the token that
 * is sealed to this director is opened for one send.
 */
export async function approvePayment(
  vault: TouchedByApprove,
  actor: Actor,
  read: ReadPayment,
  kind: ApprovalQuestion = 'passphrase',
): Promise<Payment> {
  const before = readyToApprove(vault, actor, read);
  const question = { ...withOpening(vault, actor, before.payment), kind };
  return vault.prompt.ask(question, async (passphrase) => {
    // The passphrase window took its time: everything is read and judged again before the signature counts.
    const ready = readyToApprove(vault, actor, read);
    assertNoNewWarning(before, ready);
    const signature = await signatureOf(vault, ready, passphrase);
    const approved = recordApproval(vault, actor, ready, signature);
    await authorizeSends(vault, actor, [approved], passphrase);
    return approved;
  });
}

/**
 * Rejects a submitted payment with a reason for the one who prepared it; in an organization signed with the person's
 * passphrase.
 * Errors: as `approvePayment`. Effects: the rejection, the payment and a journal line: all or none. No money moves, and
 * none will.
 */
export async function rejectPayment(
  vault: TouchedByApprove,
  actor: Actor,
  read: ReadPayment,
): Promise<Payment> {
  const ready = readyToReject(vault, actor, read);
  if (ready.statement === null) return recordRejection(vault, actor, ready, '');
  return vault.prompt.ask(questionOf(vault, actor, ready.payment), async (passphrase) => {
    const still = readyToReject(vault, actor, read);
    const signature = await signatureOf(vault, still, passphrase);
    return recordRejection(vault, actor, still, signature);
  });
}

function readyToReject(vault: TouchedByApprove, actor: Actor, read: ReadPayment): Ready {
  const payment = assertMayDecide(vault, actor, read.seen, 'rejected');
  const unsigned = { ...draftApproval(vault, actor, payment, read.reason), verdict: 'rejected' as const };
  return { read, payment, unsigned, statement: unsignedAnswer(vault, payment, unsigned) };
}

function recordRejection(vault: TouchedByApprove, actor: Actor, ready: Ready, signature: string): Payment {
  const payment = assertMayDecide(vault, actor, ready.read.seen, 'rejected');
  const { unsigned } = ready;
  const { reason } = unsigned;
  const entry = entryFor(vault, actor, payment, { kind: 'payment-rejected', reason, answered: [] });
  const steps = [...payment.steps, historyStep(entry)];
  return keepAnswer(
    vault,
    { ...moveTo(payment, 'refused'), updatedAt: unsigned.at, steps },
    { ready, signature, entry },
  );
}

interface Answered {
  readonly ready: Ready;
  readonly signature: string;
  readonly entry: JournalEntry;
}

/** What is written of an answer: an envelope in an organization, else a record of this computer. */
export function keepAnswer(
  vault: TouchedByApprove,
  payment: Payment,
  { ready, signature, entry }: Answered,
): Payment {
  const { unsigned, statement } = ready;
  const isSigned = unsigned.verdict === 'approved';
  const saved =
    statement === null
      ? vault.payments.saveWithApproval(
          payment,
          { ...unsigned, signature: isSigned ? signature : null },
          entry,
        )
      : vault.payments.saveWithEnvelope(payment, ownRecord(vault, statement, signature), entry);
  vault.publish('payments.changed', { paymentId: payment.paymentId });
  return saved;
}

/** A payment that may be approved now, with what its approval says. */
export interface Ready {
  readonly read: ReadPayment;
  readonly payment: Payment;
  readonly unsigned: UnsignedAnswer;
  /** The envelope that says it in an organization; `null` in a company that works on this computer alone. */
  readonly statement: UnsignedEnvelope | null;
}

/** Reads and judges a payment anew, as the person saw it. Errors: those of `approvePayment` but the prompt's. */
export function readyToApprove(vault: TouchedByApprove, actor: Actor, read: ReadPayment): Ready {
  const payment = assertMayDecide(vault, actor, read.seen, 'approved');
  const judgement = judgeSubmitted(vault, payment);
  assertAnswered(judgement, read.reason);
  const unsigned = {
    ...draftApproval(vault, actor, payment, read.reason),
    policyVersion: judgement.policy.version,
    answered: [...warningsOf(judgement.decision.reasons)],
  };
  return { read, payment, unsigned, statement: unsignedAnswer(vault, payment, unsigned) };
}

/**
 * A warning that came up while the passphrase was typed was read by nobody, so the answer does not cover it. Errors:
 * `stale-revision`.
 */
export function assertNoNewWarning(before: Ready, now: Ready): void {
  const read = before.unsigned.answered;
  if (now.unsigned.answered.some((warning) => !read.includes(warning)))
    throw new AppError('stale-revision', { now: now.payment.revision });
}

/** Signs an answer by itself. Errors: `passphrase-wrong`, `keychain-*`. */
export function signatureOf(
  vault: Pick<PaymentVault, 'personKeys' | 'digests'>,
  { unsigned, payment, statement }: Ready,
  passphrase: Secret,
): Promise<string> {
  const text = statement?.signed ?? vault.digests.canonical(approvalText(unsigned, payment));
  return vault.personKeys.sign(unsigned.personId, passphrase, text);
}

/** What becomes of a payment by an approval, before it is written. */
export interface ApprovedNow {
  readonly ready: Ready;
  readonly payment: Payment;
  readonly entry: JournalEntry;
}

/**
 * Says what becomes of a payment by a signed approval, unless it was changed while the key was opened. Errors:
 * `stale-revision`, `payment-state`.
 */
export function approvedNow(
  vault: TouchedByApprove,
  actor: Actor,
  ready: Ready,
  signature: string,
): ApprovedNow {
  const payment = assertMayDecide(vault, actor, ready.read.seen, 'approved');
  const approval: Approval = { ...ready.unsigned, signature };
  const { standing } = judgeSubmitted(vault, payment, approval);
  const entry = entryFor(vault, actor, payment, {
    kind: 'payment-approved',
    reason: approval.reason,
    answered: approval.answered,
  });
  const steps = [...payment.steps, historyStep(entry)];
  const moved = standing.isEnough ? moveTo(payment, 'approved') : payment;
  return { ready, payment: { ...moved, updatedAt: approval.at, steps }, entry };
}

/**
 * Writes a signed approval. Errors: those of `approvedNow`. Effects: the approval, the payment, a journal line: all or
 * none.
 */
function recordApproval(vault: TouchedByApprove, actor: Actor, ready: Ready, signature: string): Payment {
  const { payment, entry } = approvedNow(vault, actor, ready, signature);
  return keepAnswer(vault, payment, { ready, signature, entry });
}

/** Who has approved may still reject: a second look is worth more than the first. */
function assertMayDecide(
  vault: TouchedByJudgeApprovals,
  actor: Actor,
  seen: PaymentSeen,
  verdict: Approval['verdict'],
): Payment {
  const payment = loadPayment(vault, seen);
  if (payment.status !== 'submitted')
    throw new AppError('payment-state', { from: payment.status, to: 'approved' });
  if (payment.expiresAt !== null && timeOf(vault, payment) >= payment.expiresAt)
    throw new AppError('payment-state', { from: 'expired', to: 'approved' });
  const obstacle = approvalObstacle(vault, actor, payment);
  if (obstacle === 'own-payment') throw new AppError('approval-own-payment');
  if (obstacle === 'already-approved') {
    if (verdict === 'rejected') return payment;
    throw new AppError('approval-given');
  }
  if (obstacle !== null) throw new AppError('not-entitled');
  return payment;
}

/** What an approver has to read and answer. Errors: `payment-refused-by-rules`. */
function judgeSubmitted(
  vault: TouchedByJudgeApprovals,
  payment: Payment,
  signed?: Approval,
): JudgedApprovals {
  const judged = judgeApprovals(vault, payment, signed === undefined ? {} : { signed });
  const { kind, reasons } = judged.decision;
  if (kind === 'refuse') throw new AppError('payment-refused-by-rules', { reason: reasons[0]?.code ?? null });
  return judged;
}

function assertAnswered({ decision }: JudgedApprovals, reason: string): void {
  const warnings = warningsOf(decision.reasons);
  if (warnings.length > 0 && reason.trim() === '') {
    throw new AppError('approval-needs-answers', { warnings: warnings.join(' ') });
  }
}

function draftApproval(
  vault: Pick<PaymentVault, 'organizations' | 'companies' | 'times' | 'ids'>,
  actor: Actor,
  payment: Payment,
  reason: string,
): Omit<Approval, 'signature'> {
  const { contentHash, paymentId, companyId, expiresAt } = payment;
  if (actor.personId === null || contentHash === null || expiresAt === null)
    throw new AppError('not-entitled');
  return {
    approvalId: ApprovalId.parse(vault.ids.newId()),
    paymentId,
    companyId,
    personId: actor.personId,
    personName: actor.name,
    verdict: 'approved',
    reason,
    contentHash,
    policyVersion: 0,
    answered: [],
    ...answerLife(vault, payment, expiresAt),
    list: null,
    envelope: null,
  };
}

/**
 * Not before the request: an answer follows what it answers. A request of another computer moves it by the tolerance at
 * most, whatever the clock there said.
 */
function answerTime(
  vault: Pick<PaymentVault, 'organizations' | 'companies' | 'times'>,
  { companyId, submittedAt, request }: Payment,
): Instant {
  const now = stampIn(vault, companyId);
  if (submittedAt === null || submittedAt <= now) return now;
  const isClose = request === null || msBetween(now, submittedAt) <= CLOCK_TOLERANCE_MS;
  return isClose ? submittedAt : now;
}

/**
 * From when to when an answer holds. Its end is written by the same clock as its beginning: how long it lives is true
 * also where the clock is not, and the others count from when they can tell that it was signed (`answers.ts`).
 */
function answerLife(
  vault: Pick<PaymentVault, 'organizations' | 'companies' | 'times'>,
  payment: Payment,
  requestEnd: Instant,
): Pick<Approval, 'at' | 'expiresAt'> {
  const at = answerTime(vault, payment);
  const aheadMs = msBetween(timeOf(vault, payment), at);
  const end = aheadMs > CLOCK_TOLERANCE_MS ? addMs(requestEnd, aheadMs) : requestEnd;
  const longest = addMs(at, MAX_LIFE_HOURS * HOUR_MS);
  return { at, expiresAt: end < longest ? end : longest };
}

interface Verdict {
  readonly kind: 'payment-approved' | 'payment-rejected';
  readonly reason: string;
  /** The warnings that the reason answers; of a new payee or account it says how the account was confirmed. */
  readonly answered: Approval['answered'];
}

function entryFor(
  vault: Pick<PaymentVault, 'clock'>,
  actor: Actor,
  payment: Payment,
  { kind, reason, answered }: Verdict,
) {
  const { companyId } = payment;
  const details = {
    amountMinor: contentOf(payment).amountMinor,
    reason,
    ...(answered.length > 0 ? { answered: answered.join(' ') } : {}),
  };
  return journalEntry(kind, {
    at: vault.clock.now(),
    actor,
    companyId,
    subject: subjectOf(payment),
    details,
  });
}

function questionOf(vault: Pick<PaymentVault, 'words'>, actor: Actor, payment: Payment): SecretQuestion {
  const { amountMinor, payee, purpose } = contentOf(payment);
  return {
    kind: 'passphrase',
    subject: actor.name,
    facts: [
      { label: 'amount', text: vault.words.inDigits(amountMinor) },
      { label: 'payee', text: `${payee.name}, ИНН ${payee.inn}` },
      { label: 'payee-account', text: payee.accountNumber },
      { label: 'purpose', text: purpose },
    ],
    minLength: 1,
  };
}

/** An approval that also opens a sealed token says so. */
function withOpening(
  vault: Pick<PaymentVault, 'organizations' | 'caller' | 'words'>,
  actor: Actor,
  payment: Payment,
): SecretQuestion {
  const question = questionOf(vault, actor, payment);
  const sealed = sealedFor(vault, payment, actor.personId);
  if (sealed === null) return question;
  const opens = { label: 'opens-token' as const, text: shownToken(sealed.token) };
  return { ...question, facts: [...question.facts, opens] };
}

import type { JournalKind } from '../../../../contract/areas/audit.ts';
import type { ErrorInfo } from '../../../../contract/result.ts';
import { AppError, assertNever, infoOf } from '../../../ports/app-error.ts';
import type { BankProblem, SendOutcome } from '../../../ports/bank-ports.ts';
import { historyStep, journalEntry, THE_APP } from '../../audit/entry.ts';
import { ofToken, problemInfo, type OpenedToken } from '../../tokens/bank-caller.ts';
import { moveTo, type Payment } from '../payment.ts';
import type { PaymentVault } from '../payment-vault.ts';
import type { Intention } from '../payments-ports.ts';
import { subjectOf } from '../draft/save-draft.ts';

export type TouchedBySendIntention = Pick<
  PaymentVault,
  'payments' | 'caller' | 'bank' | 'checkpoints' | 'digests' | 'clock' | 'publish' | 'log'
>;

type Sent = SendOutcome<{ readonly documentId: string | null }>;

/** How a sending ended; `problem` as a person is told. */
interface Ending {
  readonly kind: Sent['kind'];
  readonly documentId: string | null;
  readonly bankMessage: string | null;
  readonly problem: ErrorInfo | null;
}

/**
 * Sends the bytes of the recorded intention once and records what came of it. Before the first byte the keychain knows
 * of the intention, so that no older copy of the file can be paid from; where it takes nothing, nothing is sent.
 *
 * Errors: `payment-outcome-unknown` when the outcome could not be written down (a full disk): money may have moved, and
 * the next look asks the bank. Otherwise every outcome is a state of the returned payment.
 * Effects: money moves.
 */
export async function sendIntention(
  vault: TouchedBySendIntention,
  payment: Payment,
  opened: OpenedToken,
): Promise<Payment> {
  const intention = vault.payments.intention(payment.paymentId);
  if (intention === null || intention.state !== 'open') throw new AppError('internal', { what: 'intention' });
  if (vault.digests.sha256(intention.body) !== intention.bodyHash) throw new AppError('store-corrupt', {});
  const obstacle = await keepCheckpoint(vault);
  const outcome = obstacle === null ? await send(vault, payment, intention, opened) : null;
  const ending = outcome === null ? notKept(obstacle) : endingOf(outcome, opened);
  const recorded = record(vault, payment, intention, ending);
  vault.publish('payments.changed', { paymentId: payment.paymentId });
  if (outcome !== null) await noteToken(vault, payment, opened, outcome);
  return recorded;
}

/** Returns what kept the checkpoint from being kept, or `null`. Errors: none of the keychain's. */
async function keepCheckpoint({ checkpoints }: Pick<PaymentVault, 'checkpoints'>): Promise<ErrorInfo | null> {
  try {
    await checkpoints.keep();
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return infoOf(error);
  }
}

function notKept(problem: ErrorInfo | null): Ending {
  return { kind: 'not-sent', documentId: null, bankMessage: null, problem };
}

function endingOf(outcome: Sent, opened: OpenedToken): Ending {
  if (outcome.kind === 'accepted')
    return { kind: 'accepted', documentId: outcome.value.documentId, bankMessage: null, problem: null };
  const { kind, problem } = outcome;
  const bankMessage = kind === 'refused' ? problem.message : null;
  return { kind, documentId: null, bankMessage, problem: problemInfo(ofToken(problem, opened)) };
}

async function send(
  { bank }: Pick<PaymentVault, 'bank'>,
  payment: Payment,
  intention: Intention,
  { credentials }: OpenedToken,
): Promise<Sent> {
  const { body, bankPaymentId } = intention;
  if (payment.fields.route === 'bank-draft')
    return bank.createDraft(credentials, { bankPaymentId: null, body });
  const outcome = await bank.pay(credentials, { bankPaymentId, body });
  return outcome.kind === 'accepted' ? { kind: 'accepted', value: { documentId: null } } : outcome;
}

function record(
  vault: Pick<PaymentVault, 'payments' | 'clock'>,
  payment: Payment,
  intention: Intention,
  ending: Ending,
): Payment {
  const { kind, problem } = ending;
  const next = afterSend(payment, intention, kind);
  const at = vault.clock.now();
  const details = { problem: problem?.code ?? null, message: problem?.details['message'] ?? null };
  const facts = { at, actor: THE_APP, companyId: payment.companyId, subject: subjectOf(payment), details };
  const entry = journalEntry(next.kind, facts);
  const moved = moveTo(payment, next.status);
  try {
    return vault.payments.saveWithIntention(
      {
        ...moved,
        updatedAt: at,
        sentAt: next.status === 'approved' ? null : payment.sentAt,
        documentId: kind === 'accepted' ? ending.documentId : payment.documentId,
        bankMessage: kind === 'refused' ? ending.bankMessage : payment.bankMessage,
        problem,
        steps: [...payment.steps, historyStep(entry)],
      },
      { ...intention, state: kind },
      entry,
    );
  } catch (error) {
    throw new AppError('payment-outcome-unknown', {}, error);
  }
}

interface Next {
  readonly status: Payment['status'];
  readonly kind: JournalKind;
}

/**
 * The state after a send. A second sending (after an unknown first one) that is refused, or did not leave, says nothing
 * of the first: the bank is asked once more.
 */
function afterSend(payment: Payment, intention: Intention, kind: Ending['kind']): Next {
  const isFirst = intention.attempt === 1;
  switch (kind) {
    case 'accepted':
      return payment.fields.route === 'bank-draft'
        ? { status: 'handed-over', kind: 'payment-handed-over' }
        : { status: 'in-progress', kind: 'payment-accepted' };
    case 'refused':
      return { status: isFirst ? 'failed' : 'unknown', kind: 'payment-refused-by-bank' };
    case 'not-sent':
      return { status: isFirst ? 'approved' : 'unknown', kind: 'payment-not-sent' };
    case 'unknown':
      return { status: 'unknown', kind: 'payment-unknown' };
    default:
      return assertNever(kind);
  }
}

/** The outcome of the payment is written already; trouble with the token's own record must not hide it. */
async function noteToken(
  vault: Pick<PaymentVault, 'caller' | 'log'>,
  payment: Payment,
  opened: OpenedToken,
  outcome: Sent,
): Promise<void> {
  const access = payment.fields.route === 'direct' ? 'payments' : 'drafts';
  const problem: BankProblem | null = outcome.kind === 'accepted' ? null : outcome.problem;
  try {
    await vault.caller.note(opened, access, problem);
  } catch (error) {
    vault.log.error('token-note-failed', error, { tokenId: opened.tokenId });
  }
}

import type { JournalKind } from '../../../../contract/areas/audit.ts';
import { AppError, assertNever } from '../../../ports/app-error.ts';
import type { BankProblem, SendOutcome } from '../../../ports/bank-ports.ts';
import { historyStep, journalEntry, THE_APP } from '../../audit/entry.ts';
import { problemInfo, type OpenedToken } from '../../tokens/bank-caller.ts';
import { moveTo, type Payment } from '../payment.ts';
import type { PaymentVault } from '../payment-vault.ts';
import type { Intention } from '../payments-ports.ts';
import { subjectOf } from '../draft/save-draft.ts';

export type TouchedBySendIntention = Pick<
  PaymentVault,
  'payments' | 'caller' | 'bank' | 'digests' | 'clock' | 'publish' | 'log'
>;

type Sent = SendOutcome<{ readonly documentId: string | null }>;

/**
 * Sends the bytes of the recorded intention once and records what came of it.
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
  const outcome = await send(vault, payment, intention, opened);
  const recorded = record(vault, payment, intention, outcome);
  vault.publish('payments.changed', { paymentId: payment.paymentId });
  await noteToken(vault, payment, opened, outcome);
  return recorded;
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
  outcome: Sent,
): Payment {
  const next = afterSend(payment, intention, outcome);
  const at = vault.clock.now();
  const problem = outcome.kind === 'accepted' ? null : problemInfo(outcome.problem);
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
        documentId: outcome.kind === 'accepted' ? outcome.value.documentId : payment.documentId,
        bankMessage: outcome.kind === 'refused' ? outcome.problem.message : payment.bankMessage,
        problem,
        steps: [...payment.steps, historyStep(entry)],
      },
      { ...intention, state: outcome.kind },
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
function afterSend(payment: Payment, intention: Intention, outcome: Sent): Next {
  const isFirst = intention.attempt === 1;
  switch (outcome.kind) {
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
      return assertNever(outcome);
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

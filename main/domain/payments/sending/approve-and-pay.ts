import { AppError } from '../../../ports/app-error.ts';
import type { Actor } from '../../audit/entry.ts';
import {
  approvalObstacle,
  approvePayment,
  type ReadPayment,
  type TouchedByApprove,
} from '../approving/approve.ts';
import { judgeApprovals } from '../approving/judge-approvals.ts';
import { loadPayment } from '../load-payment.ts';
import { needOf } from '../need.ts';
import { sendSealedTo } from '../open-for-send.ts';
import type { Payment } from '../payment.ts';
import { assertSentHere, pay, type TouchedByPay } from './pay.ts';

export type TouchedByApproveAndPay = TouchedByApprove & TouchedByPay;

/** A payment after the approval, and what spoke against the sending. */
export interface ApprovedAndPaid {
  /** As it is now: in progress, handed over, failed, unknown, or not sent. */
  readonly payment: Payment;
  /** Why it was not sent; `null` where the sending went its way, whatever the bank said. */
  readonly error: unknown;
}

/**
 * Approves another's payment and sends it: the approval first and whole, then `pay` as if this person had pressed
 * «Оплатить». One passphrase: the approval's, which also opens a token that is sealed to him, for this one send.
 *
 * Errors: those of `approvePayment`, and before the passphrase is asked those of `mayApproveAndPay`: nothing is
 * approved, no money moves. After the approval whatever speaks against the sending is in the answer, and the approval
 * stays.
 * Effects: those of `approvePayment`, then those of `pay`: money moves. A crash between them leaves an approved payment
 * that was not sent.
 */
export async function approveAndPay(
  vault: TouchedByApproveAndPay,
  actor: Actor,
  read: ReadPayment,
): Promise<ApprovedAndPaid> {
  assertLastStep(vault, actor, loadPayment(vault, read.seen));
  const approved = await approvePayment(vault, actor, read, 'passphrase-to-approve-and-send');
  try {
    return { payment: await send(vault, actor, approved), error: null };
  } catch (error) {
    return { payment: vault.payments.get(approved.paymentId) ?? approved, error };
  }
}

/**
 * Tells whether this person can send the payment from this computer by the same act by which he approves it: his
 * approval is the last one that it needs, and a token can send it that is open or sealed to him.
 */
export function mayApproveAndPay(vault: TouchedByApproveAndPay, actor: Actor, payment: Payment): boolean {
  if (payment.status !== 'submitted' || approvalObstacle(vault, actor, payment) !== null) return false;
  try {
    assertLastStep(vault, actor, payment);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

/**
 * Errors: `payment-sent-elsewhere`, `payment-sent-already`, `payment-needs-approval` (one more than his),
 * `token-sealed` to another, and those of the choice of a token.
 */
function assertLastStep(vault: TouchedByApproveAndPay, actor: Actor, payment: Payment): void {
  assertSentHere(vault, payment);
  const { needed, counting, decision } = judgeApprovals(vault, payment).standing;
  if (needed > counting.length + 1)
    throw new AppError('payment-needs-approval', { reason: decision.reasons[0]?.code ?? null });
  const need = needOf(payment);
  const sealedTo = vault.caller.sealedTo(vault.caller.choose(need), need.withCertificate);
  if (sealedTo !== null && sealedTo !== actor.personId) throw sealed(vault, payment);
}

/**
 * The sending as it always is. What would ask for a second passphrase is left for «Оплатить»: between this look and
 * `pay`'s own there is no pause.
 */
async function send(vault: TouchedByApproveAndPay, actor: Actor, approved: Payment): Promise<Payment> {
  const { paymentId, revision, status } = approved;
  // The rules may have come to want one more while the passphrase was typed.
  if (status === 'submitted') throw new AppError('payment-needs-approval', { reason: null });
  if (sendSealedTo(vault, approved) !== null) throw sealed(vault, approved);
  return pay(vault, actor, { paymentId, revision });
}

function sealed({ caller }: Pick<TouchedByApproveAndPay, 'caller'>, payment: Payment): AppError {
  return caller.whySealed(needOf(payment)) ?? new AppError('token-sealed', { director: null });
}

import type { Approval } from '../approving/approval.ts';
import { answersTo } from '../approving/answers.ts';
import { judgeApprovals, type TouchedByJudgeApprovals } from '../approving/judge-approvals.ts';
import { isPaid, type Payment } from '../payment.ts';

/**
 * Returns the approvals that the sheet shows: those that count while the payment waits, those of what was sent once it
 * was. One that is void, or of a payment that never went out, is on no sheet.
 */
export function printedApprovals(vault: TouchedByJudgeApprovals, payment: Payment): readonly Approval[] {
  const { status, contentHash, submittedAt, sentAt } = payment;
  if (status === 'submitted' || status === 'approved')
    return judgeApprovals(vault, payment).standing.counting;
  if (!isPaid(payment) && sentAt === null) return [];
  return answersTo(vault, payment).filter(
    (answer) =>
      answer.verdict === 'approved' &&
      answer.contentHash === contentHash &&
      (answer.envelope !== null || (submittedAt !== null && answer.at >= submittedAt)),
  );
}

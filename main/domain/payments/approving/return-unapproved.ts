import type { Actor } from '../../audit/entry.ts';
import type { PaymentVault } from '../payment-vault.ts';
import { allOrNone } from '../all-or-none.ts';
import type { Payment } from '../payment.ts';
import { countingApprovals } from './approval.ts';
import { answersTo } from './answers.ts';
import { wasAsked } from './approval-standing.ts';
import { followAnswers } from './follow-answers.ts';
import { judgeApprovals, type TouchedByJudgeApprovals } from './judge-approvals.ts';
import { approvalSetting, trustedPolicy } from './judge.ts';

export type TouchedByReturnUnapproved = TouchedByJudgeApprovals & Pick<PaymentVault, 'publish' | 'sending'>;

/** `hasDied`: only payments whose approvals have visibly died, which is cheap to tell; `all`: whatever waits. */
export type Looked = 'has-died' | 'all';

/**
 * Puts approved payments back among those to be approved when too few of their approvals count any more, whatever took
 * them away: time, new rules, a director who left. Paying would say so only to the accountant. Effects: each such
 * payment and its journal line, all in one transaction. Calling twice is safe.
 */
export function returnUnapproved(vault: TouchedByReturnUnapproved, actor: Actor, looked: Looked): void {
  const doubtful = vault.payments
    .listByStatus(['approved'])
    .filter((one) => wasAsked(one) && !vault.sending.has(one.paymentId))
    .filter((one) => looked === 'all' || hasDied(vault, one));
  if (doubtful.length === 0) return;
  allOrNone(vault, (writing) => {
    for (const payment of doubtful) {
      const { standing } = judgeApprovals(writing, payment);
      const kept = payment.request === null ? standing.decision.reasons : payment.reasons;
      followAnswers(writing, { payment, standing, actor, kept });
    }
  });
}

/**
 * There is a no, or fewer approvals are alive than the payment needed when they were given; signatures and sums are not
 * looked at.
 */
function hasDied(vault: TouchedByReturnUnapproved, payment: Payment): boolean {
  const policy = trustedPolicy(vault, payment.companyId);
  const setting = { ...approvalSetting(vault, payment, policy), reasons: [], isSigned: () => true };
  const answers = answersTo(vault, payment);
  if (answers.some(({ verdict }) => verdict === 'rejected')) return true;
  const alive = countingApprovals(answers, setting);
  return alive.length < Math.max(1, payment.approvalsNeeded);
}

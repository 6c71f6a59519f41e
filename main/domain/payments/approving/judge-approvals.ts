import type { DuplicateView } from '../../../../contract/areas/payments.ts';
import type { PaymentVault } from '../payment-vault.ts';
import { sentElsewhere } from '../load-payment.ts';
import { contentOf, makersOf, type Payment } from '../payment.ts';
import type { Approval } from './approval.ts';
import { answersTo, withdrawalOf } from './answers.ts';
import { approvalStanding, type ApprovalStanding } from './approval-standing.ts';
import { approvalSetting, judge, type Judgement, type TouchedByJudge } from './judge.ts';

export type TouchedByJudgeApprovals = TouchedByJudge & Pick<PaymentVault, 'approvals' | 'envelopes'>;

/** What is known beyond the ledger and the envelopes at the moment of the question. */
export interface Beyond {
  /** What the bank's statement showed at the last look; empty before it. */
  readonly inStatement?: readonly DuplicateView[];
  readonly isStatementRead?: boolean;
  /** An approval that was signed just now and is not in the store yet. */
  readonly signed?: Approval;
}

/** The judgement of a payment with the standing of its approvals. Its `decision` is the standing's. */
export interface JudgedApprovals extends Judgement {
  readonly standing: ApprovalStanding;
}

/**
 * Gathers the facts, the rules and the answers of a submitted payment and says where its approvals stand now. Reads
 * only, and without a pause.
 * Errors: `payment-state` for a draft.
 */
export function judgeApprovals(
  vault: TouchedByJudgeApprovals,
  payment: Payment,
  { inStatement = [], isStatementRead, signed }: Beyond = {},
): JudgedApprovals {
  const { companyId, paymentId } = payment;
  const content = contentOf(payment);
  const judgement = judge(vault, {
    companyId,
    paymentId,
    makers: makersOf(payment),
    content,
    isSentHere: sentElsewhere(vault, payment) === null,
    inStatement,
    isStatementRead,
  });
  const { policy, decision, used } = judgement;
  const setting = approvalSetting(vault, payment, policy);
  const given = answersTo(vault, payment);
  const isOrganization = vault.organizations.of(companyId) !== null;
  const standing = approvalStanding({
    payment,
    decision,
    rules: policy.rules,
    amountMinor: content.amountMinor,
    usedPayeeDayMinor: used.payeeDayMinor,
    answers: signed === undefined ? given : [...given, signed],
    isWithdrawn: withdrawalOf(vault, payment) !== null,
    setting: {
      ...setting,
      // The envelope of an approval that was given just now is not in the store yet; it is read back before it gets
      // there.
      isSigned: (one, person) => (one === signed && isOrganization) || setting.isSigned(one, person),
    },
  });
  return { ...judgement, decision: standing.decision, standing };
}

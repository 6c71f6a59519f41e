import { approvalFlaw, countingApprovals } from '../approvals/approval.ts';
import type { Actor } from '../audit/entry.ts';
import { answersTo } from './answers.ts';
import { judgementForApprover } from './approve.ts';
import { approvalSetting, trustedPolicy } from './judge.ts';
import { backToApproval } from './pay.ts';
import type { PaymentParts } from './payment-parts.ts';

/**
 * Puts approved payments back among those to be approved when an approval has died and too few are left; paying would say so only to the accountant.
 * Effects: each such payment and its journal line. Calling twice is safe.
 */
export function returnUnapproved(parts: PaymentParts, actor: Actor): void {
  for (const payment of parts.payments.listByStatus(['approved'])) {
    if (payment.approvalsNeeded === 0 || parts.underWay.has(payment.paymentId)) continue;
    const policy = trustedPolicy(parts, payment.companyId);
    if (policy.rules.approvalHours === null) continue;
    const answers = answersTo(parts, payment);
    const setting = approvalSetting(parts, payment, policy);
    if (!answers.some((approval) => approvalFlaw(approval, setting) === 'expired')) continue;
    const { decision } = judgementForApprover(parts, payment);
    const counting = countingApprovals(answers, setting, decision.reasons);
    if (decision.kind !== 'needs-approval' || counting.length >= decision.approvalsNeeded) continue;
    backToApproval(parts, actor, { payment, decision });
  }
}

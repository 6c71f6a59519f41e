import type { RuleDecision, RuleReason } from '../../contract/areas/payments.ts';
import type { Limit, PolicyRules } from '../../contract/areas/policy.ts';

/** What the rules look at. Units: kopecks; days and months are Moscow ones. Sums used do not count the payment itself. */
export interface PaymentFacts {
  readonly amountMinor: number;
  readonly accountNumber: string;
  readonly route: 'direct' | 'bank-draft';
  readonly usedDayMinor: number;
  readonly usedMonthMinor: number;
  readonly usedPayeeDayMinor: number;
  /** `known`: this account of this payee was paid before; `changed-account`: the payee was, on another account. */
  readonly payee: 'known' | 'new' | 'changed-account';
  readonly hasDuplicates: boolean;
  /** People who may approve and did not prepare the payment. */
  readonly approvers: number;
}

type ReasonCode = RuleReason['code'];

/**
 * Decides what the company's rules say about a payment: allow, ask for approvals, or refuse, with every reason.
 * A bank draft needs no approval of ours, because the bank asks for a signature; only ceilings and accounts hold it.
 */
export function evaluate(rules: PolicyRules, facts: PaymentFacts): RuleDecision {
  const refusals = [...ceilings(rules, facts), ...accountReasons(rules, facts)];
  if (refusals.length > 0) return { kind: 'refuse', approvalsNeeded: 0, reasons: refusals };
  if (facts.route === 'bank-draft') return { kind: 'allow', approvalsNeeded: 0, reasons: [] };
  const reasons = [...thresholds(rules, facts), ...warnings(rules, facts)];
  if (reasons.length === 0) return { kind: 'allow', approvalsNeeded: 0, reasons };
  const needed = rules.approvalsNeeded;
  const all = facts.approvers < needed ? [...reasons, reason('no-approver')] : reasons;
  return { kind: 'needs-approval', approvalsNeeded: needed, reasons: all };
}

/** The reasons that an approver has to answer, because they are where frauds begin. */
export const ANSWERED_REASONS = ['new-payee', 'changed-payee-account', 'possible-duplicate'] as const;

function ceilings(rules: PolicyRules, facts: PaymentFacts): RuleReason[] {
  return limits(rules, facts).flatMap(({ limit, usedMinor, capCode }) =>
    limit.refuseAboveMinor !== null && usedMinor + facts.amountMinor > limit.refuseAboveMinor
      ? [reason(capCode, limit.refuseAboveMinor, usedMinor)]
      : [],
  );
}

function thresholds(rules: PolicyRules, facts: PaymentFacts): RuleReason[] {
  return limits(rules, facts).flatMap(({ limit, usedMinor, code }) =>
    usedMinor + facts.amountMinor > limit.approvalAboveMinor
      ? [reason(code, limit.approvalAboveMinor, usedMinor)]
      : [],
  );
}

interface LimitUse {
  readonly limit: Limit;
  readonly usedMinor: number;
  readonly code: ReasonCode;
  readonly capCode: ReasonCode;
}

function limits(rules: PolicyRules, facts: PaymentFacts): readonly LimitUse[] {
  const { usedDayMinor, usedMonthMinor, usedPayeeDayMinor } = facts;
  return [
    { limit: rules.payment, usedMinor: 0, code: 'over-payment-limit', capCode: 'over-payment-cap' },
    { limit: rules.day, usedMinor: usedDayMinor, code: 'over-day-limit', capCode: 'over-day-cap' },
    { limit: rules.month, usedMinor: usedMonthMinor, code: 'over-month-limit', capCode: 'over-month-cap' },
    {
      limit: rules.payeeDay,
      usedMinor: usedPayeeDayMinor,
      code: 'over-payee-day-limit',
      capCode: 'over-payee-day-cap',
    },
  ];
}

function accountReasons(rules: PolicyRules, facts: PaymentFacts): RuleReason[] {
  const isAllowed = rules.accounts.length === 0 || rules.accounts.includes(facts.accountNumber);
  return isAllowed ? [] : [reason('account-not-allowed')];
}

function warnings(rules: PolicyRules, facts: PaymentFacts): RuleReason[] {
  const reasons: RuleReason[] = [];
  if (facts.payee === 'new' && rules.newPayeeNeedsApproval) reasons.push(reason('new-payee'));
  if (facts.payee === 'changed-account') reasons.push(reason('changed-payee-account'));
  if (facts.hasDuplicates) reasons.push(reason('possible-duplicate'));
  return reasons;
}

function reason(
  code: ReasonCode,
  limitMinor: number | null = null,
  usedMinor: number | null = null,
): RuleReason {
  return { code, limitMinor, usedMinor };
}

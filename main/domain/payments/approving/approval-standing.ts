import type { RuleDecision } from '../../../../contract/areas/payments.ts';
import type { PolicyRules } from '../../../../contract/areas/policy.ts';
import { approvalsFor } from '../../policy/evaluate.ts';
import type { Payment } from '../payment.ts';
import {
  approvalFlaw,
  countingApprovals,
  isMaker,
  warningsOf,
  type Approval,
  type ApprovalFlaw,
  type ApprovalSetting,
} from './approval.ts';

/**
 * Where the approvals of a payment stand at one moment. Whoever asks «may this go out?», «what is missing?» or «where
 * does it belong now?» asks this, so that no two places answer differently.
 */
export interface ApprovalStanding {
  /** What the rules say, with the reasons that stay with the payment; `approvalsNeeded` is `needed`. */
  readonly decision: RuleDecision;
  /** How many people have to approve; 0 only where nothing asks and nothing has asked before. */
  readonly needed: number;
  /** Every answer, the earliest first, and why it does not count. A rejection has no flaw. */
  readonly answers: readonly JudgedAnswer[];
  /** The approvals that count now, one a person. */
  readonly counting: readonly Approval[];
  /** A person's no to this very content; it outweighs every yes. */
  readonly rejected: Approval | null;
  /** The maker has taken his request back. */
  readonly isWithdrawn: boolean;
  readonly isEnough: boolean;
  /** Why it may not go out; `null` exactly when `isEnough`. */
  readonly whyNot: WhyNot | null;
}

export interface JudgedAnswer {
  readonly answer: Approval;
  readonly flaw: ApprovalFlaw | null;
}

/** `approval-void`: approvals were given, and too few of them count now; `not-approved`: too few were given. */
export type WhyNot = 'rejected' | 'withdrawn' | 'refused-by-rules' | 'approval-void' | 'not-approved';

/** What the standing is made from. `decision`: of the rules, on the facts of now. Sums in kopecks. */
export interface StandingFacts {
  readonly payment: Pick<Payment, 'request' | 'approvalsNeeded' | 'status' | 'reasons'>;
  readonly decision: RuleDecision;
  readonly rules: PolicyRules;
  readonly amountMinor: number;
  readonly usedPayeeDayMinor: number;
  readonly answers: readonly Approval[];
  readonly isWithdrawn: boolean;
  readonly setting: Omit<ApprovalSetting, 'reasons'>;
}

/** Returns where the approvals of a payment stand. */
export function approvalStanding(facts: StandingFacts): ApprovalStanding {
  const { answers, isWithdrawn } = facts;
  const decision = decisionOf(facts);
  const setting = { ...facts.setting, reasons: decision.reasons };
  const counting = countingApprovals(answers, setting);
  // In a company of one computer a no ends the payment in the same transaction; a record of one beside a payment that
  // waits is no word of anybody.
  const isNo = ({ verdict, personId, envelope }: Approval) =>
    verdict === 'rejected' && envelope !== null && !isMaker(facts.setting.payment, personId);
  const rejected = answers.find(isNo) ?? null;
  const hasApprovals = answers.some(({ verdict }) => verdict === 'approved');
  const whyNot = whyNotOf({ decision, rejected, isWithdrawn, hasApprovals, count: counting.length });
  return {
    decision,
    needed: decision.approvalsNeeded,
    answers: answers.map((answer) => ({
      answer,
      flaw: answer.verdict === 'rejected' ? null : approvalFlaw(answer, setting),
    })),
    counting,
    rejected,
    isWithdrawn,
    isEnough: whyNot === null,
    whyNot,
  };
}

/**
 * Tells whether an approval was asked for before: then one stays needed, whatever the rules and the ledger have come to
 * since.
 */
export function wasAsked({
  request,
  approvalsNeeded,
  status,
}: Pick<Payment, 'request' | 'approvalsNeeded' | 'status'>): boolean {
  return request !== null || approvalsNeeded > 0 || status === 'submitted';
}

/**
 * Returns how many approvals a decision of the rules comes to. A payment that another member's computer sends always
 * needs one, because that computer knows its maker by his signature alone. Source: docs/adr/0049.
 */
export function approvalsWanted({ approvalsNeeded }: RuleDecision, isAsked: boolean): number {
  return Math.max(approvalsNeeded, isAsked ? 1 : 0);
}

/**
 * A warning that only another computer or the bank's statement could see stays with the payment and has to be answered
 * too.
 */
function decisionOf(facts: StandingFacts): RuleDecision {
  const { payment, decision, rules } = facts;
  const { kind, reasons } = decision;
  const kept = payment.reasons.filter(({ code }) => !reasons.some((known) => known.code === code));
  const ofKept = warningsOf(kept).length > 0 ? approvalsFor(rules, facts) : 0;
  const approvalsNeeded = Math.max(approvalsWanted(decision, wasAsked(payment)), ofKept);
  const asks = kind === 'allow' && approvalsNeeded > 0 ? 'needs-approval' : kind;
  return { kind: asks, approvalsNeeded, reasons: [...reasons, ...kept] };
}

interface Weighed {
  readonly decision: RuleDecision;
  readonly rejected: Approval | null;
  readonly isWithdrawn: boolean;
  readonly hasApprovals: boolean;
  readonly count: number;
}

function whyNotOf({ decision, rejected, isWithdrawn, hasApprovals, count }: Weighed): WhyNot | null {
  if (rejected !== null) return 'rejected';
  if (isWithdrawn) return 'withdrawn';
  if (decision.kind === 'refuse') return 'refused-by-rules';
  if (count >= decision.approvalsNeeded) return null;
  return hasApprovals ? 'approval-void' : 'not-approved';
}

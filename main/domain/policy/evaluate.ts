import type { RuleDecision, RuleReason } from '../../../contract/areas/payments.ts';
import { isOverLimit } from '../../../contract/areas/limits.ts';
import type { ApprovalTier, PaymentClass, PolicyRules, PolicyState } from '../../../contract/areas/policy.ts';
import { limitsOn, restsThresholds, type LimitFact } from './limits.ts';

/**
 * A class that a payment belongs to. One mark is enough for a rule that asks; `isSure`: everything that tells the class
 * is there and the account is not one that the author alone knows, so a rule that frees may be followed.
 */
export interface ClassMark {
  readonly name: PaymentClass;
  readonly isSure: boolean;
}

/** Sums in which signed bank drafts count too. Units: kopecks, payments. */
export interface UseWithDrafts {
  readonly dayMinor: number;
  readonly monthMinor: number;
  readonly payeeDayPayments: number;
}

/**
 * What the rules look at. Units: kopecks; days and months are Moscow ones. Sums used do not count the payment itself.
 */
export interface PaymentFacts {
  readonly amountMinor: number;
  readonly accountNumber: string;
  readonly route: 'direct' | 'bank-draft';
  readonly usedDayMinor: number;
  readonly usedMonthMinor: number;
  readonly usedPayeeDayMinor: number;
  /** How many direct payments the payee has got that day; the bank limits them too. */
  readonly usedPayeeDayPayments: number;
  /** The same with signed bank drafts, which the bank counts in its limits for all payments. */
  readonly usedWithDrafts: UseWithDrafts;
  /** `known`: this account of this payee was paid before; `changed-account`: the payee was, on another account. */
  readonly payee: 'known' | 'new' | 'changed-account';
  readonly hasDuplicates: boolean;
  /** Somebody has marked the payee as one that nobody may pay. */
  readonly isNeverPaid: boolean;
  /** A call that confirmed this account is recorded, or nobody is to call from here: another computer asked. */
  readonly isCalledBack: boolean;
  /** Nobody here may look into the bank's statement for the same payment before it is sent. */
  readonly isStatementUnread: boolean;
  readonly classes: readonly ClassMark[];
  /** Whether the rules are those that directors set, or the strict ones and why. */
  readonly rulesState: PolicyState;
  /** People who may approve and did not prepare the payment. */
  readonly approvers: number;
}

type ReasonCode = RuleReason['code'];

/**
 * Decides what the company's rules say about a payment: allow, ask for approvals, or refuse, with every reason. A draft
 * for signature needs no approval of ours, because the bank asks for a signature; only what refuses holds it.
 */
export function evaluate(rules: PolicyRules, facts: PaymentFacts): RuleDecision {
  const refusals = [
    ...broken(rules, facts, 'refuses'),
    ...accountReasons(rules, facts),
    ...payeeRefusals(rules, facts),
  ];
  if (refusals.length > 0) return { kind: 'refuse', approvalsNeeded: 0, reasons: refusals };
  if (facts.route === 'bank-draft') return { kind: 'allow', approvalsNeeded: 0, reasons: [] };
  const reasons = [...sumReasons(rules, facts), ...classReasons(rules, facts), ...warnings(rules, facts)];
  if (reasons.length === 0) return { kind: 'allow', approvalsNeeded: 0, reasons };
  const needed = approvalsFor(rules, facts);
  const all = facts.approvers < needed ? [...reasons, reason('no-approver')] : reasons;
  return { kind: 'needs-approval', approvalsNeeded: needed, reasons: all };
}

/**
 * Returns how many approvals the sum needs, should anything ask for one. What the payee has got that day counts with
 * it.
 */
export function approvalsFor(
  rules: PolicyRules,
  facts: Pick<PaymentFacts, 'amountMinor' | 'usedPayeeDayMinor'>,
): number {
  return Math.max(rules.approvalsNeeded, ...tiersOver(rules, facts).map(({ approvals }) => approvals));
}

/** The reasons that an approver has to answer, because they are where frauds begin. */
export const ANSWERED_REASONS = ['new-payee', 'changed-payee-account', 'possible-duplicate'] as const;

function tiersOver(
  { tiers }: PolicyRules,
  { amountMinor, usedPayeeDayMinor }: Pick<PaymentFacts, 'amountMinor' | 'usedPayeeDayMinor'>,
): readonly ApprovalTier[] {
  return tiers.filter(({ aboveMinor }) => usedPayeeDayMinor + amountMinor > aboveMinor);
}

/** Where no rules of the company apply every sum asks, for that one reason. */
function sumReasons(rules: PolicyRules, facts: PaymentFacts): RuleReason[] {
  if (facts.rulesState !== 'signed') return [reason(WITHOUT_RULES[facts.rulesState])];
  return restsThresholds(rules, facts) ? [] : [...broken(rules, facts, 'asks'), ...tierReasons(rules, facts)];
}

const WITHOUT_RULES = {
  none: 'no-rules',
  'not-signed': 'rules-not-signed',
  expired: 'rules-expired',
  behind: 'rules-behind',
  forked: 'rules-forked',
} as const satisfies Readonly<Record<Exclude<PolicyState, 'signed'>, ReasonCode>>;

function tierReasons(rules: PolicyRules, facts: PaymentFacts): RuleReason[] {
  const highest = tiersOver(rules, facts).at(-1);
  return highest === undefined ? [] : [reason('over-tier', highest.aboveMinor, facts.usedPayeeDayMinor)];
}

function classReasons(rules: PolicyRules, { classes }: PaymentFacts): RuleReason[] {
  return classes
    .filter(({ name }) => rules.classes[name] === 'always-ask')
    .map(({ name }) => reason(`class-${name}`));
}

function broken(rules: PolicyRules, facts: PaymentFacts, effect: LimitFact['effect']): RuleReason[] {
  return limitsOn(rules, facts)
    .filter((limit) => limit.effect === effect && isOverLimit(limit))
    .map(({ code, unit, limit, used }) => (unit === 'minor' ? reason(code, limit, used) : reason(code)));
}

function accountReasons(rules: PolicyRules, facts: PaymentFacts): RuleReason[] {
  const isAllowed = rules.accounts.length === 0 || rules.accounts.includes(facts.accountNumber);
  return isAllowed ? [] : [reason('account-not-allowed')];
}

/** «Never pay» holds whatever the rules say. One's own account needs no call. */
function payeeRefusals(rules: PolicyRules, facts: PaymentFacts): RuleReason[] {
  const isOwn = facts.classes.some(({ name, isSure }) => name === 'own' && isSure);
  const isCallMissing = rules.callBackNeeded && facts.payee !== 'known' && !facts.isCalledBack && !isOwn;
  return [
    ...(facts.isNeverPaid ? [reason('never-pay')] : []),
    ...(isCallMissing ? [reason('call-back-missing')] : []),
  ];
}

function warnings(rules: PolicyRules, facts: PaymentFacts): RuleReason[] {
  const reasons: RuleReason[] = [];
  const isNewAsked = rules.newPayeeNeedsApproval || rules.callBackNeeded;
  if (facts.payee === 'new' && isNewAsked) reasons.push(reason('new-payee'));
  if (facts.payee === 'changed-account') reasons.push(reason('changed-payee-account'));
  if (facts.hasDuplicates) reasons.push(reason('possible-duplicate'));
  if (facts.isStatementUnread) reasons.push(reason('statement-unread'));
  return reasons;
}

function reason(
  code: ReasonCode,
  limitMinor: number | null = null,
  usedMinor: number | null = null,
): RuleReason {
  return { code, limitMinor, usedMinor };
}

import {
  PAYMENT_CLASSES,
  type ApprovalTier,
  type BankLimits,
  type BankLimitSet,
  type Limit,
  type PaymentClass,
  type PolicyRules,
} from '../../../../contract/areas/policy.ts';
import { USUAL_BANK_LIMITS } from '../../../../contract/t-bank/limits.ts';
import { formatAmount, parseAmountText } from '../../../../contract/values/money.ts';

export const LIMIT_NAMES = [
  'payment',
  'payeeDay',
  'day',
  'month',
] as const satisfies readonly (keyof PolicyRules)[];
export type LimitName = (typeof LIMIT_NAMES)[number];

/** A tier as typed; `id` tells lines apart that say the same. */
export interface TierDraft {
  readonly id: number;
  readonly above: string;
  readonly approvals: number | string;
}

/** The rules as typed; sums are texts until they are saved. */
export interface PolicyDraft {
  readonly limits: Readonly<Record<LimitName, { readonly approval: string; readonly refuse: string }>>;
  readonly accounts: readonly string[];
  readonly newPayeeNeedsApproval: boolean;
  readonly callBackNeeded: boolean;
  readonly approvalsNeeded: number | string;
  readonly tiers: readonly TierDraft[];
  readonly classes: PolicyRules['classes'];
  readonly requestHours: number | string;
  /** Empty: an approval lives as long as its request. */
  readonly approvalHours: number | string;
  /** The bank's limits as typed; `isTyped`: whether they count at all. */
  readonly bankLimits: BankLimitsDraft;
}

export const BANK_LIMIT_KINDS = ['tApi', 'eds'] as const satisfies readonly (keyof BankLimits)[];
export const BANK_LIMIT_NAMES = [
  'paymentMinor',
  'payeeDayPayments',
  'dayMinor',
  'monthMinor',
] as const satisfies readonly (keyof BankLimitSet)[];
export type BankLimitName = (typeof BANK_LIMIT_NAMES)[number];
export type BankLimitSetDraft = Readonly<Record<BankLimitName, string>>;

/** The bank's limits as texts; an empty one: the bank sets none. */
export interface BankLimitsDraft {
  readonly isTyped: boolean;
  readonly tApi: BankLimitSetDraft;
  readonly eds: BankLimitSetDraft;
}

export type PolicyProblem =
  'payments' | 'amount' | 'ceiling' | 'approvals' | 'hours' | 'tierOrder' | 'tierApprovals';

/** Most approvals and hours. Source: contract, `PolicyRules`. */
const MAX_APPROVALS = 5;
const MAX_HOURS = 720;

/** Returns the rules as texts to type into. */
export function policyDraft(rules: PolicyRules): PolicyDraft {
  const texts = ({ approvalAboveMinor, refuseAboveMinor }: Limit) => ({
    approval: formatAmount(approvalAboveMinor),
    refuse: refuseAboveMinor === null ? '' : formatAmount(refuseAboveMinor),
  });
  return {
    limits: {
      payment: texts(rules.payment),
      payeeDay: texts(rules.payeeDay),
      day: texts(rules.day),
      month: texts(rules.month),
    },
    accounts: rules.accounts,
    newPayeeNeedsApproval: rules.newPayeeNeedsApproval,
    callBackNeeded: rules.callBackNeeded,
    approvalsNeeded: rules.approvalsNeeded,
    tiers: rules.tiers.map(({ aboveMinor, approvals }, id) => ({
      id,
      approvals,
      above: formatAmount(aboveMinor),
    })),
    classes: rules.classes,
    requestHours: rules.requestHours,
    approvalHours: rules.approvalHours ?? '',
    bankLimits: bankLimitsDraft(rules.bankLimits),
  };
}

/** Whoever begins to type starts from the bank's usual limits. */
function bankLimitsDraft(limits: BankLimits | null): BankLimitsDraft {
  const { tApi, eds } = limits ?? USUAL_BANK_LIMITS;
  const sum = (minor: number | null) => (minor === null ? '' : formatAmount(minor));
  const texts = (set: BankLimitSet): BankLimitSetDraft => ({
    paymentMinor: sum(set.paymentMinor),
    dayMinor: sum(set.dayMinor),
    monthMinor: sum(set.monthMinor),
    payeeDayPayments: set.payeeDayPayments?.toString() ?? '',
  });
  return { isTyped: limits !== null, tApi: texts(tApi), eds: texts(eds) };
}

/**
 * Returns the limits that still ask for an approval of every payment although another one lets sums through: whoever
 * sets «50 000» for one payment and leaves zeros elsewhere has changed nothing.
 */
export function limitsThatAlwaysAsk({ limits }: PolicyDraft): readonly LimitName[] {
  const thresholds = LIMIT_NAMES.map((name) => [name, parseAmountText(limits[name].approval)] as const);
  const isAnyFree = thresholds.some(([, minor]) => minor !== null && minor > 0);
  return isAnyFree ? thresholds.flatMap(([name, minor]) => (minor === 0 ? [name] : [])) : [];
}

/** Returns the draft with one more tier, which asks for one approval more than the last. */
export function withTier(draft: PolicyDraft): PolicyDraft {
  const last = draft.tiers.at(-1);
  const before = Number(last?.approvals ?? draft.approvalsNeeded);
  const approvals = Math.min(MAX_APPROVALS, Number.isInteger(before) ? before + 1 : 2);
  const id = Math.max(-1, ...draft.tiers.map((tier) => tier.id)) + 1;
  return { ...draft, tiers: [...draft.tiers, { id, above: '', approvals }] };
}

/**
 * Returns what is wrong, by the name of the field (`day.approval`, `tier.0.above`, `requestHours`); empty when all is
 * well.
 */
export function policyProblems(draft: PolicyDraft): ReadonlyMap<string, PolicyProblem> {
  const problems = new Map<string, PolicyProblem>();
  for (const name of LIMIT_NAMES) {
    const { approval, refuse } = draft.limits[name];
    const approvalMinor = parseAmountText(approval);
    const refuseMinor = refuse.trim() === '' ? null : parseAmountText(refuse);
    if (approvalMinor === null) problems.set(`${name}.approval`, 'amount');
    if (refuse.trim() !== '' && refuseMinor === null) problems.set(`${name}.refuse`, 'amount');
    if (approvalMinor !== null && refuseMinor !== null && refuseMinor < approvalMinor) {
      problems.set(`${name}.refuse`, 'ceiling');
    }
  }
  if (!isWhole(draft.approvalsNeeded, MAX_APPROVALS)) problems.set('approvalsNeeded', 'approvals');
  addTierProblems(draft, problems);
  if (!isWhole(draft.requestHours, MAX_HOURS)) problems.set('requestHours', 'hours');
  if (draft.approvalHours !== '' && !isWhole(draft.approvalHours, MAX_HOURS)) {
    problems.set('approvalHours', 'hours');
  }
  if (draft.bankLimits.isTyped) addBankProblems(draft.bankLimits, problems);
  return problems;
}

/** Most payments that fit the rules. Source: contract, `BankLimitSet`. */
const MAX_PAYEE_PAYMENTS = 9_999;

function addBankProblems(draft: BankLimitsDraft, problems: Map<string, PolicyProblem>): void {
  for (const kind of BANK_LIMIT_KINDS) {
    for (const name of BANK_LIMIT_NAMES) {
      const text = draft[kind][name].trim();
      if (text === '') continue;
      const isCount = name === 'payeeDayPayments';
      const isWrong = isCount
        ? !/^\d{1,4}$/.test(text) || Number(text) > MAX_PAYEE_PAYMENTS
        : parseAmountText(text) === null;
      if (isWrong) problems.set(`${kind}.${name}`, isCount ? 'payments' : 'amount');
    }
  }
}

function bankLimitSet(texts: BankLimitSetDraft): BankLimitSet {
  const { paymentMinor, dayMinor, monthMinor, payeeDayPayments } = texts;
  return {
    paymentMinor: parseAmountText(paymentMinor),
    dayMinor: parseAmountText(dayMinor),
    monthMinor: parseAmountText(monthMinor),
    payeeDayPayments: payeeDayPayments.trim() === '' ? null : Number(payeeDayPayments),
  };
}

function addTierProblems(draft: PolicyDraft, problems: Map<string, PolicyProblem>): void {
  let above = -1;
  let approvals = Number(draft.approvalsNeeded);
  draft.tiers.forEach((tier, index) => {
    const minor = parseAmountText(tier.above);
    if (minor === null) problems.set(`tier.${index}.above`, 'amount');
    else if (minor <= above) problems.set(`tier.${index}.above`, 'tierOrder');
    if (!isWhole(tier.approvals, MAX_APPROVALS) || Number(tier.approvals) <= approvals) {
      problems.set(`tier.${index}.approvals`, 'tierApprovals');
    }
    above = minor ?? above;
    approvals = Number(tier.approvals);
  });
}

/** Returns the rules to save, or `null` while something is wrong. */
export function policyRules(draft: PolicyDraft): PolicyRules | null {
  if (policyProblems(draft).size > 0) return null;
  const limit = ({ approval, refuse }: { readonly approval: string; readonly refuse: string }): Limit => ({
    approvalAboveMinor: parseAmountText(approval) ?? 0,
    refuseAboveMinor: refuse.trim() === '' ? null : parseAmountText(refuse),
  });
  return {
    payment: limit(draft.limits.payment),
    payeeDay: limit(draft.limits.payeeDay),
    day: limit(draft.limits.day),
    month: limit(draft.limits.month),
    accounts: [...draft.accounts],
    newPayeeNeedsApproval: draft.newPayeeNeedsApproval,
    callBackNeeded: draft.callBackNeeded,
    approvalsNeeded: Number(draft.approvalsNeeded),
    tiers: draft.tiers.map(tierOf),
    classes: draft.classes,
    requestHours: Number(draft.requestHours),
    approvalHours: draft.approvalHours === '' ? null : Number(draft.approvalHours),
    bankLimits: draft.bankLimits.isTyped
      ? { tApi: bankLimitSet(draft.bankLimits.tApi), eds: bankLimitSet(draft.bankLimits.eds) }
      : null,
  };
}

/** Tells whether any class has a rule of its own that a caution goes with: its thresholds rest. */
export function restsThresholds(classes: PolicyDraft['classes']): boolean {
  return PAYMENT_CLASSES.some((name: PaymentClass) => classes[name] === 'no-thresholds');
}

function tierOf({ above, approvals }: TierDraft): ApprovalTier {
  return { aboveMinor: parseAmountText(above) ?? 0, approvals: Number(approvals) };
}

function isWhole(value: number | string, max: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= max;
}

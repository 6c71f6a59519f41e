import type { Limit, PolicyRules } from '../../../contract/areas/policy.ts';
import { parseAmountText } from '../../../contract/values/money.ts';
import { formatAmount } from '../../ui/money-text.tsx';

export const LIMIT_NAMES = [
  'payment',
  'payeeDay',
  'day',
  'month',
] as const satisfies readonly (keyof PolicyRules)[];
export type LimitName = (typeof LIMIT_NAMES)[number];

/** The rules as typed; sums are texts until they are saved. */
export interface PolicyDraft {
  readonly limits: Readonly<Record<LimitName, { readonly approval: string; readonly refuse: string }>>;
  readonly accounts: readonly string[];
  readonly newPayeeNeedsApproval: boolean;
  readonly approvalsNeeded: number | string;
  readonly requestHours: number | string;
}

export type PolicyProblem = 'amount' | 'ceiling' | 'approvals' | 'hours';

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
    approvalsNeeded: rules.approvalsNeeded,
    requestHours: rules.requestHours,
  };
}

/** Returns what is wrong, by the name of the field (`day.approval`, `requestHours`); empty when all is well. */
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
  if (!isWhole(draft.approvalsNeeded, 5)) problems.set('approvalsNeeded', 'approvals');
  if (!isWhole(draft.requestHours, 720)) problems.set('requestHours', 'hours');
  return problems;
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
    approvalsNeeded: Number(draft.approvalsNeeded),
    requestHours: Number(draft.requestHours),
    tiers: [],
    classes: { own: 'as-others', tax: 'as-others', salary: 'as-others' },
    approvalHours: null,
  };
}

function isWhole(value: number | string, max: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= max;
}

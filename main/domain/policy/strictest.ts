import {
  PAYMENT_CLASSES,
  type BankLimits,
  type BankLimitSet,
  type ClassRule,
  type Limit,
  type PolicyRules,
} from '../../../contract/areas/policy.ts';

/**
 * An account that no bank opens: rules that name different accounts allow none of them together. Source: an account
 * begins with its balance-sheet number, which is not 00000.
 */
const NO_ACCOUNT = '00000000000000000000';

/**
 * Returns rules that allow nothing that any of these forbids, and ask for an approval wherever one of them does.
 * Errors: a TypeError for no rules at all.
 */
export function strictestOf(all: readonly PolicyRules[]): PolicyRules {
  const [first] = all;
  if (first === undefined) throw new TypeError('no rules to choose from');
  return {
    payment: strictestLimit(all.map(({ payment }) => payment)),
    day: strictestLimit(all.map(({ day }) => day)),
    month: strictestLimit(all.map(({ month }) => month)),
    payeeDay: strictestLimit(all.map(({ payeeDay }) => payeeDay)),
    accounts: commonAccounts(all.map(({ accounts }) => accounts)),
    newPayeeNeedsApproval: all.some((rules) => rules.newPayeeNeedsApproval),
    approvalsNeeded: Math.max(...all.map(({ approvalsNeeded }) => approvalsNeeded)),
    requestHours: Math.min(...all.map(({ requestHours }) => requestHours)),
    tiers: strictestTiers(all.flatMap(({ tiers }) => tiers)),
    classes: Object.fromEntries(
      PAYMENT_CLASSES.map((name) => [name, strictestClass(all.map(({ classes }) => classes[name]))]),
    ) as PolicyRules['classes'], // one entry a class
    approvalHours: least(all.map(({ approvalHours }) => approvalHours)),
    callBackNeeded: all.some((rules) => rules.callBackNeeded),
    bankLimits: strictestBankLimits(all.flatMap(({ bankLimits }) => bankLimits ?? [])),
  };
}

/** `null` where nobody typed any: the bank's usual limits refuse nothing. */
function strictestBankLimits(typed: readonly BankLimits[]): BankLimits | null {
  const strictestSet = (sets: readonly BankLimitSet[]): BankLimitSet => ({
    paymentMinor: least(sets.map(({ paymentMinor }) => paymentMinor)),
    dayMinor: least(sets.map(({ dayMinor }) => dayMinor)),
    monthMinor: least(sets.map(({ monthMinor }) => monthMinor)),
    payeeDayPayments: least(sets.map(({ payeeDayPayments }) => payeeDayPayments)),
  });
  if (typed.length === 0) return null;
  return {
    tApi: strictestSet(typed.map(({ tApi }) => tApi)),
    eds: strictestSet(typed.map(({ eds }) => eds)),
  };
}

function strictestLimit(limits: readonly Limit[]): Limit {
  return {
    approvalAboveMinor: Math.min(...limits.map(({ approvalAboveMinor }) => approvalAboveMinor)),
    refuseAboveMinor: least(limits.map(({ refuseAboveMinor }) => refuseAboveMinor)),
  };
}

/** The least of those that are set; `null` where none is. */
function least(values: readonly (number | null)[]): number | null {
  const set = values.filter((value) => value !== null);
  return set.length === 0 ? null : Math.min(...set);
}

/** An empty list allows all accounts. */
function commonAccounts(lists: readonly (readonly string[])[]): string[] {
  const [first, ...others] = lists.filter((list) => list.length > 0);
  if (first === undefined) return [];
  const common = first.filter((account) => others.every((list) => list.includes(account)));
  return common.length === 0 ? [NO_ACCOUNT] : common;
}

/** Ascending; of all tiers those that ask for more than every lower one. */
function strictestTiers(tiers: PolicyRules['tiers']): PolicyRules['tiers'] {
  const sorted = [...tiers].sort((a, b) => a.aboveMinor - b.aboveMinor || b.approvals - a.approvals);
  return sorted.filter(({ approvals }, at) =>
    sorted.slice(0, at).every((lower) => lower.approvals < approvals),
  );
}

function strictestClass(rules: readonly ClassRule[]): ClassRule {
  if (rules.includes('always-ask')) return 'always-ask';
  return rules.every((rule) => rule === 'no-thresholds') ? 'no-thresholds' : 'as-others';
}

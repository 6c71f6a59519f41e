import { PAYMENT_CLASSES, type Limit, type PolicyRules } from '../../../contract/areas/policy.ts';
import { formatMoney } from '../../../contract/values/money.ts';
import type { useT } from '../../i18n/t.ts';
import { bankLimitsText } from '../../ui/limits/bank-limits-text.ts';

type T = ReturnType<typeof useT>;

/** One rule that changes. */
export interface RuleRow {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** Returns the rules that differ, as a person reads them. `before` is `null` where there were none. */
export function ruleRows(t: T, before: PolicyRules | null, after: PolicyRules): readonly RuleRow[] {
  const old = before === null ? null : reported(t, before);
  return reported(t, after).flatMap(({ label, text }, index) => {
    const was = old?.[index]?.text ?? t('organization.proposals.none');
    return was === text ? [] : [{ label, before: was, after: text }];
  });
}

const LIMITS = ['payment', 'day', 'month', 'payeeDay'] as const;

/** Every rule with its label, always in the same order. */
function reported(t: T, rules: PolicyRules): readonly { readonly label: string; readonly text: string }[] {
  const { accounts, newPayeeNeedsApproval, approvalsNeeded, tiers, requestHours, approvalHours } = rules;
  const approvals = [
    String(approvalsNeeded),
    ...tiers.map(({ aboveMinor, approvals: count }) =>
      t('settings.policy.tiers.fact', { count, sum: formatMoney(aboveMinor) }),
    ),
  ];
  return [
    ...LIMITS.map((name) => ({ label: t(`settings.policy.limit.${name}`), text: limitText(t, rules[name]) })),
    {
      label: t('settings.policy.accounts'),
      text: accounts.length === 0 ? t('settings.policy.accountsAll') : accounts.join(', '),
    },
    {
      label: t('settings.policy.newPayeeFact'),
      text: t(newPayeeNeedsApproval ? 'settings.policy.withApproval' : 'settings.policy.asOthers'),
    },
    {
      label: t('settings.policy.callBackFact'),
      text: t(rules.callBackNeeded ? 'settings.policy.callBackYes' : 'settings.policy.callBackNo'),
    },
    { label: t('settings.policy.approvals'), text: approvals.join('; ') },
    ...PAYMENT_CLASSES.map((name) => ({
      label: t(`settings.policy.classes.${name}`),
      text: t(`settings.policy.classRule.${rules.classes[name]}`),
    })),
    ...(['tApi', 'eds'] as const).map((kind) => ({
      label: t(`settings.policy.bank.${kind}`),
      text: bankLimitsText(t, rules.bankLimits?.[kind] ?? null),
    })),
    { label: t('settings.policy.requestHours'), text: String(requestHours) },
    {
      label: t('settings.policy.approvalHours'),
      text: approvalHours === null ? t('settings.policy.approvalHoursNone') : String(approvalHours),
    },
  ];
}

function limitText(t: T, { approvalAboveMinor, refuseAboveMinor }: Limit): string {
  const approval = t('organization.proposals.approvalAbove', { sum: formatMoney(approvalAboveMinor) });
  if (refuseAboveMinor === null) return approval;
  return `${approval}; ${t('organization.proposals.refuseAbove', { sum: formatMoney(refuseAboveMinor) })}`;
}

import { Fragment } from 'react';
import { PAYMENT_CLASSES, type PolicyRules } from '../../../../contract/areas/policy.ts';
import { formatMoney } from '../../../../contract/values/money.ts';
import { useT } from '../../../i18n/t.ts';
import { AccountText } from '../../../ui/account-text.tsx';
import { bankLimitsText } from '../../../ui/limits/bank-limits-text.ts';
import { MoneyText } from '../../../ui/money-text.tsx';
import { LIMIT_NAMES } from './policy-draft.ts';
import classes from '../settings.module.css';

/** The rules for everybody who may not change them. */
export function PolicyFacts({ rules }: { readonly rules: PolicyRules }) {
  const t = useT();
  return (
    <>
      <table className={classes.limits}>
        <thead>
          <tr>
            <th scope="col">{t('settings.policy.limits')}</th>
            <th scope="col" className={classes.sum}>
              {t('settings.policy.approval')}
            </th>
            <th scope="col" className={classes.sum}>
              {t('settings.policy.refuse')}
            </th>
          </tr>
        </thead>
        <tbody>
          {LIMIT_NAMES.map((name) => (
            <tr key={name}>
              <th scope="row">{t(`settings.policy.limit.${name}`)}</th>
              <td className={classes.sum}>
                <MoneyText minor={rules[name].approvalAboveMinor} />
              </td>
              <td className={classes.sum}>
                {rules[name].refuseAboveMinor === null ? (
                  t('settings.policy.noCeiling')
                ) : (
                  <MoneyText minor={rules[name].refuseAboveMinor} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <dl className={classes.facts}>
        <dt>{t('settings.policy.accounts')}</dt>
        <dd>
          {rules.accounts.length === 0
            ? t('settings.policy.accountsAll')
            : rules.accounts.map((account) => (
                <div key={account}>
                  <AccountText account={account} />
                </div>
              ))}
        </dd>
        <dt>{t('settings.policy.newPayeeFact')}</dt>
        <dd>
          {rules.newPayeeNeedsApproval ? t('settings.policy.withApproval') : t('settings.policy.asOthers')}
        </dd>
        <dt>{t('settings.policy.callBackFact')}</dt>
        <dd>{t(rules.callBackNeeded ? 'settings.policy.callBackYes' : 'settings.policy.callBackNo')}</dd>
        <dt>{t('settings.policy.approvals')}</dt>
        <dd>
          {rules.approvalsNeeded}
          {rules.tiers.map(({ aboveMinor, approvals }) => (
            <div key={aboveMinor}>
              {t('settings.policy.tiers.fact', { count: approvals, sum: formatMoney(aboveMinor) })}
            </div>
          ))}
        </dd>
        {PAYMENT_CLASSES.map((name) => (
          <Fragment key={name}>
            <dt>{t(`settings.policy.classes.${name}`)}</dt>
            <dd>{t(`settings.policy.classRule.${rules.classes[name]}`)}</dd>
          </Fragment>
        ))}
        {(['tApi', 'eds'] as const).map((kind) => (
          <Fragment key={kind}>
            <dt>{t(`settings.policy.bank.${kind}`)}</dt>
            <dd>{bankLimitsText(t, rules.bankLimits?.[kind] ?? null)}</dd>
          </Fragment>
        ))}
        <dt>{t('settings.policy.requestHours')}</dt>
        <dd>{rules.requestHours}</dd>
        <dt>{t('settings.policy.approvalHours')}</dt>
        <dd>{rules.approvalHours ?? t('settings.policy.approvalHoursNone')}</dd>
      </dl>
    </>
  );
}

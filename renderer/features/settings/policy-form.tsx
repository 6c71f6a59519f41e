import { Button, Checkbox, MultiSelect, NumberInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { PolicyView } from '../../../contract/areas/policy.ts';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import { useT, type MessageKey } from '../../i18n/t.ts';
import { formatAccount } from '../../ui/account-text.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { policyDraft, policyProblems, policyRules, type PolicyProblem } from './policy-draft.ts';
import { PolicyLimits } from './policy-limits.tsx';
import classes from './settings.module.css';

const PROBLEM_TEXT = {
  amount: 'settings.policy.problem.amount',
  ceiling: 'settings.policy.problem.ceiling',
  approvals: 'settings.policy.problem.approvals',
  hours: 'settings.policy.problem.hours',
} as const satisfies Readonly<Record<PolicyProblem, MessageKey>>;

/** The rules for a director to change; saved as a whole, on the version that was read. */
export function PolicyForm({ policy }: { readonly policy: PolicyView }) {
  const t = useT();
  const { companyId, version } = policy;
  const [draft, setDraft] = useState(() => policyDraft(policy.rules));
  const [isTried, setTried] = useState(false);
  const accounts = useQuery({
    queryKey: keys.accountList(companyId),
    queryFn: () => unwrap(app().accounts.list({ companyId })),
  });
  const change = useCall(app().policy.change, {
    staleAfter: [keys.policy(companyId), ['payments'], ['approvals'], ['overview'], ['journal']],
  });
  const problems = isTried ? policyProblems(draft) : new Map<string, PolicyProblem>();
  const problemText = (field: string) => {
    const problem = problems.get(field);
    return problem === undefined ? null : t(PROBLEM_TEXT[problem]);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const rules = policyRules(draft);
    if (rules !== null) void change.run({ companyId, version, rules });
  };
  const known = (accounts.data?.accounts ?? []).map((account) => account.accountNumber);
  return (
    <form onSubmit={submit} noValidate>
      <PolicyLimits
        limits={draft.limits}
        problemText={problemText}
        onChange={(limits) => setDraft({ ...draft, limits })}
      />
      <div className={classes.form}>
        <MultiSelect
          label={t('settings.policy.accounts')}
          description={t('settings.policy.accountsHint')}
          placeholder={draft.accounts.length === 0 ? t('settings.policy.accountsAll') : ''}
          data={[...new Set([...known, ...draft.accounts])].map((value) => ({
            value,
            label: formatAccount(value),
          }))}
          value={[...draft.accounts]}
          onChange={(value) => setDraft({ ...draft, accounts: value })}
        />
        <Checkbox
          label={t('settings.policy.newPayee')}
          checked={draft.newPayeeNeedsApproval}
          onChange={(event) => setDraft({ ...draft, newPayeeNeedsApproval: event.currentTarget.checked })}
        />
        <div className={classes.pair}>
          <NumberInput
            label={t('settings.policy.approvals')}
            min={1}
            max={5}
            allowDecimal={false}
            value={draft.approvalsNeeded}
            error={problemText('approvalsNeeded')}
            onChange={(value) => setDraft({ ...draft, approvalsNeeded: value })}
          />
          <NumberInput
            label={t('settings.policy.hours')}
            min={1}
            max={720}
            allowDecimal={false}
            value={draft.requestHours}
            error={problemText('requestHours')}
            onChange={(value) => setDraft({ ...draft, requestHours: value })}
          />
        </div>
        <ErrorNotice error={change.error} />
        {problems.size > 0 && (
          <Notice tone="warning">{t('settings.policy.fix', { count: problems.size })}</Notice>
        )}
        <div className={classes.actions}>
          <Button type="submit" loading={change.isPending}>
            {t('settings.policy.save')}
          </Button>
          <Button variant="default" onClick={() => setDraft(policyDraft(policy.rules))}>
            {t('settings.policy.reset')}
          </Button>
        </div>
      </div>
    </form>
  );
}

import { Button, Checkbox, MultiSelect, NumberInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { PolicyView } from '../../../../contract/areas/policy.ts';
import type { PersonId } from '../../../../contract/values/ids.ts';
import { app, unwrap } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';
import { useCall } from '../../../api/use-call.ts';
import { useSession } from '../../../api/use-session.ts';
import { useT, type MessageKey } from '../../../i18n/t.ts';
import { formatAccount } from '../../../ui/account-text.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PolicyBankLimits } from './policy-bank-limits.tsx';
import { PolicyClasses } from './policy-classes.tsx';
import {
  limitsThatAlwaysAsk,
  policyDraft,
  policyProblems,
  policyRules,
  type PolicyDraft,
  type PolicyProblem,
} from './policy-draft.ts';
import { PolicyLimits } from './policy-limits.tsx';
import { PolicyPreviewPanel } from './policy-preview.tsx';
import { PolicySigners, signersNeeded } from './policy-signers.tsx';
import { PolicyTiers } from './policy-tiers.tsx';
import classes from '../settings.module.css';
import { usePolicyPreview } from './use-policy-preview.ts';

const PROBLEM_TEXT = {
  amount: 'settings.policy.problem.amount',
  ceiling: 'settings.policy.problem.ceiling',
  approvals: 'settings.policy.problem.approvals',
  hours: 'settings.policy.problem.hours',
  payments: 'settings.policy.problem.payments',
  tierOrder: 'settings.policy.problem.tierOrder',
  tierApprovals: 'settings.policy.problem.tierApprovals',
} as const satisfies Readonly<Record<PolicyProblem, MessageKey>>;

/** The rules for a director to change; saved as a whole, on the version that was read. */
export function PolicyForm({ policy }: { readonly policy: PolicyView }) {
  const t = useT();
  const { companyId, version } = policy;
  // Rules that have run out are shown as they were, so that renewing them is reading and saving.
  const start = policy.lastSigned ?? policy.rules;
  // A company's first rules are offered with the call: whoever does not want it takes it out.
  const [draft, setDraft] = useState(() =>
    policyDraft(version === 0 ? { ...start, callBackNeeded: true } : start),
  );
  const [chosen, setChosen] = useState<readonly PersonId[]>([]);
  const [isTried, setTried] = useState(false);
  const { person } = useSession();
  const change = useCall(app().policy.change, {
    staleAfter: [keys.policy(companyId), ['payments'], ['approvals'], ['overview'], ['journal']],
  });
  const rules = policyRules(draft);
  const always = limitsThatAlwaysAsk(draft);
  const live = usePolicyPreview(companyId, rules);
  // The directors of an organization sign at their own computers.
  const isSignedHere = !policy.isOrganization;
  const others = policy.directors.filter(({ personId }) => personId !== person?.personId);
  const needed = rules === null ? 1 : signersNeeded(policy, rules);
  const signers = others.length === needed - 1 ? others.map(({ personId }) => personId) : chosen;
  const areSignersMissing = isSignedHere && needed > 1 && signers.length < needed - 1;
  const problems = isTried ? policyProblems(draft) : new Map<string, PolicyProblem>();
  const problemText = (field: string) => {
    const problem = problems.get(field);
    return problem === undefined ? null : t(PROBLEM_TEXT[problem]);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (rules === null || areSignersMissing) return;
    void change.run({ companyId, version, rules, signers: isSignedHere && needed > 1 ? [...signers] : [] });
  };
  return (
    <form onSubmit={submit} noValidate>
      <PolicyLimits
        limits={draft.limits}
        problemText={problemText}
        onChange={(limits) => setDraft({ ...draft, limits })}
      />
      <div className={classes.policy}>
        {always.length > 0 && (
          <Notice tone="warning" role="status">
            {t('settings.policy.alwaysAsk', {
              limits: always.map((name) => `«${t(`settings.policy.limit.${name}`)}»`).join(', '),
            })}
          </Notice>
        )}
        <PolicyTiers draft={draft} problemText={problemText} onChange={setDraft} />
        <PolicyClasses draft={draft} onChange={setDraft} />
        <PolicyOthers draft={draft} policy={policy} problemText={problemText} onChange={setDraft} />
        <PolicyBankLimits
          limits={draft.bankLimits}
          problemText={problemText}
          onChange={(bankLimits) => setDraft({ ...draft, bankLimits })}
        />
        <PolicyPreviewPanel live={live} />
        {isSignedHere ? (
          <PolicySigners
            needed={needed}
            others={others}
            chosen={signers}
            isMissing={isTried && areSignersMissing}
            onChange={setChosen}
          />
        ) : (
          needed > 1 && <Notice tone="info">{t('settings.policy.signers.elsewhere', { needed })}</Notice>
        )}
        <ErrorNotice error={change.error} />
        {problems.size > 0 && (
          <Notice tone="warning">{t('settings.policy.fix', { count: problems.size })}</Notice>
        )}
        <div className={classes.actions}>
          <Button type="submit" loading={change.isPending}>
            {t('settings.policy.save')}
          </Button>
          <Button variant="default" onClick={() => setDraft(policyDraft(start))}>
            {t('settings.policy.reset')}
          </Button>
        </div>
      </div>
    </form>
  );
}

interface PolicyOthersProps {
  readonly draft: PolicyDraft;
  readonly policy: PolicyView;
  readonly problemText: (field: string) => string | null;
  readonly onChange: (draft: PolicyDraft) => void;
}

/** Accounts, payees, and how long requests and approvals live. */
function PolicyOthers({ draft, policy, problemText, onChange }: PolicyOthersProps) {
  const t = useT();
  const { companyId } = policy;
  const accounts = useQuery({
    queryKey: keys.accountList(companyId),
    queryFn: () => unwrap(app().accounts.list({ companyId })),
  });
  const known = (accounts.data?.accounts ?? []).map((account) => account.accountNumber);
  const hours = (name: 'requestHours' | 'approvalHours') => (
    <NumberInput
      label={t(`settings.policy.${name}`)}
      placeholder={name === 'approvalHours' ? t('settings.policy.approvalHoursNone') : ''}
      min={1}
      max={720}
      allowDecimal={false}
      value={draft[name]}
      error={problemText(name)}
      onChange={(value) => onChange({ ...draft, [name]: value })}
    />
  );
  return (
    <>
      <Checkbox
        label={t('settings.policy.newPayee')}
        description={t('settings.policy.newPayeeHint')}
        checked={draft.newPayeeNeedsApproval}
        onChange={(event) => onChange({ ...draft, newPayeeNeedsApproval: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('settings.policy.callBack')}
        description={t('settings.policy.callBackHint')}
        checked={draft.callBackNeeded}
        onChange={(event) => onChange({ ...draft, callBackNeeded: event.currentTarget.checked })}
      />
      <MultiSelect
        label={t('settings.policy.accounts')}
        description={t('settings.policy.accountsHint')}
        placeholder={draft.accounts.length === 0 ? t('settings.policy.accountsAll') : ''}
        data={[...new Set([...known, ...draft.accounts])].map((value) => ({
          value,
          label: formatAccount(value),
        }))}
        value={[...draft.accounts]}
        onChange={(value) => onChange({ ...draft, accounts: value })}
      />
      <div className={classes.pair}>
        {hours('requestHours')}
        {hours('approvalHours')}
      </div>
    </>
  );
}

import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PlanDetails, TokenSpec, SpecProblem } from '../../../contract/areas/plans.ts';
import { accessName, knownAccess } from '../../../contract/t-bank/accesses.ts';
import type { IpProblem } from '../../../contract/values/ip-addresses.ts';
import { app } from '../../api/client.ts';
import { useLanguage, useT, type MessageKey } from '../../i18n/t.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { JobChoice } from '../tokens/form/job-choice.tsx';
import { ACCESS_GROUPS } from '../tokens/form/access-groups.ts';
import { IpSlots } from '../tokens/form/ip-slots.tsx';
import { OwnAddresses } from '../tokens/form/own-addresses.tsx';
import { PlanDiff } from './plan-diff.tsx';
import { usePlanCall } from './use-plans.ts';
import { useSpec, type SpecState } from './use-spec.ts';
import classes from './plans.module.css';

const WISH_PROBLEMS: Readonly<
  Partial<Record<`${SpecProblem['field']}-${SpecProblem['problem']}`, MessageKey>>
> = {
  'label-empty': 'plans.wish.problem.label-empty',
  'label-too-long': 'plans.wish.problem.label-too-long',
  'issuer-empty': 'plans.wish.problem.issuer-empty',
  'issuer-too-long': 'plans.wish.problem.issuer-too-long',
  'accesses-empty': 'plans.wish.problem.accesses-empty',
  'accesses-foreign': 'plans.wish.problem.accesses-foreign',
  'ips-empty': 'plans.wish.problem.ips-empty',
  'ips-letter-missing': 'plans.wish.problem.ips-letter-missing',
};

/** The new token in a person's words. Everything typed is kept at once, right or wrong. */
export function DescribeStep({ plan }: { readonly plan: PlanDetails }) {
  const { wish } = plan;
  return wish === null ? null : <DescribeForm plan={plan} first={wish} />;
}

function DescribeForm({ plan, first }: { readonly plan: PlanDetails; readonly first: TokenSpec }) {
  const t = useT();
  const state = useSpec(plan, first);
  const [isTried, setTried] = useState(false);
  const mark = usePlanCall(app().plans.mark);
  const { wish, change } = state;
  const problems = isTried ? plan.wishProblems : [];
  const textOf = (field: SpecProblem['field']) => {
    const found = problems.find((one) => one.field === field && one.problem !== 'address');
    const key = found === undefined ? undefined : WISH_PROBLEMS[`${found.field}-${found.problem}`];
    return key === undefined ? undefined : t(key);
  };
  const goOn = async () => {
    setTried(true);
    await state.flush();
    await mark.run({ planId: plan.planId, step: 'describe', tokenId: null, state: 'done', reason: '' });
  };
  return (
    <form
      className={classes.body}
      aria-label={t('plans.wish.form')}
      onSubmit={(event) => {
        event.preventDefault();
        void goOn();
      }}
      noValidate
    >
      {plan.kind === 'reissue' && <p className={classes.text}>{t('plans.wish.reissueText')}</p>}
      <div className={classes.pair}>
        <TextInput
          label={t('plans.wish.label')}
          value={wish.label}
          error={textOf('label')}
          onChange={(event) => change({ label: event.currentTarget.value })}
        />
        <TextInput
          label={t('plans.wish.issuer')}
          description={t('plans.wish.issuerHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={wish.issuer}
          error={textOf('issuer')}
          onChange={(event) => change({ issuer: event.currentTarget.value })}
        />
      </div>
      <TextInput
        label={t('plans.wish.purpose')}
        value={wish.purpose}
        onChange={(event) => change({ purpose: event.currentTarget.value })}
      />
      <Accesses plan={plan} state={state} problem={textOf('accesses')} />
      <Addresses state={state} problem={textOf('ips')} problems={problems} />
      {plan.old !== null && <PlanDiff plan={{ ...plan, wish }} />}
      <ErrorNotice error={state.error ?? mark.error} />
      <div className={classes.inline}>
        <Button type="submit" loading={mark.isPending}>
          {t('plans.wish.button')}
        </Button>
        <span className={classes.hint}>{t('plans.wish.kept')}</span>
      </div>
    </form>
  );
}

interface PartProps {
  readonly state: SpecState;
  readonly problem: string | undefined;
}

function Accesses({ plan, state, problem }: PartProps & { readonly plan: PlanDetails }) {
  const t = useT();
  const language = useLanguage();
  const { wish, change } = state;
  const toggle = (access: string, isChecked: boolean) =>
    change({
      job: 'custom',
      accesses: isChecked ? [...wish.accesses, access] : wish.accesses.filter((one) => one !== access),
    });
  const raw = wish.accesses.filter((access) => knownAccess(access) === null);
  return (
    <fieldset className={classes.group}>
      <legend>{t('plans.wish.accesses')}</legend>
      {plan.kind === 'issue' && (
        <JobChoice chosen={wish.job} onChoose={(job, accesses) => change({ job, accesses: [...accesses] })} />
      )}
      {wish.job === 'paying' && <p className={classes.hint}>{t('plans.wish.payingHint')}</p>}
      <div className={classes.access}>
        {ACCESS_GROUPS.map(({ group, accesses }) => {
          const boxes = accesses.map((access) => (
            <Checkbox
              key={access}
              size="xs"
              label={accessName(access, language)}
              checked={wish.accesses.includes(access)}
              onChange={(event) => toggle(access, event.currentTarget.checked)}
            />
          ));
          if (group === 'other') {
            // Few tick one of these; what most of them can do no source says.
            const isTicked = accesses.some((access) => wish.accesses.includes(access));
            return (
              <details key={group} className={classes.rare} open={isTicked || undefined}>
                <summary>{t('clock.access.rare')}</summary>
                <div className={classes.rareBoxes}>{boxes}</div>
              </details>
            );
          }
          return (
            <div key={group} className={group === 'money' ? classes.moneyGroup : undefined}>
              <div className={classes.groupName}>
                {group === 'money' ? t('tokens.form.moneyGroup') : t(`tokens.form.group.${group}`)}
              </div>
              {boxes}
            </div>
          );
        })}
        {raw.map((access) => (
          <Checkbox key={access} size="xs" label={access} checked onChange={() => toggle(access, false)} />
        ))}
      </div>
      {problem !== undefined && (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}

function Addresses({ state, problem, problems }: PartProps & { readonly problems: readonly SpecProblem[] }) {
  const t = useT();
  const { wish, change } = state;
  const [round, setRound] = useState(0);
  const isOff = wish.ipCheck === 'off-by-letter';
  const slots = wish.ips.length > 0 ? wish.ips : [{ address: '', name: '', place: '' }];
  const drafts = slots.map((slot, index) => ({ key: `slot-${round}-${index}`, ...slot }));
  const found = new Map(
    problems.flatMap(({ slot, ip }) =>
      slot === null || ip === null ? [] : [[`slot-${round}-${slot}`, ip as IpProblem] as const],
    ), // main names the problem by the same list
  );
  return (
    <fieldset className={classes.group}>
      <legend>{t('plans.wish.addresses')}</legend>
      <Checkbox
        size="xs"
        label={t('plans.wish.ipOff')}
        checked={isOff}
        onChange={(event) => change({ ipCheck: event.currentTarget.checked ? 'off-by-letter' : 'on' })}
      />
      {!isOff && (
        <>
          <IpSlots
            ips={drafts}
            problems={found}
            onChange={(next) => {
              // Rows were added or taken away: the ones that stay get new numbers.
              if (next.length !== drafts.length) setRound(round + 1);
              change({ ips: next.map(({ address, name, place }) => ({ address, name, place })) });
            }}
            onLeave={() => undefined}
          />
          <OwnAddresses listed={wish.ips.map(({ address }) => address)} />
        </>
      )}
      {problem !== undefined && (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}

import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState, type RefObject } from 'react';
import { useLocation } from 'wouter';
import type { PlanDetails, PlanStep } from '../../../contract/areas/plans.ts';
import type { PlanId } from '../../../contract/values/ids.ts';
import { toErrorInfo } from '../../api/client.ts';
import { useT } from '../../i18n/t.ts';
import { MomentText } from '../../ui/date-text.tsx';
import { Notice } from '../../ui/notice.tsx';
import { paths } from '../../ui/paths.ts';
import { useFocusWhenLost } from '../../ui/payment/use-focus-when-lost.ts';
import { Panel, Screen } from '../../ui/screen.tsx';
import { useShortcut } from '../../ui/shortcut.ts';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import { AbandonButton } from './abandon-button.tsx';
import { PlanHistory } from './plan-history.tsx';
import { planTitle, stepTitle } from './plan-words.ts';
import { PlanState } from './plans-screen.tsx';
import { ReceiptPanel } from './receipt-panel.tsx';
import { StepBody } from './step-body.tsx';
import { StepDone } from './step-done.tsx';
import { StepList } from './step-list.tsx';
import { TargetsPanel } from './targets-panel.tsx';
import { usePlan } from './use-plans.ts';
import classes from './plans.module.css';

/** One plan: its steps on the left, what is to be done now on the right. Opened again, it is where it was. */
export function PlanScreen({ planId }: { readonly planId: PlanId }) {
  const t = useT();
  const [, navigate] = useLocation();
  const query = usePlan(planId);
  const leave = () => navigate(paths.plans);
  useShortcut({ keys: 'Esc', label: t('plans.screen.back'), run: leave });
  useShortcut({ keys: 'F5', label: t('common.action.refresh'), run: () => void query.refetch() });
  if (query.data === undefined) {
    return (
      <Screen title={t('plans.screen.title')}>
        {query.isError ? (
          <ErrorState error={toErrorInfo(query.error)} onRetry={() => void query.refetch()} />
        ) : (
          <LoadingState />
        )}
      </Screen>
    );
  }
  return <PlanPage plan={query.data} onLeave={leave} />;
}

function PlanPage({ plan, onLeave }: { readonly plan: PlanDetails; readonly onLeave: () => void }) {
  const t = useT();
  const stage = `${plan.nextStep ?? ''}/${plan.status}`;
  // The button that took a step goes with it: the next step gets the focus.
  const work = useFocusWhenLost<HTMLDivElement>(stage);
  return (
    <Screen
      title={planTitle(t, plan)}
      subtitle={
        <>
          {plan.companyName === '' ? t('plans.screen.allCompanies') : plan.companyName} ·{' '}
          {t('plans.screen.openedBy', { who: plan.openedBy })} <MomentText at={plan.openedAt} />{' '}
          <PlanState plan={plan} />
        </>
      }
      actions={
        <>
          <Button variant="subtle" leftSection={<IconArrowLeft size={16} aria-hidden />} onClick={onLeave}>
            {t('plans.screen.back')}
          </Button>
          {plan.status === 'open' && <AbandonButton plan={plan} />}
        </>
      }
    >
      <PlanColumns key={stage} plan={plan} work={work} />
    </Screen>
  );
}

interface PlanColumnsProps {
  readonly plan: PlanDetails;
  readonly work: RefObject<HTMLDivElement | null>;
}

function PlanColumns({ plan, work }: PlanColumnsProps) {
  const t = useT();
  const next = plan.steps.find(({ state }) => state === 'todo') ?? null;
  const [chosen, setChosen] = useState<PlanStep | null>(null);
  const chosenNow = plan.steps.find(
    (one) => chosen !== null && one.step === chosen.step && one.tokenId === chosen.tokenId,
  );
  const walks = plan.targets.length > 0;
  const step = chosenNow ?? (plan.status === 'open' ? next : null);
  return (
    <div className={classes.columns}>
      <Panel title={t('plans.screen.stepsTitle')}>
        <StepList plan={plan} chosen={step} onChoose={setChosen} />
      </Panel>
      <div className={classes.work} ref={work} tabIndex={-1}>
        {plan.status !== 'open' && <Outcome plan={plan} />}
        {walks && <TargetsPanel plan={plan} />}
        {step !== null && step.step !== 'token' && (
          <Panel title={stepTitle(t, plan, step)}>
            {step === next && plan.status === 'open' ? (
              <StepBody plan={plan} step={step} />
            ) : (
              <StepDone plan={plan} step={step} onReopened={() => setChosen(null)} />
            )}
          </Panel>
        )}
        {plan.receipt !== null && <ReceiptPanel plan={plan} receipt={plan.receipt} />}
        <PlanHistory plan={plan} />
      </div>
    </div>
  );
}

function Outcome({ plan }: { readonly plan: PlanDetails }) {
  const t = useT();
  if (plan.status === 'abandoned') {
    return (
      <Notice tone="neutral" title={t('plans.outcome.abandoned')}>
        {t('plans.outcome.abandonedText')}
      </Notice>
    );
  }
  if (plan.word !== null) {
    return (
      <Notice tone="warning" title={t('plans.outcome.word')}>
        {t('plans.outcome.wordText', { word: plan.word })}
      </Notice>
    );
  }
  const identity = plan.fresh ?? plan.old;
  const values = {
    label: identity?.label ?? '',
    words: identity?.words ?? '',
    lastFour: identity?.lastFour ?? '',
  };
  return (
    <Notice tone="success" title={t(`plans.outcome.${plan.kind}`)} role="status">
      {identity !== null && t('plans.outcome.identity', values)}
    </Notice>
  );
}

import { Button } from '@mantine/core';
import type { PlanDetails, PlanStep, PlanStepName } from '../../../contract/areas/plans.ts';
import { app } from '../../api/client.ts';
import { useT } from '../../i18n/t.ts';
import { MomentText } from '../../ui/date-text.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { IssueGuide, RevokeGuide } from './online-banking-guides.tsx';
import { LooksPanel } from './looks-panel.tsx';
import { PlanDiff } from './plan-diff.tsx';
import { usePlanCall } from './use-plans.ts';
import classes from './plans.module.css';
import { whoText } from '../../ui/who-text.ts';

/** Steps of a person that can be opened again while nothing has come of them. */
const MAY_REOPEN: readonly PlanStepName[] = [
  'describe',
  'check-list',
  'issue-in-cabinet',
  'remove-in-cabinet',
  'certificate',
  'call-bank',
];

interface StepDoneProps {
  readonly plan: PlanDetails;
  readonly step: PlanStep;
  readonly onReopened: () => void;
}

/** A step that is behind: who did it, when, and what it was about. */
export function StepDone({ plan, step, onReopened }: StepDoneProps) {
  const t = useT();
  const reopen = usePlanCall(app().plans.mark, onReopened);
  const isStored = plan.steps.some((one) => one.step === 'store' && one.state === 'done');
  const isMaking = ['describe', 'check-list', 'issue-in-cabinet'].includes(step.step);
  const mayReopen = plan.status === 'open' && MAY_REOPEN.includes(step.step) && !(isMaking && isStored);
  return (
    <div className={classes.body}>
      <p className={classes.text}>
        {t(`plans.stepState.${step.state}`)}
        {step.who !== null && ` · ${whoText(t, step.who)}`} {step.at !== null && <MomentText at={step.at} />}
        {step.reason !== null && ` · ${t('plans.stepState.reason', { reason: step.reason })}`}
      </p>
      {step.step === 'describe' && <PlanDiff plan={plan} />}
      {step.step === 'issue-in-cabinet' && <IssueGuide plan={plan} />}
      {step.step === 'remove-in-cabinet' && <RevokeGuide plan={plan} />}
      {(step.step === 'dead-now' || step.step === 'dead-again' || step.step === 'worked-before') && (
        <LooksPanel plan={plan} />
      )}
      <ErrorNotice error={reopen.error} />
      {mayReopen && (
        <div>
          <Button
            variant="default"
            size="xs"
            loading={reopen.isPending}
            onClick={() =>
              void reopen.run({
                planId: plan.planId,
                step: step.step,
                tokenId: step.tokenId,
                state: 'todo',
                reason: '',
              })
            }
          >
            {t('plans.stepState.reopen')}
          </Button>
        </div>
      )}
    </div>
  );
}

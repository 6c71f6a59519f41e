import { IconArrowRight, IconCircle, IconCircleCheck, IconCircleMinus } from '@tabler/icons-react';
import type { PlanDetails, PlanStep } from '../../../contract/areas/plans.ts';
import { useT } from '../../i18n/t.ts';
import { stepTitle } from './plan-words.ts';
import classes from './plans.module.css';

interface StepListProps {
  readonly plan: PlanDetails;
  readonly chosen: PlanStep | null;
  readonly onChoose: (step: PlanStep) => void;
}

/** All steps in order; the ones behind can be looked at again, the ones ahead cannot. */
export function StepList({ plan, chosen, onChoose }: StepListProps) {
  const t = useT();
  const nextIndex = plan.steps.findIndex(({ state }) => state === 'todo');
  return (
    <ol className={classes.steps}>
      {plan.steps.map((step, index) => {
        const isNext = index === nextIndex && plan.status === 'open';
        const isReachable = step.state !== 'todo' || isNext;
        return (
          <li key={`${step.step}/${step.tokenId ?? ''}`}>
            <button
              type="button"
              className={classes.step}
              disabled={!isReachable}
              aria-label={t('plans.stepState.named', {
                step: stepTitle(t, plan, step),
                state: isNext ? t('plans.stepState.next') : t(`plans.stepState.${step.state}`),
              })}
              aria-current={step === chosen ? 'step' : undefined}
              onClick={() => onChoose(step)}
            >
              <StepIcon step={step} isNext={isNext} />
              <span>{stepTitle(t, plan, step)}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

function StepIcon({ step, isNext }: { readonly step: PlanStep; readonly isNext: boolean }) {
  if (step.state === 'done') return <IconCircleCheck size={18} className={classes.done} aria-hidden />;
  if (step.state === 'skipped') return <IconCircleMinus size={18} className={classes.dim} aria-hidden />;
  if (isNext) return <IconArrowRight size={18} className={classes.now} aria-hidden />;
  return <IconCircle size={18} className={classes.dim} aria-hidden />;
}

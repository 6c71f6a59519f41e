import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PlanAction, PlanDetails, PlanStepName } from '../../../contract/areas/plans.ts';
import { app } from '../../api/client.ts';
import { useT } from '../../i18n/t.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { usePlanCall } from './use-plans.ts';
import classes from './plans.module.css';

interface MarkButtonProps {
  readonly plan: PlanDetails;
  readonly step: PlanStepName;
  readonly label: string;
  readonly isDisabled?: boolean;
}

/** A person says that his step is done. */
export function MarkButton({ plan, step, label, isDisabled = false }: MarkButtonProps) {
  const mark = usePlanCall(app().plans.mark);
  return (
    <>
      <ErrorNotice error={mark.error} />
      <div>
        <Button
          disabled={isDisabled}
          loading={mark.isPending}
          onClick={() =>
            void mark.run({ planId: plan.planId, step, tokenId: null, state: 'done', reason: '' })
          }
        >
          {label}
        </Button>
      </div>
    </>
  );
}

interface ActButtonProps {
  readonly plan: PlanDetails;
  readonly action: PlanAction;
  readonly label: string;
  readonly tone?: 'danger' | 'plain';
  readonly isDisabled?: boolean;
  readonly isSecondary?: boolean;
}

/** The app takes a step. What came of it shows in the plan; an error says what kept it from being taken. */
export function ActButton({
  plan,
  action,
  label,
  tone = 'plain',
  isDisabled = false,
  isSecondary = false,
}: ActButtonProps) {
  const t = useT();
  const act = usePlanCall(app().plans.act);
  const isBarred = plan.waitsFor === 'director' && !isSecondary;
  return (
    <>
      {isBarred && <p className={classes.hint}>{t('plans.waits.directorText')}</p>}
      <ErrorNotice error={act.error} isReading={action !== 'wipe'} />
      <div>
        <Button
          {...(tone === 'danger' ? { color: 'red' } : {})}
          {...(isSecondary ? { variant: 'default' } : {})}
          disabled={isDisabled || isBarred}
          loading={act.isPending}
          onClick={() => void act.run({ planId: plan.planId, action })}
        >
          {label}
        </Button>
      </div>
    </>
  );
}

interface SkipProps {
  readonly plan: PlanDetails;
  readonly step: PlanStepName;
  readonly label: string;
  readonly hint: string;
}

/** Leaves a step out; the reason stays in the journal. */
export function SkipStep({ plan, step, label, hint }: SkipProps) {
  const t = useT();
  const [reason, setReason] = useState('');
  const skip = usePlanCall(app().plans.mark);
  return (
    <details className={classes.more}>
      <summary>{label}</summary>
      <p className={classes.hint}>{hint}</p>
      <ErrorNotice error={skip.error} />
      <div className={classes.inline}>
        <TextInput
          label={t('plans.skip.reason')}
          value={reason}
          maxLength={300}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button
          variant="default"
          disabled={reason.trim() === ''}
          loading={skip.isPending}
          onClick={() =>
            void skip.run({
              planId: plan.planId,
              step,
              tokenId: null,
              state: 'skipped',
              reason: reason.trim(),
            })
          }
        >
          {t('plans.skip.button')}
        </Button>
      </div>
    </details>
  );
}

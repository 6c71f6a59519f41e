import { useEffect, useState } from 'react';
import type { PlanDetails } from '../../../contract/areas/plans.ts';
import { useT } from '../../i18n/t.ts';
import { Notice } from '../../ui/notice.tsx';
import { LooksPanel } from './looks-panel.tsx';
import { ActButton, SkipStep } from './step-buttons.tsx';
import { WordForm } from './word-form.tsx';
import classes from './plans.module.css';

/** The token has to be seen at work first: a 401 later means nothing of a text that never worked. */
export function WorkedBeforeStep({ plan }: { readonly plan: PlanDetails }) {
  const t = useT();
  const hasSecret = plan.old?.hasSecretHere === true;
  return (
    <div className={classes.body}>
      <p className={classes.text}>{t('plans.worked.text')}</p>
      {!hasSecret && <Notice tone="warning" title={t('plans.worked.elsewhere')} />}
      <LooksPanel plan={plan} />
      <ActButton
        plan={plan}
        action="worked-before"
        label={t('plans.worked.button')}
        isDisabled={!hasSecret}
      />
      <SkipStep
        plan={plan}
        step="worked-before"
        label={t('plans.worked.skip')}
        hint={t('plans.worked.skipHint')}
      />
    </div>
  );
}

interface LookProps {
  readonly plan: PlanDetails;
  readonly action: 'dead-now' | 'dead-again';
}

/** One look at the token that ought to be dead; the second counts only after the pause. */
export function LookStep({ plan, action }: LookProps) {
  const t = useT();
  const seconds = useSecondsUntil(plan.proof?.nextAt ?? null);
  const isPause = action === 'dead-again' && seconds > 0;
  return (
    <div className={classes.body}>
      <p className={classes.text}>
        {action === 'dead-now' ? t('plans.look.text') : t('plans.look.againText')}
      </p>
      {plan.proof?.hasControl === false && (
        <Notice tone="warning" title={t('plans.look.noControl')}>
          {t('plans.look.noControlText')}
        </Notice>
      )}
      <LooksPanel plan={plan} />
      {isPause && <p className={classes.text}>{t('plans.look.pause', { count: seconds })}</p>}
      <ActButton
        plan={plan}
        action={action}
        label={action === 'dead-now' ? t('plans.look.button') : t('plans.look.againButton')}
        isDisabled={isPause}
      />
      <WordForm plan={plan} />
    </div>
  );
}

/** After the days of silence: one last look, which may be left out. */
export function FinalProofStep({ plan }: { readonly plan: PlanDetails }) {
  const t = useT();
  return (
    <div className={classes.body}>
      <p className={classes.text}>{t('plans.final.text')}</p>
      <LooksPanel plan={plan} />
      <ActButton plan={plan} action="final-proof" label={t('plans.final.button')} />
      <SkipStep
        plan={plan}
        step="final-proof"
        label={t('plans.final.skip')}
        hint={t('plans.final.skipHint')}
      />
    </div>
  );
}

/** Counts down to a moment. Units: whole seconds; 0 when it has come. */
function useSecondsUntil(at: string | null): number {
  const [now, setNow] = useState(() => Date.now());
  const left = at === null ? 0 : Math.max(0, Math.ceil((Date.parse(at) - now) / 1000));
  useEffect(() => {
    if (left === 0) return;
    const timer = setTimeout(() => setNow(Date.now()), 500);
    return () => clearTimeout(timer);
  }, [left, now]);
  return left;
}

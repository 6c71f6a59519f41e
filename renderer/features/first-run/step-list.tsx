import { IconCheck } from '@tabler/icons-react';
import { useT } from '../../i18n/t.ts';
import classes from './first-run.module.css';
import { WIZARD_STEPS, type Step } from './steps.ts';

/** Where the person is on the way. */
export function StepList({ current }: { readonly current: Step }) {
  const t = useT();
  const position = WIZARD_STEPS.findIndex((step) => step === current);
  return (
    <ol className={classes.steps} aria-label={t('firstRun.steps')}>
      {WIZARD_STEPS.map((step, index) => (
        <li
          key={step}
          className={classes.step}
          data-state={index < position ? 'done' : index === position ? 'current' : 'ahead'}
          aria-current={index === position ? 'step' : undefined}
        >
          <span className={classes.dot}>
            {index < position ? <IconCheck size={14} aria-hidden /> : index + 1}
          </span>
          {t(`firstRun.step.${step}`)}
          {index < position && <span className={classes.hidden}>{t('firstRun.stepDone')}</span>}
        </li>
      ))}
    </ol>
  );
}

import { VisuallyHidden } from '@mantine/core';
import { IconCheck, IconQuestionMark, IconX } from '@tabler/icons-react';
import type { DiagnosisStep } from '../../../../contract/areas/diagnosis.ts';
import { useT } from '../../../i18n/t.ts';
import { formatTime } from '../../../ui/dates.ts';
import { askedText, callText, foundText } from './diagnosis-text.ts';
import classes from './diagnosis.module.css';

const SIGNS = {
  good: { Icon: IconCheck, className: classes.good },
  bad: { Icon: IconX, className: classes.bad },
  unclear: { Icon: IconQuestionMark, className: classes.unclear },
} as const;

/** Everything that was looked at, one after another: what, what came of it, and the numbers for the bank's support. */
export function DiagnosisSteps({ steps }: { readonly steps: readonly DiagnosisStep[] }) {
  const t = useT();
  return (
    <ol className={classes.steps} aria-label={t('diagnosis.steps')}>
      {steps.map((step) => (
        <Step key={step.step} step={step} />
      ))}
    </ol>
  );
}

function Step({ step }: { readonly step: DiagnosisStep }) {
  const t = useT();
  const { Icon, className } = SIGNS[step.result];
  const numbers = callText(t, step.call);
  const message = step.call?.message ?? null;
  return (
    <li className={classes.step}>
      <Icon size={18} className={className} aria-hidden />
      <div className={classes.stepWords}>
        <div className={classes.asked}>
          {askedText(t, step)}
          <VisuallyHidden>{t(`diagnosis.result.${step.result}`)}</VisuallyHidden>
        </div>
        <div>{foundText(t, step)}</div>
        {message !== null && <div className={classes.quiet}>{t('diagnosis.bankSays', { message })}</div>}
        {numbers !== '' && <div className={classes.numbers}>{numbers}</div>}
      </div>
      <span className={classes.when}>{formatTime(step.at)}</span>
    </li>
  );
}

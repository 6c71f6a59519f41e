import { Button } from '@mantine/core';
import { useT } from '../../i18n/t.ts';
import classes from './first-run.module.css';
import { StepFrame } from './step-frame.tsx';

/** What is ready, and what to do first. */
export function DoneStep({ onFinish }: { readonly onFinish: () => void }) {
  const t = useT();
  return (
    <StepFrame title={t('firstRun.done.title')} text={t('firstRun.done.text')}>
      <ul className={classes.points}>
        <li>{t('firstRun.done.point1')}</li>
        <li>{t('firstRun.done.point2')}</li>
        <li>{t('firstRun.done.point3')}</li>
      </ul>
      <div className={classes.actions}>
        <Button onClick={onFinish} data-autofocus>
          {t('firstRun.done.open')}
        </Button>
      </div>
    </StepFrame>
  );
}

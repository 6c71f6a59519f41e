import { Button } from '@mantine/core';
import { useT } from '../../i18n/t.ts';
import { KeychainHealth } from '../settings/keychain-health.tsx';
import classes from './first-run.module.css';
import { StepFrame } from './step-frame.tsx';

/** Where secrets will be kept, and that it works. */
export function KeychainStep({ onNext }: { readonly onNext: () => void }) {
  const t = useT();
  return (
    <StepFrame title={t('firstRun.keychain.title')} text={t('firstRun.keychain.text')}>
      <KeychainHealth />
      <ul className={classes.points}>
        <li>{t('firstRun.keychain.point1')}</li>
        <li>{t('firstRun.keychain.point2')}</li>
      </ul>
      <div className={classes.actions}>
        <Button onClick={onNext} data-autofocus>
          {t('common.action.next')}
        </Button>
      </div>
    </StepFrame>
  );
}

import { Button } from '@mantine/core';
import { useT } from '../../i18n/t.ts';
import { CompanyForm } from '../settings/company-form.tsx';
import classes from './first-run.module.css';
import { StepFrame } from './step-frame.tsx';

interface CompanyStepProps {
  readonly onNext: () => void;
  /** The company works at another computer already. */
  readonly onJoin: () => void;
}

/** The company whose tokens are kept first. */
export function CompanyStep({ onNext, onJoin }: CompanyStepProps) {
  const t = useT();
  return (
    <StepFrame title={t('firstRun.company.title')} text={t('firstRun.company.text')}>
      <CompanyForm submitLabel={t('common.action.next')} onDone={onNext} />
      <div className={classes.under}>
        <Button variant="subtle" size="xs" onClick={onJoin}>
          {t('organization.firstRun.choice')}
        </Button>
      </div>
    </StepFrame>
  );
}

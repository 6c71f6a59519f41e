import { Button } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { PersonForm } from '../settings/people/person-form.tsx';
import classes from './first-run.module.css';
import { StepFrame } from './step-frame.tsx';

interface PersonStepProps {
  readonly onBack: () => void;
  readonly onNext: () => void;
}

/** Who is at this computer, and then who signs. */
export function PersonStep({ onBack, onNext }: PersonStepProps) {
  const t = useT();
  const { people } = useSession();
  const [added, setAdded] = useState(people.length);
  if (added === 0) {
    return (
      <StepFrame title={t('firstRun.person.title')} text={t('firstRun.person.text')}>
        <PersonForm
          submitLabel={t('common.action.next')}
          onDone={(person) => (person.role === 'director' ? onNext() : setAdded(1))}
        />
        <div className={classes.under}>
          <Button variant="subtle" size="xs" onClick={onBack}>
            {t('common.action.back')}
          </Button>
        </div>
      </StepFrame>
    );
  }
  return (
    <StepFrame title={t('firstRun.director.title')} text={t('firstRun.director.text')}>
      <PersonForm
        key="director"
        submitLabel={t('firstRun.director.add')}
        nameLabel={t('firstRun.director.name')}
        initialRole="director"
        asksRole={false}
        onDone={onNext}
      />
      <div className={classes.under}>
        <Button variant="subtle" size="xs" onClick={onNext}>
          {t('firstRun.director.later')}
        </Button>
      </div>
    </StepFrame>
  );
}

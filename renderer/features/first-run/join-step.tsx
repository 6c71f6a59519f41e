import { Button } from '@mantine/core';
import { useSession } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { CardPanel } from '../organization/card-panel.tsx';
import { JoinPanel } from '../organization/join-panel.tsx';
import { PersonForm } from '../settings/people/person-form.tsx';
import classes from './first-run.module.css';
import { StepFrame } from './step-frame.tsx';

/**
 * A computer that only joins: who sits here, his card, the director's file. The session becomes ready by itself once it
 * has joined.
 */
export function JoinStep({ onBack }: { readonly onBack: () => void }) {
  const t = useT();
  const { person } = useSession();
  return (
    <StepFrame title={t('organization.firstRun.title')} text={t('organization.firstRun.text')}>
      {person === null ? (
        <PersonForm submitLabel={t('common.action.next')} onDone={() => undefined} />
      ) : (
        <div className={classes.joining}>
          <CardPanel isMember={false} waiting={[]} />
          <JoinPanel />
        </div>
      )}
      <div className={classes.under}>
        <Button variant="subtle" size="xs" onClick={onBack}>
          {t('common.action.back')}
        </Button>
      </div>
    </StepFrame>
  );
}

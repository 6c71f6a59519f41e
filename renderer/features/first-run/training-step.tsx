import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { app } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { useTakeSession } from '../../api/use-take-session.ts';
import { useT } from '../../i18n/t.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import classes from './first-run.module.css';
import { StepFrame } from './step-frame.tsx';

/** Prepares the training company; the session then becomes ready by itself. */
export function TrainingStep({ onBack }: { readonly onBack: () => void }) {
  const t = useT();
  const [accountantName, setAccountantName] = useState(t('firstRun.training.accountantSample'));
  const [directorName, setDirectorName] = useState(t('firstRun.training.directorSample'));
  const prepare = useCall(app().setup.prepareTraining, { onDone: useTakeSession() });
  const isReady = accountantName.trim().length > 1 && directorName.trim().length > 1;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady) return;
    void prepare.run({ accountantName: accountantName.trim(), directorName: directorName.trim() });
  };
  return (
    <StepFrame title={t('firstRun.training.title')} text={t('firstRun.training.text')}>
      <ul className={classes.points}>
        <li>{t('firstRun.training.point1')}</li>
        <li>{t('firstRun.training.point2')}</li>
        <li>{t('firstRun.training.point3')}</li>
      </ul>
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          label={t('firstRun.training.accountant')}
          value={accountantName}
          maxLength={80}
          required
          data-autofocus
          onChange={(event) => setAccountantName(event.currentTarget.value)}
        />
        <TextInput
          label={t('firstRun.training.director')}
          description={t('firstRun.training.directorHint')}
          value={directorName}
          maxLength={80}
          required
          onChange={(event) => setDirectorName(event.currentTarget.value)}
        />
        <ErrorNotice error={prepare.error} />
        <div className={classes.actions}>
          <Button type="submit" loading={prepare.isPending} disabled={!isReady}>
            {t('firstRun.training.prepare')}
          </Button>
          <Button variant="default" onClick={onBack} disabled={prepare.isPending}>
            {t('common.action.back')}
          </Button>
        </div>
        {prepare.isPending && (
          <p className={classes.dim} role="status">
            {t('firstRun.training.preparing')}
          </p>
        )}
      </form>
    </StepFrame>
  );
}

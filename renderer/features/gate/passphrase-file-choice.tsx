import { Button } from '@mantine/core';
import { useState } from 'react';
import { app } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { useTakeSession } from '../../api/use-take-session.ts';
import { useT } from '../../i18n/t.ts';
import { ConfirmDialog } from '../../ui/confirm.tsx';
import classes from './gate.module.css';

/** The other way to keep secrets, taken only when the person asks for it and has read what it costs. */
export function PassphraseFileChoice() {
  const t = useT();
  const [isAsking, setAsking] = useState(false);
  const choose = useCall(app().session.usePassphraseFile, { onDone: useTakeSession() });
  return (
    <div className={classes.other}>
      <p className={classes.text}>{t('session.passphraseFile.text')}</p>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('session.passphraseFile.choose')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('session.passphraseFile.title')}
        confirmLabel={t('session.passphraseFile.confirm')}
        isPending={choose.isPending}
        error={choose.error}
        onConfirm={() => void choose.run({})}
        onClose={() => setAsking(false)}
      >
        <ul className={classes.steps}>
          <li>{t('session.passphraseFile.each')}</li>
          <li>{t('session.passphraseFile.lost')}</li>
          <li>{t('session.passphraseFile.copies')}</li>
        </ul>
      </ConfirmDialog>
    </div>
  );
}

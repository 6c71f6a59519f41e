import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { app } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { useTakeSession } from '../../api/use-take-session.ts';
import { useT } from '../../i18n/t.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { GateFrame } from './gate-frame.tsx';
import classes from './gate.module.css';

/** The vault is locked by the person or after a while without input; nothing of it is in this window. */
export function LockedScreen() {
  const t = useT();
  const open = useCall(app().session.open, { onDone: useTakeSession() });
  return (
    <GateFrame title={t('session.locked.title')} icon={<IconLock size={36} stroke={1.5} aria-hidden />}>
      <p className={classes.text}>{t('session.locked.text')}</p>
      <ErrorNotice error={open.error} />
      <div className={classes.actions}>
        <Button onClick={() => void open.run({})} loading={open.isPending} data-autofocus autoFocus>
          {t('session.locked.open')}
        </Button>
      </div>
    </GateFrame>
  );
}

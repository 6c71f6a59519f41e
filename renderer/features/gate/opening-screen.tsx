import { Button, Loader } from '@mantine/core';
import { app } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { useSession } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { GateFrame } from './gate-frame.tsx';
import classes from './gate.module.css';

/** The keychain and the file are being opened; a prompt of the system that nobody answers can be given up. */
export function OpeningScreen() {
  const t = useT();
  const { keychain } = useSession();
  const cancel = useCall(app().session.cancelKeychainWait);
  const title = keychain.waiting ? t('session.opening.waitingTitle') : t('session.opening.title');
  return (
    <GateFrame title={title}>
      <div className={classes.wait} role="status">
        <Loader size="sm" />
        <span>{keychain.waiting ? t('session.opening.waitingText') : t('session.opening.text')}</span>
      </div>
      <ErrorNotice error={cancel.error} />
      {keychain.waiting && (
        <div className={classes.actions}>
          <Button variant="default" onClick={() => void cancel.run({})} loading={cancel.isPending}>
            {t('session.opening.cancel')}
          </Button>
        </div>
      )}
    </GateFrame>
  );
}

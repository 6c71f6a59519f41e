import { Button, Loader, Progress } from '@mantine/core';
import type { RecordsProgress } from '../../../contract/areas/session.ts';
import { formatCount } from '../../../contract/values/money.ts';
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
  const { keychain, progress } = useSession();
  const cancel = useCall(app().session.cancelKeychainWait);
  const title = keychain.waiting ? t('session.opening.waitingTitle') : t('session.opening.title');
  return (
    <GateFrame title={title}>
      <div className={classes.wait} role="status">
        <Loader size="sm" />
        <span>{keychain.waiting ? t('session.opening.waitingText') : t('session.opening.text')}</span>
      </div>
      {progress !== null && <Checking {...progress} />}
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

/** Counts, so that a large file is seen to be read. */
function Checking({ checked, all }: RecordsProgress) {
  const t = useT();
  const text = t('session.opening.progress', { checked: formatCount(checked), all: formatCount(all) });
  return (
    <div className={classes.progress}>
      <Progress
        value={(100 * checked) / Math.max(1, all)}
        size="sm"
        aria-label={text}
        transitionDuration={100}
      />
      <span className={classes.count}>{text}</span>
    </div>
  );
}

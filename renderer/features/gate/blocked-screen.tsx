import { Button } from '@mantine/core';
import { IconShieldExclamation } from '@tabler/icons-react';
import type { ErrorCode } from '../../../contract/error-codes.ts';
import type { ErrorInfo } from '../../../contract/result.ts';
import { app } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { useSession } from '../../api/use-session.ts';
import { useTakeSession } from '../../api/use-take-session.ts';
import { useT, type MessageKey } from '../../i18n/t.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { errorText } from '../../ui/error-text.ts';
import { GateFrame } from './gate-frame.tsx';
import classes from './gate.module.css';
import { OpenForReading } from './open-for-reading.tsx';
import { PassphraseFileChoice } from './passphrase-file-choice.tsx';
import { PutKeyBack } from './put-key-back.tsx';
import { RestoreBackup } from './restore-backup.tsx';

/** What to look at, step by step, for the obstacles that a person can remove. */
const ADVICE: Partial<Record<ErrorCode, readonly MessageKey[]>> = {
  'keychain-locked': ['session.blocked.locked1', 'session.blocked.locked2'],
  'keychain-denied': ['session.blocked.denied1', 'session.blocked.denied2'],
  'keychain-unavailable': ['session.blocked.unavailable1', 'session.blocked.unavailable2'],
  'keychain-timeout': ['session.blocked.timeout1', 'session.blocked.timeout2'],
  'store-corrupt': ['session.blocked.corrupt1', 'session.blocked.corrupt2'],
  'store-in-use': ['session.blocked.inUse1'],
  'store-key-wrong': ['session.blocked.keyWrong1', 'session.blocked.keyWrong2'],
};

const UNKNOWN: ErrorInfo = { code: 'internal', details: {}, incidentId: null };

/** The vault cannot be opened: what is missing, how to mend it, and a way to try again. */
export function BlockedScreen() {
  const t = useT();
  const { problem, keychain } = useSession();
  const take = useTakeSession();
  const open = useCall(app().session.open, { onDone: take });
  const error = problem ?? UNKNOWN;
  const text = errorText(t, error);
  const advice = ADVICE[error.code] ?? [];
  return (
    <GateFrame title={text.happened} icon={<IconShieldExclamation size={36} stroke={1.5} aria-hidden />}>
      <p className={classes.text}>{text.next}</p>
      {advice.length > 0 && (
        <ul className={classes.steps}>
          {advice.map((key) => (
            <li key={key}>{t(key)}</li>
          ))}
        </ul>
      )}
      <p className={classes.dim}>{t('session.blocked.safe')}</p>
      {keychain.backend !== '' && (
        <p className={classes.dim}>{t('session.blocked.backend', { name: keychain.backend })}</p>
      )}
      {error.incidentId !== null && (
        <p className={classes.dim}>{t('errors.incident', { id: error.incidentId })}</p>
      )}
      {open.error !== null && open.error.code !== error.code && <ErrorNotice error={open.error} />}
      <div className={classes.actions}>
        <Button onClick={() => void open.run({})} loading={open.isPending} autoFocus>
          {t('common.action.retry')}
        </Button>
      </div>
      <OpenForReading problem={error.code} />
      <PutKeyBack problem={error.code} />
      <RestoreBackup problem={error.code} />
      {error.code === 'keychain-unavailable' && <PassphraseFileChoice />}
    </GateFrame>
  );
}

import { Button } from '@mantine/core';
import type { ErrorCode } from '../../../contract/error-codes.ts';
import { app } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { useTakeSession } from '../../api/use-take-session.ts';
import { useT } from '../../i18n/t.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import classes from './gate.module.css';
import { useHasSpareKey } from './use-has-spare-key.ts';

/** Obstacles of the keychain, which the spare key goes round; a damaged file is another matter. */
const OF_THE_KEYCHAIN: readonly ErrorCode[] = [
  'keychain-locked',
  'keychain-denied',
  'keychain-unavailable',
  'keychain-timeout',
  'keychain-corrupt',
  'secret-missing',
  'cancelled-by-person',
];

/** The way to the records when the keychain does not open; only where a spare key was set. */
export function OpenForReading({ problem }: { readonly problem: ErrorCode }) {
  const t = useT();
  const hasSpareKey = useHasSpareKey();
  const open = useCall(() => app().spareKey.open({}), { onDone: useTakeSession() });
  if (!hasSpareKey || !OF_THE_KEYCHAIN.includes(problem)) return null;
  return (
    <div className={classes.other}>
      <p className={classes.text}>{t('spareKey.gate.text')}</p>
      <ErrorNotice error={open.error} />
      <Button variant="default" onClick={() => void open.run(undefined)} loading={open.isPending}>
        {t('spareKey.gate.open')}
      </Button>
    </div>
  );
}

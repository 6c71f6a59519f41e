import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ErrorCode } from '../../../contract/error-codes.ts';
import type { SpareKeyView } from '../../../contract/areas/spare-key.ts';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import { useTakeSession } from '../../api/use-take-session.ts';
import { useT } from '../../i18n/t.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import classes from './gate.module.css';

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
  const { data } = useQuery<SpareKeyView>({
    queryKey: keys.spareKey,
    queryFn: () => unwrap(app().spareKey.view({})),
  });
  const open = useCall(() => app().spareKey.open({}), { onDone: useTakeSession() });
  const isThere = data !== undefined && data.state !== 'none';
  if (!isThere || !OF_THE_KEYCHAIN.includes(problem)) return null;
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

import { notifications } from '@mantine/notifications';
import type { ErrorCode } from '../../../contract/error-codes.ts';
import { app } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { useTakeSession } from '../../api/use-take-session.ts';
import { useT } from '../../i18n/t.ts';
import { OtherWay } from './other-way.tsx';
import { useHasSpareKey } from './use-has-spare-key.ts';

/** How a keychain looks that was emptied or made anew; one that is only shut has its key and wants to be opened. */
const OF_AN_EMPTIED_KEYCHAIN: readonly ErrorCode[] = ['keychain-corrupt', 'secret-missing'];

/** The way back to work when the keychain has lost the key of the records; only where a spare key was set. */
export function PutKeyBack({ problem }: { readonly problem: ErrorCode }) {
  const t = useT();
  const hasSpareKey = useHasSpareKey();
  const take = useTakeSession();
  const restore = useCall(() => app().spareKey.restore({}), {
    onDone: (session) => {
      take(session);
      if (session.phase !== 'blocked')
        notifications.show({ color: 'green', message: t('spareKey.gate.restored') });
    },
  });
  if (!hasSpareKey || !OF_AN_EMPTIED_KEYCHAIN.includes(problem)) return null;
  return (
    <OtherWay
      text={t('spareKey.gate.restoreText')}
      label={t('spareKey.gate.restore')}
      error={restore.error}
      isPending={restore.isPending}
      onGo={() => void restore.run(undefined)}
    />
  );
}

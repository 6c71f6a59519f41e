import type { ErrorCode } from '../../../contract/error-codes.ts';
import { app } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { useTakeSession } from '../../api/use-take-session.ts';
import { useT } from '../../i18n/t.ts';
import { OtherWay } from './other-way.tsx';
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
    <OtherWay
      text={t('spareKey.gate.text')}
      label={t('spareKey.gate.open')}
      error={open.error}
      isPending={open.isPending}
      onGo={() => void open.run(undefined)}
    />
  );
}

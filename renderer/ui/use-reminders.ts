import { useQuery } from '@tanstack/react-query';
import type { RemindersView } from '../../contract/areas/reminders.ts';
import { app, unwrap } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useSession } from '../api/use-session.ts';

/** Days pass while a screen stands open. Units: ms. Own choice. */
const AGAIN_MS = 10 * 60_000;

/** Reads what wants a person. Asked again when main counts otherwise, and from time to time. */
export function useReminders() {
  const { attention, companies } = useSession();
  const clocks = companies.map(({ clockAheadMs }) => clockAheadMs).join(' ');
  return useQuery<RemindersView>({
    queryKey: [...keys.reminders, attention.tokens, attention.certificates, clocks],
    queryFn: () => unwrap(app().reminders.list({})),
    refetchInterval: AGAIN_MS,
    placeholderData: (before) => before,
  });
}

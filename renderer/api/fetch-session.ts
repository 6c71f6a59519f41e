import type { QueryClient } from '@tanstack/react-query';
import type { SessionView } from '../../contract/areas/session.ts';
import { keys } from './keys.ts';

/**
 * Asks for the session. Answers and events of Electron travel on different pipes, so an event may overtake the answer
 * to a question that was asked before it: what an event has put into the cache meanwhile is newer than the answer, and
 * is returned instead.
 */
export async function fetchSession(
  client: QueryClient,
  ask: () => Promise<SessionView>,
): Promise<SessionView> {
  const before = client.getQueryState(keys.session)?.dataUpdateCount ?? 0;
  const answer = await ask();
  const now = client.getQueryState<SessionView>(keys.session);
  return now?.data !== undefined && now.dataUpdateCount !== before ? now.data : answer;
}

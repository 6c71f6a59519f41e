import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { SessionView } from '../../contract/areas/session.ts';
import { takeSession } from './events.ts';

/** Gives the way to put a session that a call returned into the cache, without waiting for the event. */
export function useTakeSession(): (session: SessionView) => void {
  const client = useQueryClient();
  return useCallback((session) => takeSession(client, session), [client]);
}

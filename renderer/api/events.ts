import type { QueryClient } from '@tanstack/react-query';
import type { SessionView } from '../../contract/areas/session.ts';
import type { EventName } from '../../contract/channel-names.ts';
import { app } from './client.ts';
import { keys } from './keys.ts';

/** Areas of the cache that an event makes stale. */
const STALE_AFTER = {
  'payments.changed': ['payments', 'approvals', 'exchange', 'overview', 'accounts', 'journal', 'training'],
  'tokens.changed': [
    'tokens',
    'certificates',
    'overview',
    'journal',
    'payments',
    'reminders',
    'standings',
    'grades',
  ],
  'accounts.changed': ['accounts', 'overview', 'payments'],
  'plans.changed': ['plans', 'tokens', 'journal'],
  'organizations.changed': [
    'organization',
    'grades',
    'policy',
    'payments',
    'approvals',
    'overview',
    'journal',
  ],
  'exchange.changed': ['exchange'],
} as const satisfies Partial<Record<EventName, readonly string[]>>;

/** Subscribes the query cache to main's events; returns the way to stop. The only subscriber of the renderer. */
export function connectEvents(client: QueryClient): () => void {
  const stops = [
    app().on('session.changed', (session) => takeSession(client, session)),
    app().on('payments.changed', () => markStale(client, STALE_AFTER['payments.changed'])),
    app().on('tokens.changed', () => markStale(client, STALE_AFTER['tokens.changed'])),
    app().on('diagnosis.progress', (view) => client.setQueryData(keys.diagnosis(view.tokenId), view)),
    app().on('proof.progress', (view) => client.setQueryData(keys.accessProof(view.tokenId), view)),
    app().on('accounts.changed', () => markStale(client, STALE_AFTER['accounts.changed'])),
    app().on('plans.changed', () => markStale(client, STALE_AFTER['plans.changed'])),
    app().on('organizations.changed', () => markStale(client, STALE_AFTER['organizations.changed'])),
    app().on('exchange.changed', () => markStale(client, STALE_AFTER['exchange.changed'])),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Puts a session that main sent into the cache; another person, company or phase makes all other answers stale. */
export function takeSession(client: QueryClient, session: SessionView): void {
  const before = client.getQueryData<SessionView>(keys.session);
  client.setQueryData<SessionView>(keys.session, session);
  if (before === undefined || viewpoint(before) === viewpoint(session)) return;
  const others = { predicate: (query: { queryKey: readonly unknown[] }) => query.queryKey[0] !== 'session' };
  // Behind a lock nothing of the vault may stay readable in this process.
  if (session.phase !== 'ready') client.removeQueries(others);
  else void client.resetQueries(others);
}

function viewpoint(session: SessionView): string {
  return `${session.phase}/${session.person?.personId ?? ''}/${session.companyId ?? ''}`;
}

function markStale(client: QueryClient, areas: readonly string[]): void {
  for (const area of areas) void client.invalidateQueries({ queryKey: [area] });
}

import type { QueryClient } from '@tanstack/react-query';
import type { SessionView } from '../../contract/areas/session.ts';
import type { EventName } from '../../contract/channel-names.ts';
import { app } from './client.ts';
import { keys } from './keys.ts';

/** Areas of the cache that an event makes stale. */
const STALE_AFTER = {
  'sending.changed': ['sending'],
  'payments.changed': [
    'payments',
    'approvals',
    'exchange',
    'orders',
    'overview',
    'accounts',
    'journal',
    'training',
  ],
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
  'statements.changed': ['statements'],
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
  'orders.changed': ['orders'],
  'backup.changed': ['backup'],
} as const satisfies Partial<Record<EventName, readonly string[]>>;

/** One act can change hundreds of payments: what they make stale is asked for once. Units: ms. Own choice. */
const GATHER_MS = 30;

/** Subscribes the query cache to main's events; returns the way to stop. The only subscriber of the renderer. */
export function connectEvents(client: QueryClient): () => void {
  const gathered = gatherStale(client);
  const changes = Object.keys(STALE_AFTER) as (keyof typeof STALE_AFTER)[];
  const stops = [
    app().on('session.changed', (session) => takeSession(client, session)),
    app().on('diagnosis.progress', (view) => client.setQueryData(keys.diagnosis(view.tokenId), view)),
    app().on('proof.progress', (view) => client.setQueryData(keys.accessProof(view.tokenId), view)),
    ...changes.map((name) => app().on(name, () => gathered.add(STALE_AFTER[name]))),
    gathered.stop,
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Makes areas of the cache stale a moment after the first of them is added, each once. */
function gatherStale(client: QueryClient) {
  const areas = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    for (const area of areas) void client.invalidateQueries({ queryKey: [area] });
    areas.clear();
  };
  return {
    add: (more: readonly string[]) => {
      for (const area of more) areas.add(area);
      timer ??= setTimeout(flush, GATHER_MS);
    },
    stop: () => clearTimeout(timer),
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

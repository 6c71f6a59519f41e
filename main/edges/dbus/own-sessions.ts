import type { Ask } from './bus-link.ts';

const LOGIN = 'org.freedesktop.login1';
const MANAGER = { name: LOGIN, path: '/org/freedesktop/login1', interface: `${LOGIN}.Manager` };

/** Where login1 keeps its sessions. Source: systemd, org.freedesktop.login1(5). */
export const SESSION_FOLDER = '/org/freedesktop/login1/session/';

export interface OwnProcess {
  readonly pid: number;
  /** What the environment says; it may be an old one. */
  readonly sessionId: string | undefined;
}

/**
 * Returns the sessions that are this process's as far as login1 knows: the one that it runs in, the one that its
 * environment names, and the one on its person's display. A program that the desktop starts as a service of the person
 * runs in none. Empty: none was found. Errors: none.
 */
export async function ownSessions(ask: Ask, { pid, sessionId }: OwnProcess): Promise<ReadonlySet<string>> {
  const byPid = ask({ ...MANAGER, member: 'GetSessionByPID', signature: 'u', body: [pid] });
  const byId =
    sessionId === undefined || sessionId === ''
      ? Promise.resolve(null)
      : ask({ ...MANAGER, member: 'GetSession', signature: 's', body: [sessionId] });
  const found = await Promise.allSettled([byPid, byId, onDisplay(ask, pid)]);
  const paths = found.map((result) => (result.status === 'fulfilled' ? result.value : null));
  return new Set(paths.filter(isSession));
}

function isSession(path: unknown): path is string {
  return typeof path === 'string' && path.startsWith(SESSION_FOLDER);
}

/** The property is an id and a path. */
async function onDisplay(ask: Ask, pid: number): Promise<unknown> {
  const path = await ask({ ...MANAGER, member: 'GetUserByPID', signature: 'u', body: [pid] });
  if (typeof path !== 'string') return null;
  const display = await ask({
    name: LOGIN,
    path,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    signature: 'ss',
    body: [`${LOGIN}.User`, 'Display'],
  });
  return Array.isArray(display) ? display[1] : null;
}

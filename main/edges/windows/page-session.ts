import { session, type Session } from 'electron';
import { rendererAnswers } from './app-protocol.ts';
import { guardSession } from './session-rules.ts';

/** What a session gives a page that asks for an address of our own scheme. */
type Answers = (request: Request) => Response | Promise<Response>;

/**
 * Returns the session of this name, in memory, guarded, with our own scheme alone; the same one each time. `answers` is
 * called when it is made. No page gets anything before the guard stands, so none can run before it.
 */
export function guardedSession(name: string, answers: () => Answers): Session {
  const own = session.fromPartition(name, { cache: false });
  if (own.protocol.isProtocolHandled('app')) return own;
  const guarded = guardSession(own);
  const answer = answers();
  own.protocol.handle('app', async (request) => {
    await guarded;
    const response = await answer(request);
    // A name that is looked up leaves the computer too.
    response.headers.set('x-dns-prefetch-control', 'off');
    return response;
  });
  return own;
}

/** Returns the session of one window of ours, served with our own files. */
export function pageSession(name: string, rendererDir: string): Session {
  return guardedSession(name, () => rendererAnswers(rendererDir));
}

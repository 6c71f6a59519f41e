import { session, type Session } from 'electron';
import { serveRenderer } from './app-protocol.ts';
import { guardSession } from './session-rules.ts';

/**
 * Returns the session of one window of ours, guarded and served with our own files alone; the same one each time it is
 * asked for by its name.
 */
export function pageSession(name: string, rendererDir: string): Session {
  const own = session.fromPartition(name, { cache: false });
  if (!own.protocol.isProtocolHandled('app')) {
    guardSession(own);
    serveRenderer(own.protocol, rendererDir);
  }
  return own;
}

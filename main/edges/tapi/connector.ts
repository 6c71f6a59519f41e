import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { buildConnector } from 'undici';
import type { Timers } from '../../ports/ports.ts';

type Connector = buildConnector.connector;
type OnConnected = buildConnector.Callback;

/**
 * Longest wait for the server's word that the handshake is over. Servers that send no session ticket cost this once per
 * connection. Source: our choice, several round trips within Russia; a later alert only makes the outcome `unknown`.
 */
export const HANDSHAKE_GRACE_MS = 1_000;

/**
 * Wraps a TLS connector so that a refused client certificate fails the connection, before any request is written.
 *
 * In TLS 1.3 the client is done before the server has looked at its certificate (RFC 8446 §2): undici would send the
 * request into a connection that the server is about to refuse and could then report only a lost connection. The first
 * session ticket comes after the server's check (RFC 8446 §4.6.1), an alert or an end instead of it means refusal.
 * Tried with Node and OpenSSL servers from Node 20 and Electron 33.
 */
export function untilServerAccepts(connect: Connector, timers: Timers): Connector {
  return (options, callback) => {
    connect(options, (...result) => {
      const [error, socket] = result;
      if (error === null && isTls13(socket)) waitForTicket(socket, timers, callback);
      else callback(...result);
    });
  };
}

function waitForTicket(socket: TLSSocket, timers: Timers, callback: OnConnected): void {
  const stopWaiting = timers.after(HANDSHAKE_GRACE_MS, () => finish(null));
  // Not at once: OpenSSL calls this from inside its read, where a write is lost (seen in Node 20: the request never
  // left).
  const onSession = (): void => void setImmediate(() => finish(null));
  const onError = (error: Error): void => finish(error);
  const onClose = (): void => finish(new HandshakeRefused());
  let isFinished = false;
  const finish = (error: Error | null): void => {
    if (isFinished) return;
    isFinished = true;
    stopWaiting();
    socket.off('session', onSession).off('error', onError).off('close', onClose);
    if (error === null) return callback(null, socket);
    socket.on('error', () => undefined); // the first error is reported; what follows on a dead socket says nothing new
    socket.destroy();
    callback(error, null);
  };
  socket.on('session', onSession).on('error', onError).on('close', onClose);
}

function isTls13(socket: Socket | TLSSocket): socket is TLSSocket {
  return 'getProtocol' in socket && socket.getProtocol() === 'TLSv1.3';
}

/** The server closed the connection between our end of the handshake and its own. */
class HandshakeRefused extends Error {
  readonly code = 'KLYUCHNIK_HANDSHAKE_REFUSED';

  constructor() {
    super('the server closed the connection during the handshake');
  }
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Identity } from './pki.ts';

/** A request as the server saw it. `body` is null when it had not come in whole. */
export interface SeenRequest {
  readonly verb: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** CN of the client's certificate. */
  readonly peer: string | null;
  /** Tells connections apart. */
  readonly connection: number;
}

export interface Turn {
  readonly request: SeenRequest;
  readonly response: ServerResponse;
  /** Breaks the TCP connection with a reset. */
  readonly reset: () => void;
}

export interface ScriptedServer {
  readonly port: number;
  readonly baseUrl: string;
  /** Heads of requests that have come in, whether or not they were answered. */
  readonly seen: readonly SeenRequest[];
  /** TCP connections taken so far. */
  readonly connections: () => number;
  posts(): number;
  /** New connections see this certificate from now on. */
  present(identity: Identity): void;
  close(): Promise<void>;
}

export interface ServerScript extends Pick<ServerOptions, 'ca' | 'maxVersion'> {
  /** Whether a client certificate is asked for, and whether the handshake ends without a good one. */
  readonly clientCertificate?: 'not-asked' | 'asked' | 'required';
  readonly identity: Identity;
  /** Called with the head, before the body is read. */
  readonly onHead?: (turn: Turn) => void;
  /** Called when the request is whole. */
  readonly onRequest?: (turn: Turn) => void;
}

/** A real TLS server on 127.0.0.1 that does what the script says, faults of the network included. */
export async function startServer(script: ServerScript): Promise<ScriptedServer> {
  const seen: SeenRequest[] = [];
  const sockets = new Map<number, Socket>();
  let connections = 0;
  const { identity, onHead, onRequest, clientCertificate = 'not-asked', ...tls } = script;
  const https = createHttpsServer(
    {
      ...tls,
      cert: identity.certPem,
      key: identity.keyPem,
      requestCert: clientCertificate !== 'not-asked',
      rejectUnauthorized: clientCertificate === 'required',
      keepAliveTimeout: 60_000,
    },
    (message, response) => {
      const socket = sockets.get(message.socket.remotePort ?? -1);
      const reset = (): void => void socket?.resetAndDestroy();
      const chunks: Buffer[] = [];
      const request = {
        verb: message.method ?? '',
        url: message.url ?? '',
        headers: message.headers,
        body: '',
        peer: peerOf(message),
        connection: message.socket.remotePort ?? -1,
      };
      seen.push(request);
      onHead?.({ request, response, reset });
      message.on('data', (chunk: Buffer) => chunks.push(chunk));
      message.on('end', () => {
        request.body = Buffer.concat(chunks).toString('utf8');
        onRequest?.({ request, response, reset });
      });
    },
  );
  https.on('tlsClientError', () => undefined); // refused handshakes are what some tests are about
  const tcp = createTcpServer((socket) => {
    connections += 1;
    sockets.set(socket.remotePort ?? -1, socket);
    socket.on('error', () => undefined);
    https.emit('connection', socket);
  });
  const port = await listen(tcp);
  return {
    port,
    baseUrl: `https://127.0.0.1:${port}`,
    seen,
    connections: () => connections,
    present: ({ certPem, keyPem }) => https.setSecureContext({ ...tls, cert: certPem, key: keyPem }),
    posts: () => seen.filter(({ verb }) => verb === 'POST').length,
    close: () => closeAll(tcp, sockets),
  };
}

/** Listens on a free port of 127.0.0.1 and gives it. */
export function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('not a TCP port'));
      else resolve(address.port);
    });
  });
}

async function closeAll(tcp: Server, sockets: ReadonlyMap<number, Socket>): Promise<void> {
  const closed = new Promise<void>((resolve) => tcp.close(() => resolve()));
  for (const socket of sockets.values()) socket.destroy();
  await closed;
}

function peerOf(message: IncomingMessage): string | null {
  if (!(message.socket instanceof TLSSocket)) return null;
  const subject = message.socket.getPeerX509Certificate()?.subject ?? null;
  return subject === null ? null : subject.replace(/^CN=/, '');
}

import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import type { RequestListener } from 'node:http';

/** How connections are spoken to: the chain shown, and what is asked of the caller. */
export interface TlsManner {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
  readonly clientAuthorityPems?: readonly string[];
  readonly clientCertificate: 'not-asked' | 'asked' | 'required';
}

export interface TlsListener {
  readonly port: number;
  /** Effects: new connections are met in this manner; those that are open are closed. */
  readonly setManner: (manner: TlsManner) => void;
  /** Resets the connection of a caller, as a broken network does. */
  readonly reset: (remotePort: number | undefined) => void;
  /** Effects: closes the port and every connection, hanging ones too. */
  readonly close: () => Promise<void>;
}

/** Idle connections are kept longer than any client's pool keeps them, so that closing never races with a request. */
const keepAliveMs = 75_000;

/**
 * Listens on 127.0.0.1. TCP connections are taken here and handed to an HTTPS server of the current manner, so that
 * the manner can change while the port stays. Errors: rejects when the port is taken.
 */
export async function openTlsListener(
  port: number,
  firstManner: TlsManner,
  onRequest: RequestListener,
): Promise<TlsListener> {
  const open = new Map<number, Socket>();
  let https = httpsServerOf(firstManner, onRequest);
  const tcp = createTcpServer((socket) => {
    const { remotePort } = socket;
    if (remotePort !== undefined) open.set(remotePort, socket);
    socket.once('close', () => {
      if (remotePort !== undefined && open.get(remotePort) === socket) open.delete(remotePort);
    });
    // A caller may vanish at any time; the connection is gone then and there is nobody to tell.
    socket.on('error', () => undefined);
    https.emit('connection', socket);
  });
  await new Promise<void>((resolve, reject) => {
    tcp.once('error', reject);
    tcp.listen(port, '127.0.0.1', resolve);
  });
  const closeConnections = (): void => {
    for (const socket of open.values()) socket.destroy();
  };
  return {
    // A TCP server that listens on a port has an AddressInfo; only pipes give a string.
    port: (tcp.address() as AddressInfo).port,
    setManner: (manner) => {
      https = httpsServerOf(manner, onRequest);
      closeConnections();
    },
    reset: (remotePort) => {
      if (remotePort !== undefined) open.get(remotePort)?.resetAndDestroy();
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => tcp.close(() => resolve()));
      closeConnections();
      await closed;
    },
  };
}

function httpsServerOf(manner: TlsManner, onRequest: RequestListener): HttpsServer {
  return createHttpsServer(
    {
      cert: manner.certificatePem,
      key: manner.privateKeyPem,
      minVersion: 'TLSv1.2',
      requestCert: manner.clientCertificate !== 'not-asked',
      // 'asked' lets every caller in on purpose: the bank then checks the certificate itself and answers in HTTP.
      rejectUnauthorized: manner.clientCertificate === 'required',
      ...(manner.clientAuthorityPems === undefined ? {} : { ca: [...manner.clientAuthorityPems] }),
      keepAliveTimeout: keepAliveMs,
    },
    onRequest,
  );
}

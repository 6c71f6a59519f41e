import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import {
  connect,
  type ConnectionOptions,
  type DetailedPeerCertificate,
  type PeerCertificate,
  type TLSSocket,
} from 'node:tls';
import type { Timers } from '../../ports/ports.ts';
import { transportCode } from './broken-codes.ts';

export interface LookParams {
  readonly baseUrl: string;
  /** PEM certificates that may sign the server. */
  readonly authorities: readonly string[];
  /** Units: milliseconds for the whole look. */
  readonly timeoutMs: number;
}

/** What a handshake showed. */
export interface Handshake {
  /** `null` when it was good, else the code of the refusal. */
  readonly refusal: string | null;
  /** The server's certificate first, then what leads up from it; empty where none was seen. */
  readonly chain: readonly X509Certificate[];
}

/** Longest chain that is looked at. Source: OpenSSL's own limit is 100; own choice, public chains have at most 5. */
const MAX_CHAIN = 16;

/**
 * Shakes hands with a server and hangs up without sending a byte of a request.
 *
 * The chain is checked as for any call. A refused server's certificate can still be described, because the TLS library
 * shows it before it refuses when the status of the certificate is asked for (RFC 6066 §8). Tried with TLS 1.2 and 1.3
 * in Node 20 (OpenSSL) and Electron 33 (BoringSSL).
 * Errors: none; a failure is in the answer.
 */
export function shakeHands(
  { baseUrl, authorities, timeoutMs }: LookParams,
  timers: Timers,
): Promise<Handshake> {
  const { hostname, port } = new URL(baseUrl);
  return new Promise((resolve) => {
    let shown: readonly X509Certificate[] = [];
    // The types of Node leave `requestOCSP` out.
    const options: ConnectionOptions & { readonly requestOCSP: true } = {
      host: hostname,
      port: port === '' ? 443 : Number(port),
      // An address is no name for SNI (RFC 6066 §3).
      ...(isIP(hostname) === 0 ? { servername: hostname } : {}),
      ca: [...authorities],
      minVersion: 'TLSv1.2',
      rejectUnauthorized: true,
      requestOCSP: true,
    };
    const socket = connect(options);
    const stopTimer = timers.after(timeoutMs, () => finish('ETIMEDOUT'));
    const finish = (refusal: string | null): void => {
      stopTimer();
      if (shown.length === 0) shown = leafOf(socket);
      socket.destroy();
      resolve({ refusal, chain: shown });
    };
    socket.on('OCSPResponse', () => {
      shown = leafOf(socket);
    });
    socket.on('secureConnect', () => {
      shown = chainOf(socket);
      finish(null);
    });
    socket.on('error', (error) => finish(transportCode(error) ?? 'UNKNOWN'));
  });
}

/**
 * Not by `getPeerX509Certificate`: called before the check of the name, it makes that check fail (seen in Node 20.20).
 */
function leafOf(socket: TLSSocket): readonly X509Certificate[] {
  if (socket.destroyed) return [];
  const shown: Partial<PeerCertificate> = socket.getPeerCertificate(); // empty where there is none
  return shown.raw === undefined ? [] : [new X509Certificate(shown.raw)];
}

/**
 * What the server sent and the library completed. The library joins them by their names alone, so this says whom to
 * try, never who signed.
 */
function chainOf(socket: TLSSocket): readonly X509Certificate[] {
  const chain: X509Certificate[] = [];
  let next: Partial<DetailedPeerCertificate> | undefined = socket.getPeerCertificate(true);
  while (next?.raw !== undefined && chain.length < MAX_CHAIN) {
    const certificate = new X509Certificate(next.raw);
    if (chain.at(-1)?.fingerprint256 === certificate.fingerprint256) break; // a root names itself as its issuer
    chain.push(certificate);
    next = next.issuerCertificate;
  }
  return chain;
}

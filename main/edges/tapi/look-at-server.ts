import { isIP } from 'node:net';
import { connect, type ConnectionOptions, type PeerCertificate, type TLSSocket } from 'node:tls';
import { X509Certificate } from 'node:crypto';
import type { ServerLook } from '../../ports/bank-ports.ts';
import type { Timers } from '../../ports/ports.ts';
import { transportCode } from './broken-codes.ts';

export interface LookParams {
  readonly baseUrl: string;
  /** PEM certificates that may sign the server. */
  readonly authorities: readonly string[];
  /** Units: milliseconds for the whole look. */
  readonly timeoutMs: number;
}

/**
 * Shakes hands with a server and hangs up without sending a byte of a request.
 *
 * The chain is checked as for any call. A refused server's certificate can still be described, because the TLS library
 * shows it before it refuses when the status of the certificate is asked for (RFC 6066 §8). Tried with TLS 1.2 and 1.3
 * in Node 20 (OpenSSL) and Electron 33 (BoringSSL).
 * Errors: none; a failure is in the look.
 */
export function lookAtServer(
  { baseUrl, authorities, timeoutMs }: LookParams,
  timers: Timers,
): Promise<ServerLook> {
  const { hostname, port, host } = new URL(baseUrl);
  return new Promise((resolve) => {
    let shown: X509Certificate | undefined;
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
      shown ??= certificateOf(socket);
      socket.destroy();
      resolve({ host, refusal, ...described(shown) });
    };
    socket.on('OCSPResponse', () => {
      shown = certificateOf(socket);
    });
    socket.on('secureConnect', () => finish(null));
    socket.on('error', (error) => finish(transportCode(error) ?? 'UNKNOWN'));
  });
}

/**
 * Not by `getPeerX509Certificate`: called before the check of the name, it makes that check fail (seen in Node 20.20).
 */
function certificateOf(socket: TLSSocket): X509Certificate | undefined {
  if (socket.destroyed) return undefined;
  const shown: Partial<PeerCertificate> = socket.getPeerCertificate(); // empty where there is none
  return shown.raw === undefined ? undefined : new X509Certificate(shown.raw);
}

function described(certificate: X509Certificate | undefined): Omit<ServerLook, 'host' | 'refusal'> {
  if (certificate === undefined) return { subject: null, issuer: null, validFrom: null, validTo: null };
  const { subject, issuer, validFrom, validTo } = certificate;
  return {
    subject: oneLine(subject),
    issuer: oneLine(issuer),
    validFrom: new Date(validFrom).toISOString(),
    validTo: new Date(validTo).toISOString(),
  };
}

/** A name on several lines as one, short enough to be read. Units: at most 200 characters, our choice. */
function oneLine(name: string): string {
  return name.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ', ').slice(0, 200);
}

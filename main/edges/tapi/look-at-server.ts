import type { X509Certificate } from 'node:crypto';
import type { ServerLook } from '../../ports/bank-ports.ts';
import type { Timers } from '../../ports/ports.ts';
import { shakeHands, type LookParams } from './shake-hands.ts';

/**
 * Looks at the certificate of a server, which is checked as for any call. Errors: none; a failure is in the look.
 * Effects: one handshake, no byte of a request.
 */
export async function lookAtServer(params: LookParams, timers: Timers): Promise<ServerLook> {
  const { refusal, chain } = await shakeHands(params, timers);
  return { host: new URL(params.baseUrl).host, refusal, ...described(chain[0]) };
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
export function oneLine(name: string): string {
  return name.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ', ').slice(0, 200);
}

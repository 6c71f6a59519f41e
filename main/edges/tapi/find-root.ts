import { createHash, X509Certificate } from 'node:crypto';
import type { SeenAuthority } from '../../ports/bank-ports.ts';
import type { Timers } from '../../ports/ports.ts';
import { oneLine } from './look-at-server.ts';
import { shakeHands, type LookParams } from './shake-hands.ts';
import { spkiSha256Of } from './trust.ts';

/**
 * Finds the root that a server's chain is verified by, among all that are trusted. The runtime does not tell, and what
 * it shows is joined by names, which a server can choose: each root that may be meant is tried alone, and the one with
 * which the handshake succeeds is the one.
 * Errors: none; `null` where the server is trusted by none of them or cannot be reached.
 * Effects: handshakes, no byte of a request.
 */
export async function findRoot(params: LookParams, timers: Timers): Promise<SeenAuthority | null> {
  const { refusal, chain } = await shakeHands(params, timers);
  const [server] = chain;
  if (refusal !== null || server === undefined) return null;
  for (const pem of candidatesFor(chain, params.authorities)) {
    const alone = await shakeHands({ ...params, authorities: [pem] }, timers);
    if (alone.refusal === null) return seenAuthority(new URL(params.baseUrl).hostname, server, pem);
  }
  return null;
}

/** Roots that are named as an issuer in the chain, or have the key of a certificate in it (cross-signed roots). */
function candidatesFor(chain: readonly X509Certificate[], roots: readonly string[]): readonly string[] {
  const issuers = new Set(chain.map(({ issuer }) => issuer));
  const keys = new Set(chain.map((one) => spkiSha256Of(one.toString())));
  return roots.filter((pem) => {
    const root = readable(pem);
    return root !== null && root.ca && (issuers.has(root.subject) || keys.has(spkiSha256Of(pem)));
  });
}

function readable(pem: string): X509Certificate | null {
  try {
    return new X509Certificate(pem);
  } catch {
    return null; // of a kind that the runtime does not know
  }
}

function seenAuthority(host: string, server: X509Certificate, pem: string): SeenAuthority {
  const root = new X509Certificate(pem);
  return {
    host,
    server: { subject: oneLine(server.subject), issuer: oneLine(server.issuer) },
    pem,
    subject: oneLine(root.subject),
    sha256: createHash('sha256').update(root.raw).digest('hex'),
    notBefore: new Date(root.validFrom).toISOString(),
    notAfter: new Date(root.validTo).toISOString(),
  };
}

import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import tls from 'node:tls';
import type { ServerTrust } from './environments.ts';

/**
 * SHA-256 of the DER of «Russian Trusted Root CA» of the Ministry of Digital Development, hex.
 * Source: tapi.md §1 (a production incident of 23.09.2026, compared there with the copy of Gosuslugi; the same in
 * github.com/cocaman/russian_root_ca). The state publishes the root at https://www.gosuslugi.ru/crypto.
 */
export const RUSSIAN_TRUSTED_ROOT_SHA256 = 'd26d2d0231b7c39f92cc738512ba54103519e4405d68b5bd703e9788ca8ecf31';

/**
 * Where Linux distributions keep their roots in one file; macOS keeps a copy at the last place. Source: Go,
 * crypto/x509/root_linux.go and root_darwin.go.
 */
const SYSTEM_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
] as const;

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

/** Returns the certificates of a PEM text one by one; those that cannot be read are left out. */
export function certificatesIn(pem: string): readonly string[] {
  return (pem.match(PEM_CERTIFICATE) ?? []).filter(isReadable);
}

/**
 * Returns the roots that the operating system trusts, or none where they cannot be read.
 * Linux: the bundle files at their fixed places alone, because Node's own way there takes what `SSL_CERT_FILE` and
 * `SSL_CERT_DIR` name. Windows and macOS: the system's store, where Node has `tls.getCACertificates` (Node 22.15 and
 * later, not Electron 33); elsewhere a root that only the system has must be added by the user.
 * Effects: reads files only. Source: security.md §10 row 3.
 */
export async function loadSystemRoots(platform = process.platform): Promise<readonly string[]> {
  const fromNode = platform === 'linux' ? [] : systemRootsOfNode();
  if (fromNode.length > 0) return fromNode;
  for (const path of SYSTEM_BUNDLES) {
    const pem = await readFile(path, 'utf8').catch(() => ''); // absent on this system: try the next place
    const found = certificatesIn(pem);
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * Returns the authorities that may sign a server of the environment, for its agent alone.
 * Checking itself is never loosened: a server that none of them signed is refused.
 */
export function authoritiesFor(
  trust: ServerTrust,
  known: { readonly systemRoots: readonly string[]; readonly bankCaPem: string | null },
): readonly string[] {
  if (trust.kind === 'own') return certificatesIn(trust.caPem);
  const added = known.bankCaPem === null ? [] : certificatesIn(known.bankCaPem);
  const all = [...tls.rootCertificates, ...known.systemRoots, ...added];
  // Most roots come twice, with other line ends; each is parsed anew for every set of connections.
  return [...new Map(all.map((pem) => [pem.replace(/\s+/g, ''), pem])).values()];
}

function systemRootsOfNode(): readonly string[] {
  if (!('getCACertificates' in tls) || typeof tls.getCACertificates !== 'function') return [];
  const roots: unknown = tls.getCACertificates('system');
  return Array.isArray(roots) ? roots.filter((pem) => typeof pem === 'string') : [];
}

function isReadable(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}

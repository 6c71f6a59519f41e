import { createHash, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import tls from 'node:tls';

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
 * Returns the roots that anybody on the internet may be signed by: those of Node, of the system, and the added ones.
 * For the bank's hosts that is not enough: see `pinnedAmong`.
 */
export function publicRoots(known: {
  readonly systemRoots: readonly string[];
  readonly added: readonly string[];
}): readonly string[] {
  const all = [...tls.rootCertificates, ...known.systemRoots, ...known.added];
  // Most roots come twice, with other line ends; each is parsed anew for every set of connections.
  return [...new Map(all.map((pem) => [pem.replace(/\s+/g, ''), pem])).values()];
}

/**
 * Returns those of the roots whose key is among the pinned ones: a pin restricts, it trusts nobody whom Node, the
 * system and the people do not trust.
 */
export function pinnedAmong(roots: readonly string[], spkiSha256s: ReadonlySet<string>): readonly string[] {
  return roots.filter((pem) => spkiSha256s.has(spkiSha256Of(pem)));
}

/** SHA-256 of a certificate's public key (SubjectPublicKeyInfo, DER), hex; empty where it cannot be read. */
export function spkiSha256Of(pem: string): string {
  try {
    const spki = new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' });
    return createHash('sha256').update(spki).digest('hex');
  } catch {
    return ''; // a key of a kind that the runtime does not know
  }
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

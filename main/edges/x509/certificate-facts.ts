import type { KeyObject, X509Certificate } from 'node:crypto';
import type { CertificateFacts } from '../../domain/certificates/certificates-ports.ts';
import { bytesOf, childrenOf, isContext, isGost, oidOf, parseDer, sha256, type Asn1 } from './der.ts';

/** Source: RFC 5280 §4.2.1.3, §4.2.1.12, §4.2.1.9. */
const KEY_USAGE = '2.5.29.15';
const EXTENDED_KEY_USAGE = '2.5.29.37';

/** Bits of the key usage in their order. Source: RFC 5280 §4.2.1.3. */
const USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;

/** Names of purposes; one without a name stays in dots. Source: RFC 5280 §4.2.1.12. */
const PURPOSES: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.7.3.1': 'serverAuth',
  '1.3.6.1.5.5.7.3.2': 'clientAuth',
  '1.3.6.1.5.5.7.3.3': 'codeSigning',
  '1.3.6.1.5.5.7.3.4': 'emailProtection',
  '1.3.6.1.5.5.7.3.8': 'timeStamping',
  '2.5.29.37.0': 'anyExtendedKeyUsage',
};

/** Reads what a person is told of a certificate. `chain`: its intermediates. */
export function certificateFacts(own: X509Certificate, chain: readonly X509Certificate[]): CertificateFacts {
  const extensions = extensionsOf(own);
  return {
    subject: oneLine(own.subject),
    issuer: oneLine(own.issuer),
    serial: own.serialNumber,
    fingerprint: sha256(own.raw),
    notBefore: new Date(own.validFrom).toISOString(),
    notAfter: new Date(own.validTo).toISOString(),
    chainPem: [own, ...chain].map((certificate) => certificate.toString()).join(''),
    publicKeyHash: publicKeyHash(own),
    keyAlgorithm: keyAlgorithm(own),
    keyUsages: usagesOf(extensions.get(KEY_USAGE)),
    purposes: purposesOf(extensions.get(EXTENDED_KEY_USAGE)),
    isAuthority: own.ca,
  };
}

/** SHA-256 of the public key (SubjectPublicKeyInfo), or '' for a key that the runtime does not know. */
export function publicKeyHash(certificate: X509Certificate): string {
  try {
    return keyHash(certificate.publicKey);
  } catch {
    return '';
  }
}

/** The same of a public key. */
export function keyHash(key: KeyObject): string {
  return sha256(key.export({ type: 'spki', format: 'der' }));
}

/** Tells whether the key of a certificate is a GOST one. */
export function isGostCertificate(certificate: X509Certificate): boolean {
  const tbs = childrenOf(childrenOf(parseDer(certificate.raw) ?? undefined)[0]);
  const spki = tbs.find((part) => isGost(oidOf(childrenOf(childrenOf(part)[0])[0])));
  return spki !== undefined;
}

function keyAlgorithm(certificate: X509Certificate): CertificateFacts['keyAlgorithm'] {
  try {
    const { asymmetricKeyType: kind, asymmetricKeyDetails: details } = certificate.publicKey;
    if (kind === 'rsa') return { kind: 'rsa', size: String(details?.modulusLength ?? 0) };
    if (kind === 'ec') return { kind: 'ec', size: details?.namedCurve ?? '' };
    return { kind: 'other', size: kind ?? '' };
  } catch {
    return { kind: 'other', size: '' };
  }
}

function extensionsOf(certificate: X509Certificate): ReadonlyMap<string, Asn1> {
  const tbs = childrenOf(childrenOf(parseDer(certificate.raw) ?? undefined)[0]);
  const list = childrenOf(childrenOf(tbs.find((part) => isContext(part, 3)))[0]);
  return new Map(
    list.flatMap((extension) => {
      const parts = childrenOf(extension);
      const value = parseDer(bytesOf(parts.at(-1)));
      return value === null ? [] : [[oidOf(parts[0]), value] as const];
    }),
  );
}

/** The first byte of a bit string counts the bits that do not belong to it. Source: X.690 §8.6.2. */
function usagesOf(extension: Asn1 | undefined): readonly string[] | null {
  if (extension === undefined) return null;
  const bits = bytesOf(extension).subarray(1);
  return USAGES.filter((_, index) => ((bits[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0);
}

function purposesOf(extension: Asn1 | undefined): readonly string[] | null {
  if (extension === undefined) return null;
  return childrenOf(extension).map((one) => PURPOSES[oidOf(one)] ?? oidOf(one));
}

function oneLine(name: string): string {
  return name.split('\n').reverse().map(unescaped).join(', ');
}

/** Node writes names with the backslashes of RFC 2253 §2.4, which are not for people; control characters stay out. */
function unescaped(part: string): string {
  return part.replace(/\\([0-9A-F]{2})|\\(.)/gi, (_, hex: string | undefined, sign: string | undefined) => {
    if (hex === undefined) return sign ?? '';
    const code = Number.parseInt(hex, 16);
    return code < 0x20 || code >= 0x7f ? ' ' : String.fromCharCode(code);
  });
}

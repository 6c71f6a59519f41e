import { createHash } from 'node:crypto';
import forge from 'node-forge';
import { AppError } from '../../ports/app-error.ts';

/** One element of an ASN.1 structure. */
export type Asn1 = forge.asn1.Asn1;

/**
 * Deepest nesting that is followed. Source: own choice; a certificate in a PKCS#12 container takes about 20 with its
 * innermost extension, and a hostile file of 256 KiB could nest 100,000.
 */
const MAX_DEPTH = 48;

/** The national tree of Russia, in which all GOST algorithms lie. Source: ISO 3166 numeric 643; RFC 4357, RFC 7836. */
const GOST = /^1\.2\.643\.|^1\.2\.840\.113549\.1\.12\.1\.80$/;

/** The beginning of every object identifier of that tree: tag, any length, 1.2.643. Source: X.690 §8.19. */
const GOST_BYTES = [0x2a, 0x85, 0x03];

/** Reads DER or BER. Gives `null` for what is not one element, or nests deeper than any real file. */
export function parseDer(bytes: Uint8Array): Asn1 | null {
  try {
    return forge.asn1.fromDer(toBinary(bytes), {
      strict: false,
      parseAllBytes: false,
      decodeBitStrings: false,
      maxDepth: MAX_DEPTH,
    } as unknown as boolean); // the types know the older signature only; the options are documented in lib/asn1.js
  } catch {
    return null; // the message could quote what it choked on
  }
}

/** The elements inside; none of something that holds none. */
export function childrenOf(node: Asn1 | undefined): readonly Asn1[] {
  return node !== undefined && Array.isArray(node.value) ? node.value : [];
}

/** The content of an octet string or the like, put together when it came in pieces (BER). */
export function bytesOf(node: Asn1 | undefined): Buffer {
  if (node === undefined) return Buffer.alloc(0);
  if (typeof node.value === 'string') return Buffer.from(node.value, 'binary');
  return Buffer.concat(childrenOf(node).map(bytesOf));
}

/** The DER form of an element. */
export function toDer(node: Asn1): Buffer {
  return Buffer.from(forge.asn1.toDer(node).getBytes(), 'binary');
}

/** An object identifier in dots, or '' for another element. */
export function oidOf(node: Asn1 | undefined): string {
  if (!isUniversal(node, forge.asn1.Type.OID) || typeof node?.value !== 'string') return '';
  try {
    return forge.asn1.derToOid(node.value);
  } catch {
    return '';
  }
}

/** A whole number that is not negative, or `null` when it is another element or beyond 2^48. */
export function integerOf(node: Asn1 | undefined): number | null {
  if (!isUniversal(node, forge.asn1.Type.INTEGER)) return null;
  const bytes = bytesOf(node);
  const meaning = bytes[0] === 0 ? bytes.subarray(1) : bytes;
  if (meaning.length > 6) return null;
  return [...meaning].reduce((sum, byte) => sum * 256 + byte, 0);
}

/** Tells whether an element is of this universal type. */
export function isUniversal(node: Asn1 | undefined, type: forge.asn1.Type): boolean {
  return node !== undefined && node.tagClass === forge.asn1.Class.UNIVERSAL && node.type === type;
}

/** Tells whether an element is the context-specific one of this number. */
export function isContext(node: Asn1 | undefined, number: number): boolean {
  return (
    node !== undefined && node.tagClass === forge.asn1.Class.CONTEXT_SPECIFIC && Number(node.type) === number
  );
}

export const isSequence = (node: Asn1 | undefined) => isUniversal(node, forge.asn1.Type.SEQUENCE);
export const isOctets = (node: Asn1 | undefined) => isUniversal(node, forge.asn1.Type.OCTETSTRING);
export const isBits = (node: Asn1 | undefined) => isUniversal(node, forge.asn1.Type.BITSTRING);

/** Tells whether an algorithm is a GOST one. */
export function isGost(oid: string): boolean {
  return GOST.test(oid);
}

/** Tells whether bytes hold a GOST identifier anywhere; for files that are nothing that we know. */
export function mentionsGost(bytes: Uint8Array): boolean {
  const [first, second, third] = GOST_BYTES;
  return bytes.some(
    (byte, index) => byte === first && bytes[index + 1] === second && bytes[index + 2] === third,
  );
}

/** Refuses GOST algorithms by name, so that a person is not told «wrong passphrase». Errors: `certificate-gost`. */
export function refuseGost(oid: string): void {
  if (isGost(oid)) throw new AppError('certificate-gost');
}

/** SHA-256 in hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function toBinary(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('binary');
}

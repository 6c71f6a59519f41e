import { sign, type KeyObject } from 'node:crypto';

/** What a certificate says, its names and extensions already in DER. */
export interface CertificateContent {
  readonly serial: Buffer;
  readonly issuerName: Buffer;
  readonly subjectName: Buffer;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: KeyObject;
  readonly extensions: readonly Buffer[];
}

/** Universal tags of ASN.1. Source: ITU-T X.690 §8. */
const tag = { integer: 0x02, bitString: 0x03, oid: 0x06, utcTime: 0x17, time: 0x18, sequence: 0x30 } as const;

/** `ecdsa-with-SHA256`, 1.2.840.10045.4.3.2. Source: RFC 5758 §3.2. */
const ecdsaWithSha256 = Buffer.from([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]);

/**
 * Makes a version 3 certificate signed by an EC key, in PEM.
 * Only this outer frame is written by hand: `@peculiar/x509` signs through WebCrypto, which cannot be called
 * synchronously, and the training bank issues certificates in one step.
 * Source: RFC 5280 §4.1.
 */
export function signCertificate(content: CertificateContent, signingKey: KeyObject): string {
  const algorithm = der(tag.sequence, der(tag.oid, ecdsaWithSha256));
  const body = der(
    tag.sequence,
    der(0xa0, der(tag.integer, Buffer.from([2]))),
    der(tag.integer, content.serial),
    algorithm,
    content.issuerName,
    der(tag.sequence, derTime(content.notBefore), derTime(content.notAfter)),
    content.subjectName,
    content.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(tag.sequence, ...content.extensions)),
  );
  const signature = sign('sha256', body, signingKey);
  const certificate = der(
    tag.sequence,
    body,
    algorithm,
    der(tag.bitString, Buffer.concat([Buffer.from([0]), signature])),
  );
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function der(tagByte: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tagByte]), derLength(content.length), content]);
}

function derLength(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  if (length < 0x100) return Buffer.from([0x81, length]);
  return Buffer.from([0x82, length >> 8, length & 0xff]);
}

/** UTCTime through 2049, GeneralizedTime after it. Source: RFC 5280 §4.1.2.5. */
function derTime(instant: Date): Buffer {
  const digits = instant
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:T]/g, '');
  return instant.getUTCFullYear() < 2050
    ? der(tag.utcTime, Buffer.from(digits.slice(2)))
    : der(tag.time, Buffer.from(digits));
}

import { z } from 'zod';
import { textFlaw } from '../../../contract/values/plain-text.ts';

/** A text that reads the same to everybody. Units: `max` in characters. */
export function plainText(max: number) {
  return z
    .string()
    .max(max)
    .refine((value) => textFlaw(value) === null);
}

/** SHA-256. Units: 64 lower-case hex digits. */
export const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * Every spelling of the points of small order: under such a key somebody without any private key can make a signature
 * that OpenSSL 3.0 takes for many texts. Source: RFC 8032 §5.1.7 leaves them to the caller; measured with Node 20
 * (test/envelopes/public-key.test.ts).
 */
const SMALL_ORDER: readonly string[] = [
  'AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
  '7P///////////////////////////////////////38=',
  'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
  'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAIA=',
  'JuiVj8KyJ7BFw/SJ8u+Y8NXfrAXTxjM5sTgCiG1T/AU=',
  'JuiVj8KyJ7BFw/SJ8u+Y8NXfrAXTxjM5sTgCiG1T/IU=',
  'xxdqcD1N2E+6PAt2DRBnDyogU/osOczGTsf9d5KsA3o=',
  'xxdqcD1N2E+6PAt2DRBnDyogU/osOczGTsf9d5KsA/o=',
  'AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAIA=',
  '7P////////////////////////////////////////8=',
  '7f///////////////////////////////////////38=',
  '7f////////////////////////////////////////8=',
  '7v///////////////////////////////////////38=',
  '7v////////////////////////////////////////8=',
];

const PUBLIC_KEY = /^MCowBQYDK2VwAyEA([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)$/;

/**
 * Tells whether the text is an Ed25519 public key as SPKI in base64, in its only spelling. Source: RFC 8410 §4, RFC
 * 4648 §3.5.
 */
export function isPublicKey(text: string): boolean {
  const point = PUBLIC_KEY.exec(text)?.[1];
  return point !== undefined && !SMALL_ORDER.includes(point);
}

export const PublicKey = z.string().refine(isPublicKey);
export type PublicKey = z.infer<typeof PublicKey>;

/** An Ed25519 signature in base64, in its only spelling. Source: RFC 8032 §5.1.6, RFC 4648 §3.5. */
export const SIGNATURE = /^[A-Za-z0-9+/]{85}[AQgw]==$/;

/**
 * A key that envelopes are encrypted to: an X25519 recipient of age, in Bech32. Source: C2SP age.md, «The X25519
 * recipient type».
 */
export const OpeningKey = z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/);
export type OpeningKey = z.infer<typeof OpeningKey>;

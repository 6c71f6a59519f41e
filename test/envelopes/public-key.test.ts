import { sign, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { PublicKey, SIGNATURE } from '../../main/domain/envelopes/keys.ts';
import { readEnvelope, writeEnvelope, envelopeFile } from '../../main/domain/envelopes/envelope-file.ts';
import { Author, parts, requestFields } from './author.ts';

/** Start of an Ed25519 key as SPKI. Source: RFC 8410 §4. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const ff = (count: number) => 'ff'.repeat(count);
const zeros = (count: number) => '00'.repeat(count);

/** The points of order 1, 2, 4 and 8 in every spelling that libraries read. */
const SMALL_ORDER = [
  `01${zeros(31)}`,
  `01${zeros(30)}80`,
  `ec${ff(30)}7f`,
  `ec${ff(31)}`,
  zeros(32),
  `${zeros(31)}80`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  `ed${ff(30)}7f`,
  `ed${ff(31)}`,
  `ee${ff(30)}7f`,
  `ee${ff(31)}`,
];

/** The order of the group. Source: RFC 8032 §5.1. */
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

const maker = new Author();

function fileWith(signature: Buffer, author = maker.key): string {
  const { signed } = writeEnvelope(parts, requestFields(maker, [new Author()]));
  return envelopeFile(signed, author, signature.toString('base64'));
}

describe('a public key', () => {
  it.each(SMALL_ORDER)('is refused when it is the point %s, whose signatures anybody can make', (point) => {
    const key = Buffer.concat([SPKI, Buffer.from(point, 'hex')]).toString('base64');
    const anybodys = Buffer.concat([Buffer.from(point, 'hex'), Buffer.alloc(32)]);
    expect(PublicKey.safeParse(key).success).toBe(false);
    expect(readEnvelope(parts, fileWith(anybodys, key))).toEqual({ ok: false, flaw: 'not-signed-text' });
  });

  it('has one spelling: bits beyond the key are refused', () => {
    const { publicKey } = generateKeyPairSync('ed25519');
    const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    const other = `${key.slice(0, -2)}${String.fromCharCode(key.charCodeAt(key.length - 2) + 1)}=`;
    expect(Buffer.from(other, 'base64').equals(Buffer.from(key, 'base64'))).toBe(true);
    expect(PublicKey.safeParse(key).success).toBe(true);
    expect(PublicKey.safeParse(other).success).toBe(false);
  });
});

describe('a signature', () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const signature = sign(null, Buffer.from('text'), privateKey);

  it('has one spelling', () => {
    expect(SIGNATURE.test(signature.toString('base64'))).toBe(true);
    expect(SIGNATURE.test(signature.toString('base64url'))).toBe(false);
    expect(SIGNATURE.test(`${signature.toString('base64')}A`)).toBe(false);
  });

  it('is refused when the order of the group was added to it', () => {
    const { signed } = writeEnvelope(parts, requestFields(maker, [new Author()]));
    const good = Buffer.from(maker.signature(signed), 'base64');
    const raised = Buffer.concat([
      good.subarray(0, 32),
      littleEndian(fromLittleEndian(good.subarray(32)) + ORDER),
    ]);
    expect(readEnvelope(parts, envelopeFile(signed, maker.key, good.toString('base64'))).ok).toBe(true);
    expect(readEnvelope(parts, envelopeFile(signed, maker.key, raised.toString('base64')))).toEqual({
      ok: false,
      flaw: 'signature',
    });
  });

  it.each([
    ['nothing but zeros', Buffer.alloc(64)],
    ['nothing but ones', Buffer.alloc(64, 255)],
    ['one of another text', sign(null, Buffer.from('another'), privateKey)],
  ])('is refused when it is %s', (_, bytes) => {
    expect(readEnvelope(parts, fileWith(bytes)).ok).toBe(false);
  });
});

function fromLittleEndian(bytes: Buffer): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
}

function littleEndian(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(64, '0'), 'hex').reverse();
}

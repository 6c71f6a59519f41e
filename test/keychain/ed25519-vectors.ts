import { createPrivateKey, sign } from 'node:crypto';
import {
  add,
  BASE,
  challenge,
  encode,
  decode,
  fromLittleEndian,
  IDENTITY,
  L,
  littleEndian,
  ORDER_EIGHT,
  P,
  scalarOf,
  times,
} from './edwards.ts';

/** One question to a verifier, and the only right answer. */
export interface Vector {
  readonly name: string;
  /** SPKI, base64. */
  readonly key: string;
  readonly text: string;
  /** Base64. */
  readonly signature: string;
  /** `null`: libraries may differ, so our own check of the key's spelling has to refuse it before. */
  readonly holds: boolean | null;
  /** What a reader of a signed text makes of the key and the signature together. */
  readonly reads: boolean;
}

/** Keys and signatures of RFC 8032 §7.1, in hex. TEST 1024 is the same key under a longer message and is left out. */
export const RFC_8032 = [
  {
    name: 'TEST 1',
    seed: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    key: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    message: '',
    signature:
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  },
  {
    name: 'TEST 2',
    seed: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    key: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    message: '72',
    signature:
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  },
  {
    name: 'TEST 3',
    seed: 'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    key: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    message: 'af82',
    signature:
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  },
  {
    name: 'TEST SHA(abc)',
    seed: '833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42',
    key: 'ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf',
    message:
      'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
    signature:
      'dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704',
  },
] as const;

/** What stands before a key in SPKI, and before a seed in PKCS#8. Source: RFC 8410 §4 and §7. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The text that most vectors sign: such as envelopes are, with two lines and Russian letters. */
const TEXT = 'klyuchnik-test-v1\n{"назначение":"Оплата по счёту № 17"}\n';
const MESSAGE = Buffer.from(TEXT, 'utf8');

const [first, second] = RFC_8032;
const A = Buffer.from(first.key, 'hex');
const SECRET = scalarOf(Buffer.from(first.seed, 'hex'));
const GOOD = signatureOf(first.seed, MESSAGE);
const [R, S] = [GOOD.subarray(0, 32), GOOD.subarray(32)];

/** Signs as RFC 8032 says; the runtime's own signer is one of the things under test (`RFC_8032`). */
export function signatureOf(seed: string, message: Buffer): Buffer {
  const key = Buffer.concat([PKCS8, Buffer.from(seed, 'hex')]);
  return sign(null, message, createPrivateKey({ key, type: 'pkcs8', format: 'der' }));
}

export function spki(point: Buffer): string {
  return Buffer.concat([SPKI, point]).toString('base64');
}

interface Odd {
  readonly name: string;
  readonly key?: string;
  readonly text?: string;
  readonly signature?: Buffer | string;
}

function vector({ name, key = spki(A), text = TEXT, signature = GOOD }: Odd, answer: Answer): Vector {
  const base64 = typeof signature === 'string' ? signature : signature.toString('base64');
  return { name, key, text, signature: base64, ...answer };
}

type Answer = Pick<Vector, 'holds' | 'reads'>;
const GOOD_ONE: Answer = { holds: true, reads: true };
const REFUSED: Answer = { holds: false, reads: false };
/** Some library takes it; nothing of ours ever asks one. */
const REFUSED_BEFORE: Answer = { holds: null, reads: false };

/** Every vector, the same on every computer: nothing in them is random. */
export function ed25519Vectors(): readonly Vector[] {
  return [...valid(), ...numbers(), ...points(), ...lengths(), ...others(), ...flips()];
}

function valid(): readonly Vector[] {
  const published = [first, second].map(({ name, key, message, signature }) => ({
    name: `${name} of RFC 8032`,
    key: spki(Buffer.from(key, 'hex')),
    text: Buffer.from(message, 'hex').toString('utf8'),
    signature: Buffer.from(signature, 'hex'),
  }));
  const long = 'Ж'.repeat(30_000);
  const ours = RFC_8032.map(({ name, seed, key }) => ({
    name: `key of ${name}, a text of ours`,
    key: spki(Buffer.from(key, 'hex')),
    signature: signatureOf(seed, MESSAGE),
  }));
  const longest = {
    name: 'a long text',
    text: long,
    signature: signatureOf(first.seed, Buffer.from(long, 'utf8')),
  };
  return [...published, ...ours, longest].map((odd) => vector(odd, GOOD_ONE));
}

/** The second half of a signature is a number below L, and there is only one such. */
function numbers(): readonly Vector[] {
  const s = fromLittleEndian(S);
  const raised = [1n, 2n, 7n, 14n].map((by) => ({ name: `S + ${by} L`, s: s + by * L }));
  const wrong = [
    { name: 'S = 0', s: 0n },
    { name: 'S = L', s: L },
    { name: 'S = L - 1', s: L - 1n },
    { name: 'S = 2^252', s: 2n ** 252n },
    { name: 'S = 2^256 - 1', s: 2n ** 256n - 1n },
    { name: 'S + 1', s: s + 1n },
    { name: 'S - 1', s: s - 1n },
    { name: 'S with its highest bit set', s: s | (2n ** 255n) },
    { name: '-S', s: L - s },
    { name: 'S the other way round', s: fromLittleEndian(Buffer.from(S).reverse()) },
  ];
  return [...raised, ...wrong].map(({ name, s: other }) =>
    vector({ name, signature: Buffer.concat([R, littleEndian(other)]) }, REFUSED),
  );
}

/** Points that the standard leaves to the library: of small order, with a part of small order, in a second spelling. */
function points(): readonly Vector[] {
  const identity = encode(IDENTITY);
  const small = [1n, 2n, 3n, 4n, 5n, 6n, 7n].map((count) => encode(times(count, ORDER_EIGHT)));
  const twice = [
    littleEndian(P + 1n),
    littleEndian(1n | (2n ** 255n)),
    littleEndian((P + 1n) | (2n ** 255n)),
  ];
  /** Made with the private key, as if the random number of the signature were nought. */
  const withR = (r: Buffer) => Buffer.concat([r, littleEndian((challenge(r, A, MESSAGE) * SECRET) % L)]);
  const anybodys = (r: Buffer) => Buffer.concat([r, Buffer.alloc(32)]);
  const mixed = encode(add(decode(A), ORDER_EIGHT));
  return [
    ...small.flatMap((point, at) => [
      vector({ name: `R of small order ${at + 1}, S by the private key`, signature: withR(point) }, REFUSED),
      vector({ name: `R of small order ${at + 1}, S = 0`, signature: anybodys(point) }, REFUSED),
      vector(
        {
          name: `A of small order ${at + 1}, R the same, S = 0`,
          key: spki(point),
          signature: anybodys(point),
        },
        REFUSED_BEFORE,
      ),
      vector(
        { name: `A of small order ${at + 1}, R = 1, S = 0`, key: spki(point), signature: anybodys(identity) },
        REFUSED_BEFORE,
      ),
    ]),
    ...[identity, ...twice].map((point, at) =>
      vector(
        { name: `A = 1 in spelling ${at}`, key: spki(point), signature: anybodys(identity) },
        REFUSED_BEFORE,
      ),
    ),
    ...twice.map((point, at) =>
      vector(
        { name: `R = 1 in other spelling ${at}, S by the private key`, signature: withR(point) },
        REFUSED,
      ),
    ),
    vector({ name: 'R = -R', signature: Buffer.concat([negative(R), S]) }, REFUSED),
    vector({ name: 'A = -A', key: spki(negative(A)) }, REFUSED),
    vector({ name: 'A with a part of order eight, signed for A', key: spki(mixed) }, REFUSED),
    vector({ name: 'R with a part of order eight', signature: withTorsion() }, REFUSED),
    vector({ name: 'A beyond the curve', key: spki(littleEndian(2n)) }, REFUSED),
    vector({ name: 'R beyond the curve', signature: Buffer.concat([littleEndian(2n), S]) }, REFUSED),
  ];
}

/** A whole signature whose R has a part of order eight: a check that multiplies by eight takes it. */
function withTorsion(): Buffer {
  const r = encode(add(times(17n, BASE), ORDER_EIGHT));
  return Buffer.concat([r, littleEndian((17n + challenge(r, A, MESSAGE) * SECRET) % L)]);
}

function negative(point: Buffer): Buffer {
  const other = Buffer.from(point);
  other[31] = (other[31] ?? 0) ^ 0x80;
  return other;
}

function lengths(): readonly Vector[] {
  const cut = [0, 1, 31, 32, 33, 62, 63].map((length) => ({
    name: `a signature of ${length} bytes`,
    signature: GOOD.subarray(0, length),
  }));
  const more = [1, 32, 64].map((length) => ({
    name: `a signature with ${length} bytes more`,
    signature: Buffer.concat([GOOD, Buffer.alloc(length)]),
  }));
  const before = { name: 'a byte before the signature', signature: Buffer.concat([Buffer.of(0), GOOD]) };
  const cutKeys = [0, 11, 12, 43].map((length) => ({
    name: `a key of ${length} bytes`,
    key: Buffer.concat([SPKI, A]).subarray(0, length).toString('base64'),
  }));
  const longKey = Buffer.concat([SPKI, A, Buffer.of(0)]).toString('base64');
  return [
    ...[...cut, ...more, before, ...cutKeys].map((odd) => vector(odd, REFUSED)),
    vector({ name: 'a key with a byte more', key: longKey }, REFUSED_BEFORE),
    vector(
      { name: 'a signature in other base64', signature: `${GOOD.toString('base64')}\n` },
      REFUSED_BEFORE,
    ),
    vector({ name: 'a signature in base64url', signature: GOOD.toString('base64url') }, REFUSED_BEFORE),
    vector({ name: 'a key without its form', key: A.toString('base64') }, REFUSED),
    vector(
      {
        name: 'a key of X25519',
        key: Buffer.from(Buffer.concat([SPKI, A]))
          .fill(0x6e, 8, 9)
          .toString('base64'),
      },
      REFUSED,
    ),
    vector(
      {
        name: 'a key of Ed448',
        key: Buffer.from(Buffer.concat([SPKI, A]))
          .fill(0x71, 8, 9)
          .toString('base64'),
      },
      REFUSED,
    ),
  ];
}

function others(): readonly Vector[] {
  const other = spki(Buffer.from(second.key, 'hex'));
  const swapped = Buffer.concat([S, R]);
  return [
    { name: 'the key of somebody else', key: other },
    { name: 'the signature of somebody else', signature: signatureOf(second.seed, MESSAGE) },
    { name: 'nothing signed', text: '' },
    { name: 'the signature of nothing', signature: Buffer.from(first.signature, 'hex') },
    { name: 'a text with a line feed more', text: `${TEXT}\n` },
    { name: 'a text with a space more', text: ` ${TEXT}` },
    { name: 'a text in composed letters taken apart', text: TEXT.replace('ё', 'е\u0308') },
    { name: 'a text with carriage returns', text: TEXT.replaceAll('\n', '\r\n') },
    { name: 'a text with a byte order mark', text: `\ufeff${TEXT}` },
    { name: 'zeros', signature: Buffer.alloc(64) },
    { name: 'ones', signature: Buffer.alloc(64, 255) },
    {
      name: 'R of another signature',
      signature: Buffer.concat([signatureOf(first.seed, Buffer.of(1)).subarray(0, 32), S]),
    },
    {
      name: 'S of another signature',
      signature: Buffer.concat([R, signatureOf(first.seed, Buffer.of(1)).subarray(32)]),
    },
    { name: 'S and R in the other order', signature: swapped },
    { name: 'R twice', signature: Buffer.concat([R, R]) },
  ].map((odd) => vector(odd, REFUSED));
}

/** Every single bit of the signature and of the key. */
function flips(): readonly Vector[] {
  const flipped = (bytes: Buffer, bit: number) => {
    const copy = Buffer.from(bytes);
    copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return copy;
  };
  const inSignature = Array.from({ length: 512 }, (_, bit) => ({
    name: `bit ${bit} of the signature flipped`,
    signature: flipped(GOOD, bit),
  }));
  const inKey = Array.from({ length: 256 }, (_, bit) => ({
    name: `bit ${bit} of the key flipped`,
    key: spki(flipped(A, bit)),
  }));
  return [...inSignature, ...inKey].map((odd) => vector(odd, REFUSED));
}

import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../main/ports/app-error.ts';
import { Secret } from '../../main/ports/secret.ts';
import { MAX_ROUNDS } from '../../main/edges/x509/derive-key.ts';
import { fileReader } from '../../main/edges/x509/file-reader.ts';
import { codeOf } from '../fakes/vault-world.ts';
import { OpensslFiles } from './made-files.ts';

const made = new OpensslFiles();
const SOURCES = ['new.p12', 'old.p12', 'aes.key', 'rsa.key', 'rsa.crt', 'trad.key', 'rsa.der'] as const;

beforeAll(() => {
  made.makeAll();
  const exporting = 'pkcs12 -export -inkey rsa.key -in rsa.crt -passout env:PASS';
  made.run(`${exporting} -out new.p12`.split(' '), 'pass');
  made.run(`${exporting} -legacy -out old.p12`.split(' '), 'pass');
  made.run('pkcs8 -topk8 -in rsa.key -passout env:PASS -out aes.key'.split(' '), 'pass');
  made.run('rsa -traditional -in rsa.key -aes256 -passout env:PASS -out trad.key'.split(' '), 'pass');
  made.run('pkcs8 -topk8 -nocrypt -in rsa.key -outform DER -out rsa.der'.split(' '));
});
afterAll(() => made.remove());

const read = (bytes: Uint8Array, passphrase: string | null = 'pass') =>
  fileReader.read(
    [{ name: 'a.bin', bytes: Secret.fromBytes(bytes) }],
    passphrase === null ? null : Secret.fromText(passphrase),
  );

/** DER of a constructed or plain element. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  if (length < 128) return Buffer.concat([Buffer.from([tag, length]), content]);
  const size = Buffer.from([0x84, length >> 24, (length >> 16) & 255, (length >> 8) & 255, length & 255]);
  return Buffer.concat([Buffer.from([tag]), size, content]);
}

const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
const octets = (bytes: Uint8Array) => der(0x04, bytes);
const integer = (...bytes: readonly number[]) => der(0x02, Buffer.from(bytes));
const oid = (...bytes: readonly number[]) => der(0x06, Buffer.from(bytes));

const PBES2 = oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0d);
const PBKDF2 = oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0c);
const SCRYPT = oid(0x2b, 0x06, 0x01, 0x04, 0x01, 0xda, 0x47, 0x04, 0x0b);
const AES_256 = oid(0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x2a);
const PKCS12_3DES = oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x01, 0x03);
/** 1.2.643.7.1.1.1.1, a key of GOST R 34.10-2012. Source: RFC 9215 §2. */
const GOST_KEY = oid(0x2a, 0x85, 0x03, 0x07, 0x01, 0x01, 0x01, 0x01);
/** 1.2.840.113549.1.12.1.80, with which CryptoPro locks a container. */
const GOST_PBE = oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x01, 0x50);

const lockedKey = (derivation: Uint8Array) =>
  sequence(
    sequence(PBES2, sequence(derivation, sequence(AES_256, octets(Buffer.alloc(16))))),
    octets(Buffer.alloc(64, 7)),
  );
const pbkdf2Of = (...rounds: readonly number[]) =>
  sequence(PBKDF2, sequence(octets(Buffer.alloc(8)), integer(...rounds)));

describe('a file that asks for too much', () => {
  const inBytes = (value: number) =>
    [0, value >> 24, value >> 16, value >> 8, value].map((byte) => byte & 255);

  it.each([
    ['rounds of PBKDF2 beyond the limit', lockedKey(pbkdf2Of(...inBytes(MAX_ROUNDS + 1)))],
    ['two thousand million rounds', lockedKey(pbkdf2Of(0x7f, 0xff, 0xff, 0xff))],
    ['more rounds than a number can hold', lockedKey(pbkdf2Of(...Array.from({ length: 40 }, () => 0x7f)))],
    ['no rounds', lockedKey(pbkdf2Of(0))],
    [
      'a gigabyte for scrypt',
      lockedKey(
        sequence(SCRYPT, sequence(octets(Buffer.alloc(8)), integer(0x10, 0, 0), integer(8), integer(1))),
      ),
    ],
    [
      'rounds of PKCS#12 beyond the limit',
      sequence(
        sequence(PKCS12_3DES, sequence(octets(Buffer.alloc(8)), integer(...inBytes(MAX_ROUNDS + 1)))),
        octets(Buffer.alloc(64)),
      ),
    ],
  ])('is refused before any work is done: %s', async (_name, bytes) => {
    expect(await codeOf(() => read(bytes))).toBe('certificate-costly');
  });

  it('is refused when its pieces together do, though each is within the limit', async () => {
    const key = lockedKey(pbkdf2Of(...inBytes(MAX_ROUNDS))).toString('base64');
    const block = `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${key}\n-----END ENCRYPTED PRIVATE KEY-----\n`;

    expect(await codeOf(() => read(Buffer.from(block.repeat(300))))).toBe('certificate-costly');
  });

  it.each([
    ['a hundred thousand levels of unknown length', Buffer.alloc(200_000, Buffer.from([0x30, 0x80]))],
    [
      'levels of a known length',
      Array.from({ length: 2_000 }).reduce<Buffer>((inner) => sequence(inner), Buffer.alloc(0)),
    ],
    ['a length beyond its end', Buffer.from([0x30, 0x84, 0x7f, 0xff, 0xff, 0xff, 0x02, 0x01, 0x03])],
    ['a length that is no number', Buffer.from([0x30, 0xff, ...Array.from({ length: 130 }, () => 0xff)])],
    ['a great many empty elements', sequence(Buffer.alloc(240_000, Buffer.from([0x30, 0x00])))],
  ])('is no certificate: %s', async (_name, bytes) => {
    expect(await codeOf(() => read(bytes))).toBe('certificate-unreadable');
  });
});

describe('a GOST key', () => {
  const container = sequence(
    integer(3),
    sequence(
      oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01),
      der(
        0xa0,
        octets(
          sequence(
            sequence(
              oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x06),
              der(
                0xa0,
                sequence(
                  integer(0),
                  sequence(
                    oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01),
                    sequence(GOST_PBE, sequence(octets(Buffer.alloc(8)), integer(1))),
                    der(0x80, Buffer.alloc(64)),
                  ),
                ),
              ),
            ),
          ),
        ),
      ),
    ),
  );

  it.each([
    ['in PKCS#8', sequence(integer(0), sequence(GOST_KEY), octets(Buffer.alloc(32)))],
    [
      'locked by a GOST cipher',
      sequence(sequence(GOST_PBE, sequence(octets(Buffer.alloc(8)), integer(1))), octets(Buffer.alloc(64))),
    ],
    ['in a container of CryptoPro exported as PFX', container],
    ['in a file of a CryptoPro container', Buffer.concat([Buffer.from([0x31, 0x05]), GOST_KEY])],
  ])('is named as such: %s', async (_name, bytes) => {
    expect(await codeOf(() => read(bytes))).toBe('certificate-gost');
  });

  it('is known by the names of the files of a CryptoPro container', async () => {
    const act = () =>
      fileReader.read([{ name: 'primary.key', bytes: Secret.fromBytes(Buffer.alloc(36, 1)) }], null);

    expect(await codeOf(act)).toBe('certificate-gost');
  });
});

describe('a damaged file', () => {
  /** Lines of the private key, and the passphrase: nothing of them may stand in an error. */
  const secrets = () => [
    ...made
      .read('rsa.key')
      .toString()
      .split('\n')
      .filter((line) => line.length > 40),
    'верная-фраза-7',
  ];

  async function outcome(bytes: Uint8Array): Promise<unknown> {
    return read(bytes, 'верная-фраза-7').then(
      () => null,
      (error: unknown) => error,
    );
  }

  function assertSafe(error: unknown): void {
    if (error === null) return;
    expect(error).toBeInstanceOf(AppError);
    const shown = inspect(error, { depth: 10 });
    for (const secret of secrets()) expect(shown).not.toContain(secret);
  }

  it.each(SOURCES)(
    'made of %s by changed bytes ends with one of our errors that says nothing secret',
    async (name) => {
      const source = made.read(name);
      const change = fc.array(fc.tuple(fc.nat(source.length - 1), fc.nat(255)), {
        minLength: 1,
        maxLength: 6,
      });
      await fc.assert(
        fc.asyncProperty(change, async (changes) => {
          const bytes = Buffer.from(source);
          for (const [index, byte] of changes) bytes[index] = byte;

          assertSafe(await outcome(bytes));
        }),
        { numRuns: 60 },
      );
    },
  );

  it.each(SOURCES)('cut off anywhere in %s does so too', async (name) => {
    const source = made.read(name);
    await fc.assert(
      fc.asyncProperty(fc.nat(source.length), async (length) => {
        assertSafe(await outcome(source.subarray(0, length)));
      }),
      { numRuns: 40 },
    );
  });

  it('of random bytes does so too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
        assertSafe(await outcome(bytes));
      }),
      { numRuns: 200 },
    );
  });
});

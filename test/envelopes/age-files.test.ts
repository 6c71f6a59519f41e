import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MAX_SEALED_BYTES,
  newOpeningKey,
  openSealed,
  sealForReaders,
} from '../../main/edges/age/age-files.ts';
import { readEnvelope } from '../../main/domain/envelopes/envelope-file.ts';
import { MAX_SIGNED_LENGTH } from '../../main/domain/envelopes/signed-text.ts';
import { Author, parts, requestFields } from './author.ts';

const maker = new Author();
const file = maker.file(requestFields(maker, [new Author()]));

describe('an encrypted envelope', () => {
  it('is opened by each of its readers, and by nobody else', async () => {
    const [one, other, stranger] = [await newOpeningKey(), await newOpeningKey(), await newOpeningKey()];
    const sealed = await sealForReaders(file, [one.openingKey, other.openingKey]);

    expect(await openSealed(sealed, one.identity)).toBe(file);
    expect(await openSealed(sealed, other.identity)).toBe(file);
    expect(await openSealed(sealed, stranger.identity)).toBeNull();
    expect(Buffer.from(sealed).includes('Поставщик')).toBe(false);
  });

  it('is not opened after any change, cut or addition', async () => {
    const { openingKey, identity } = await newOpeningKey();
    const sealed = await sealForReaders(file, [openingKey]);
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.byteLength - 1), fc.integer({ min: 1, max: 255 }), async (at, to) => {
        const bytes = Uint8Array.from(sealed);
        bytes[at] = (bytes[at] ?? 0) ^ to;
        const text = await openSealed(bytes, identity);
        // The head of the file may be spelled in another way; what is inside may not change.
        expect(text === null || text === file).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.byteLength - 1), async (end) => {
        expect(await openSealed(sealed.subarray(0, end), identity)).toBeNull();
      }),
      { numRuns: 300 },
    );
    expect(await openSealed(Buffer.concat([sealed, Buffer.of(0)]), identity)).toBeNull();
  }, 120_000);

  it('is not put together from two', async () => {
    const { openingKey, identity } = await newOpeningKey();
    const one = await sealForReaders(file, [openingKey]);
    const other = await sealForReaders(maker.file(requestFields(maker, [new Author()])), [openingKey]);
    await fc.assert(
      fc.asyncProperty(fc.nat(one.byteLength), fc.nat(other.byteLength), async (head, tail) => {
        const spliced = Buffer.concat([one.subarray(0, head), other.subarray(tail)]);
        fc.pre(!spliced.equals(one) && !spliced.equals(other));
        expect(await openSealed(spliced, identity)).toBeNull();
      }),
      { numRuns: 700 },
    );
  }, 120_000);

  it.each([0, 1, 1_000, MAX_SEALED_BYTES, MAX_SEALED_BYTES + 1])(
    'is not opened when it is %d bytes of nothing',
    async (size) => {
      const { identity } = await newOpeningKey();
      expect(await openSealed(new Uint8Array(size), identity)).toBeNull();
    },
  );

  it('fits the limit when it is as long as a signed text may be, for all readers that there may be', async () => {
    const pairs = await Promise.all(Array.from({ length: 20 }, newOpeningKey));
    const longest = 'Ж'.repeat(MAX_SIGNED_LENGTH);
    const sealed = await sealForReaders(
      longest,
      pairs.map(({ openingKey }) => openingKey),
    );
    const [one] = pairs;
    expect(sealed.byteLength).toBeLessThanOrEqual(MAX_SEALED_BYTES);
    expect(one === undefined ? null : await openSealed(sealed, one.identity)).toBe(longest);
  });

  it('is refused when what is inside is not text', async () => {
    const { openingKey, identity } = await newOpeningKey();
    const { Encrypter } = await import('age-encryption');
    const encrypter = new Encrypter();
    encrypter.addRecipient(openingKey);
    expect(await openSealed(await encrypter.encrypt(new Uint8Array([0xff, 0xfe])), identity)).toBeNull();
  });

  it('is still an envelope when it comes out', async () => {
    const { openingKey, identity } = await newOpeningKey();
    const opened = await openSealed(await sealForReaders(file, [openingKey]), identity);
    expect(readEnvelope(parts, opened ?? '').ok).toBe(true);
  });
});

import { inspect } from 'node:util';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Secret } from '../../main/ports/secret.ts';
import { deriveStoreKeys, fingerprint, seal, unseal } from '../../main/edges/store/seal.ts';
import type { SealContext } from '../../main/edges/store/seal.ts';
import { testKeys } from './sample-store.ts';
import { storeErrorOf } from './store-fixture.ts';

const KEYS = testKeys();
const CONTEXT: SealContext = {
  table: 'tokens',
  id: 'token-1',
  columns: { company_id: 'c', revision: 1, paid_at: null },
};
const text = (value: string): Uint8Array => Buffer.from(value, 'utf8');
const anyContext = fc.record({
  table: fc.string(),
  id: fc.string(),
  columns: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.maxSafeInteger(), fc.constant(null)), {
    maxKeys: 4,
  }),
});

describe('a sealed record', () => {
  it('opens to the same bytes in the same context', () => {
    fc.assert(
      fc.property(anyContext, fc.uint8Array({ maxLength: 2000 }), (context, bytes) => {
        expect(Buffer.from(unseal(KEYS, context, seal(KEYS, context, bytes)))).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('does not open in any other context', () => {
    fc.assert(
      fc.property(anyContext, anyContext, (one, other) => {
        fc.pre(JSON.stringify(sorted(one)) !== JSON.stringify(sorted(other)));
        expect(storeErrorOf(() => unseal(KEYS, other, seal(KEYS, one, text('x')))).code).toBe(
          'store-corrupt',
        );
      }),
      { numRuns: 500 },
    );
  });

  it.each<[string, SealContext]>([
    [
      'a column moved into the id',
      { ...CONTEXT, id: 'token-1c', columns: { ...CONTEXT.columns, company_id: '' } },
    ],
    ['a number written as text', { ...CONTEXT, columns: { ...CONTEXT.columns, revision: '1' } }],
    ['an empty column as an empty text', { ...CONTEXT, columns: { ...CONTEXT.columns, paid_at: '' } }],
    ['an empty column as the word null', { ...CONTEXT, columns: { ...CONTEXT.columns, paid_at: 'n' } }],
    ['two columns exchanged', { ...CONTEXT, columns: { company_id: null, revision: 1, paid_at: 'c' } }],
    ['a column less', { ...CONTEXT, columns: { company_id: 'c', revision: 1 } }],
    ['another table', { ...CONTEXT, table: 'token' }],
  ])('does not open with %s', (_, changed) => {
    const error = storeErrorOf(() => unseal(KEYS, changed, seal(KEYS, CONTEXT, text('x'))));

    expect(error).toMatchObject({ code: 'store-corrupt', table: changed.table, id: changed.id });
  });

  it('does not open when any bit of it is flipped, or when it is cut or longer', () => {
    const sealed = seal(KEYS, CONTEXT, text('{"a":1}'));
    const damaged = Array.from({ length: sealed.byteLength * 8 }, (_, bit) => {
      const copy = Uint8Array.from(sealed);
      copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return copy;
    });
    const cut = Array.from({ length: sealed.byteLength }, (_, length) => sealed.slice(0, length));

    for (const bytes of [...damaged, ...cut, Buffer.concat([sealed, text('x')])]) {
      expect(storeErrorOf(() => unseal(KEYS, CONTEXT, bytes)).code).toBe('store-corrupt');
    }
  });

  it('does not open with another key', () => {
    const sealed = seal(KEYS, CONTEXT, text('x'));

    expect(storeErrorOf(() => unseal(testKeys(8), CONTEXT, sealed)).code).toBe('store-corrupt');
  });

  it('is never the same twice and does not show what is in it', () => {
    const all = Array.from({ length: 100 }, () => Buffer.from(seal(KEYS, CONTEXT, text('canary'))));

    expect(new Set(all.map((sealed) => sealed.toString('hex'))).size).toBe(100);
    expect(all.some((sealed) => sealed.includes('canary'))).toBe(false);
  });

  it('refuses a number in a plain column that is not a safe integer', () => {
    expect(() => seal(KEYS, { ...CONTEXT, columns: { sum: 0.1 } }, text('x'))).toThrow(TypeError);
  });
});

describe('the keys of a store', () => {
  it.each([0, 31, 33])('are not derived from %i bytes', (length) => {
    expect(() => deriveStoreKeys(Secret.fromBytes(new Uint8Array(length)))).toThrow(RangeError);
  });

  it('do not show themselves when printed', () => {
    const shown = `${inspect(KEYS, { depth: 9, showHidden: true })}${JSON.stringify(KEYS)}`;

    expect(shown).not.toContain(KEYS.sealing.export().toString('hex').slice(0, 8));
    expect(KEYS.sealing.equals(KEYS.fingerprints)).toBe(false);
  });
});

describe('a fingerprint', () => {
  it('is equal for equal texts under one key and purpose only', () => {
    const own = fingerprint(KEYS, 'payment', 'abc');

    expect(own).toMatch(/^[0-9a-f]{64}$/);
    expect(fingerprint(KEYS, 'payment', 'abc')).toBe(own);
    const others = [
      fingerprint(KEYS, 'payment', 'abd'),
      fingerprint(KEYS, 'paymenta', 'bc'),
      fingerprint(KEYS, 'token', 'abc'),
      fingerprint(testKeys(8), 'payment', 'abc'),
    ];
    expect(others).not.toContain(own);
  });
});

function sorted({ table, id, columns }: SealContext): unknown {
  return [table, id, Object.entries(columns).sort(([one], [other]) => (one < other ? -1 : 1))];
}

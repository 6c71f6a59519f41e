import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { backendOf } from '../../main/edges/keychain/backends.ts';
import type { Items } from '../../main/edges/keychain/items.ts';
import { readValue, removeValue, writeValue } from '../../main/edges/keychain/parts.ts';

const ACCOUNT = 'certificate-key:a';
const LIMIT = 256;

/** Items in memory that keep to a limit and can stop, as a killed process does, at any step. */
class FaultyItems implements Items {
  readonly kept = new Map<string, string>();
  stepsLeft = Number.POSITIVE_INFINITY;
  readonly itemLimit: number;

  constructor(itemLimit = LIMIT) {
    this.itemLimit = itemLimit;
  }

  get(account: string): Promise<string | null> {
    return Promise.resolve(this.kept.get(account) ?? null);
  }

  async set(account: string, text: string): Promise<void> {
    await this.#step();
    if (Buffer.byteLength(text) > this.itemLimit) throw new Error('stub received bad data');
    this.kept.set(account, text);
  }

  async remove(account: string): Promise<boolean> {
    await this.#step();
    return this.kept.delete(account);
  }

  #step(): Promise<void> {
    this.stepsLeft -= 1;
    return this.stepsLeft < 0 ? Promise.reject(new Error('killed')) : Promise.resolve();
  }
}

function bytes(length: number, seed = 0): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => (at * 7 + seed) & 0xff);
}

async function read(items: Items) {
  const value = await readValue(items, ACCOUNT);
  return value.state === 'ok' ? Array.from(value.bytes) : value.state;
}

describe('a value larger than one item', () => {
  it('fits a limit exactly, one byte below and one above', async () => {
    const whole = new FaultyItems(100_000);
    await writeValue(whole, ACCOUNT, { bytes: bytes(300), itemLimit: 100_000 });
    const size = whole.kept.get(ACCOUNT)?.length ?? 0;

    for (const [itemLimit, accounts] of [
      [size - 1, 2],
      [size, 1],
      [size + 1, 1],
    ] as const) {
      const items = new FaultyItems(itemLimit);
      await writeValue(items, ACCOUNT, { bytes: bytes(300), itemLimit });
      expect(items.kept.size).toBe(accounts);
      expect(await read(items)).toEqual(Array.from(bytes(300)));
    }
  });

  it('comes back whatever its length, and no item is above the limit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 3000 }),
        fc.integer({ min: 256, max: 2560 }),
        async (value, itemLimit) => {
          const items = new FaultyItems(itemLimit);
          expect(await writeValue(items, ACCOUNT, { bytes: value, itemLimit })).toBe('ok');
          expect(await read(items)).toEqual(Array.from(value));
        },
      ),
    );
  });

  it.each([
    [1919, [2559]],
    [1920, [2560]],
    [1921, [2560, 2]],
  ])('of %i bytes lies on Windows in parts of %j characters', async (length, expected) => {
    const { itemLimit } = backendOf('win32');
    const items = new FaultyItems(2560);
    expect(await writeValue(items, ACCOUNT, { bytes: bytes(length), itemLimit })).toBe('ok');

    const parts = [...items.kept].filter(([account]) => account.includes('/part/'));
    expect(parts.map(([, text]) => text.length)).toEqual(expected);
    expect(await read(items)).toEqual(Array.from(bytes(length)));
  });

  it('is refused above 256 parts, and the old value stays', async () => {
    const items = new FaultyItems();
    await writeValue(items, ACCOUNT, { bytes: bytes(10), itemLimit: LIMIT });
    const most = (256 * LIMIT * 3) / 4;

    const tooMuch = writeValue(items, ACCOUNT, { bytes: bytes(most + 1), itemLimit: LIMIT });
    await expect(tooMuch).rejects.toThrow(RangeError);
    expect(await read(items)).toEqual(Array.from(bytes(10)));
    expect(await writeValue(items, ACCOUNT, { bytes: bytes(most), itemLimit: LIMIT })).toBe('ok');
  });

  it('is the old value or the new one after a stop at any step, and the next write cleans up', async () => {
    for (const [before, after] of [
      [900, 1200],
      [1200, 300],
      [900, 5],
      [5, 900],
    ] as const) {
      for (let steps = 0; steps < 40; steps += 1) {
        const items = new FaultyItems();
        await writeValue(items, ACCOUNT, { bytes: bytes(before), itemLimit: LIMIT });
        items.stepsLeft = steps;
        const written = await writeValue(items, ACCOUNT, { bytes: bytes(after, 1), itemLimit: LIMIT }).catch(
          () => 'killed',
        );
        items.stepsLeft = Number.POSITIVE_INFINITY;

        const allowed = [
          Array.from(bytes(after, 1)),
          ...(written === 'ok' ? [] : [Array.from(bytes(before))]),
        ];
        expect(allowed).toContainEqual(await read(items));
        await writeValue(items, ACCOUNT, { bytes: bytes(3), itemLimit: LIMIT });
        expect([...items.kept.keys()]).toEqual([ACCOUNT]);
      }
    }
  });

  it('leaves nothing behind after any row of stopped writes and removals and one removal', async () => {
    const step = fc.record({
      length: fc.nat({ max: 1500 }),
      steps: fc.nat({ max: 20 }),
      isWrite: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
        const items = new FaultyItems();
        for (const { length, steps: stepsLeft, isWrite } of steps) {
          items.stepsLeft = stepsLeft;
          const value = { bytes: bytes(length), itemLimit: LIMIT };
          const call = isWrite ? writeValue(items, ACCOUNT, value) : removeValue(items, ACCOUNT);
          await call.catch(() => 'killed');
        }
        items.stepsLeft = Number.POSITIVE_INFINITY;

        expect(await removeValue(items, ACCOUNT)).toBe(true);
        expect(items.kept.size).toBe(0);
      }),
    );
  });

  it('is corrupt, never wrong, when any character of any item is another one', async () => {
    const items = new FaultyItems();
    await writeValue(items, ACCOUNT, { bytes: bytes(400), itemLimit: LIMIT });

    for (const [account, text] of [...items.kept]) {
      for (let at = 0; at < text.length; at += 1) {
        items.kept.set(account, text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1));
        expect(['corrupt', Array.from(bytes(400))]).toContainEqual(await read(items));
      }
      items.kept.set(account, text);
    }
  });

  it('is corrupt when a part is missing, doubled, swapped or of another value', async () => {
    const items = new FaultyItems();
    await writeValue(items, ACCOUNT, { bytes: bytes(600), itemLimit: LIMIT });
    const part = (number: number) => `${ACCOUNT}/part/0/${String(number)}`;
    const whole = new Map(items.kept);
    const spoilers: readonly (() => void)[] = [
      () => items.kept.delete(part(1)),
      () => items.kept.set(part(1), whole.get(part(0)) ?? ''),
      () => items.kept.set(part(0), whole.get(part(1)) ?? '').set(part(1), whole.get(part(0)) ?? ''),
      () => items.kept.set(part(0), ''),
      () => items.kept.set(ACCOUNT, 'EVIL'),
      () => items.kept.set(ACCOUNT, '{}'),
      () => items.kept.set(ACCOUNT, ''),
    ];

    for (const spoil of spoilers) {
      spoil();
      expect(await read(items)).toBe('corrupt');
      for (const [account, text] of whole) items.kept.set(account, text);
    }
    expect(await read(items)).toEqual(Array.from(bytes(600)));
  });

  it('says corrupt at once when another item shadows the one just written', async () => {
    const items = new FaultyItems();
    const shadowed: Items = {
      get: () => Promise.resolve('EVIL'),
      set: (account, text) => items.set(account, text),
      remove: () => Promise.resolve(false),
    };

    expect(
      await writeValue(onlyIndexShadowed(shadowed, items), ACCOUNT, { bytes: bytes(5), itemLimit: LIMIT }),
    ).toBe('corrupt');
  });

  function onlyIndexShadowed(shadowed: Items, items: Items): Items {
    return {
      ...shadowed,
      get: (account) => (account === ACCOUNT ? shadowed.get(account) : items.get(account)),
    };
  }
});

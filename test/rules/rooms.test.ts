import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, REPOSITORY, sourceFiles } from './repository.ts';

/** What stands at the door of main. Source: docs/adr/0051. */
const MOST_ENTRIES = 9;
/** Source: docs/adr/0051, 0073, 0078, 0083; a room that needs one more arrow wants a reason. */
const MOST_ARROWS = 177;

/** `main/domain/payments` of a file in it; `null` for the wiring, which knows every room. */
function roomOf(file: string): string | null {
  return /^main\/(?:ports|(?:domain|edges)\/[^/]+)(?=\/)/.exec(file)?.[0] ?? null;
}

/** Rooms that a room imports. */
function arrows(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const file of sourceFiles('main')) {
    const from = roomOf(file);
    if (from === null) continue;
    for (const specifier of importsOf(file).filter((one) => one.startsWith('.'))) {
      const to = roomOf(posix.normalize(posix.join(posix.dirname(file), specifier)));
      if (to !== null && to !== from) found.set(from, (found.get(from) ?? new Set()).add(to));
    }
  }
  return found;
}

/** A way from a room back to itself, or `null`. */
function circle(
  all: ReadonlyMap<string, ReadonlySet<string>>,
  way: readonly string[],
): readonly string[] | null {
  for (const next of all.get(way.at(-1) ?? '') ?? []) {
    if (way.includes(next)) return [...way.slice(way.indexOf(next)), next];
    const found = circle(all, [...way, next]);
    if (found !== null) return found;
  }
  return null;
}

describe('the rooms of main', () => {
  it('are few at the door', () => {
    expect(readdirSync(join(REPOSITORY, 'main')).length).toBeLessThanOrEqual(MOST_ENTRIES);
  });

  it('have few arrows between them', () => {
    const count = [...arrows().values()].reduce((total, { size }) => total + size, 0);
    expect(count).toBeGreaterThan(100);
    expect(count).toBeLessThanOrEqual(MOST_ARROWS);
  });

  it('import each other in no circle, and no port or verb imports an edge', () => {
    const all = arrows();
    for (const room of all.keys()) expect(circle(all, [room])).toBeNull();
    for (const [from, to] of all) {
      if (from.startsWith('main/edges/')) continue;
      expect([...to].filter((one) => one.startsWith('main/edges/'))).toEqual([]);
    }
  });

  it('keep the order of payments: draft, approving, sending, and none uses a later one', () => {
    const room = 'main/domain/payments';
    const order = ['draft', 'approving', 'sending'];
    const late = order.flatMap((name, index) =>
      sourceFiles(`${room}/${name}`).flatMap((file) =>
        importsOf(file)
          .filter((one) => order.slice(index + 1).some((later) => one.startsWith(`../${later}/`)))
          .map((one) => `${file}: ${one}`),
      ),
    );
    expect(sourceFiles(`${room}/sending`).length).toBeGreaterThan(3);
    expect(late).toEqual([]);
  });

  it('would be found in a circle', () => {
    const all = new Map([
      ['a', new Set(['b'])],
      ['b', new Set(['c'])],
      ['c', new Set(['b'])],
    ]);
    expect(circle(all, ['a'])).toEqual(['b', 'c', 'b']);
  });
});

import { describe, expect, it } from 'vitest';

import { inspectStore } from '../../main/edges/store/check-store.ts';
import type { Database } from '../../main/edges/store/database.ts';
import { journalOf, sampleEntry, testKeys } from './sample-store.ts';
import { openForTest, storeErrorOf } from './store-fixture.ts';

function storeWith(count: number): Database {
  const db = openForTest();
  db.transaction(() => {
    for (let number = 1; number <= count; number += 1) journalOf(db).append(sampleEntry(number));
  });
  return db;
}

/** What only somebody with another program could do to the file. */
function edit(db: Database, ...statements: readonly string[]): void {
  for (const what of ['update', 'delete', 'insert']) db.exec(`DROP TRIGGER journal_no_${what}`);
  for (const sql of statements) expect(db.run(sql)).toBeGreaterThan(0);
}

describe('the journal', () => {
  it('numbers its entries from 1 and chains each to the one before', () => {
    const db = storeWith(3);
    const journal = journalOf(db);

    expect(journal.page({ limit: 10 }).map(({ seq, entry }) => [seq, entry])).toEqual(
      [3, 2, 1].map((number) => [number, sampleEntry(number)]),
    );
    expect(journal.verify()).toEqual({ ok: true, head: journal.head() });
    expect(journal.head().hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is whole when it is empty, at one entry, and around the size of a read', () => {
    for (const count of [0, 1, 999, 1000, 1001]) {
      expect(journalOf(storeWith(count)).verify()).toMatchObject({ ok: true, head: { seq: count } });
    }
  });

  it('shows a page before an entry, of one company', () => {
    const journal = journalOf(storeWith(12));
    const seqs = (options: Parameters<typeof journal.page>[0]) => journal.page(options).map(({ seq }) => seq);

    expect(seqs({ limit: 3 })).toEqual([12, 11, 10]);
    expect(seqs({ limit: 3, before: 10 })).toEqual([9, 8, 7]);
    expect(seqs({ limit: 9, companyId: 'company-1' })).toEqual([10, 7, 1]);
    expect(seqs({ limit: 1, companyId: 'company-1', before: 7 })).toEqual([1]);
    expect(seqs({ limit: 5, before: 1 })).toEqual([]);
  });

  it('has no gap after a transaction that was undone', () => {
    const db = storeWith(2);
    const undone = () =>
      db.transaction(() => {
        journalOf(db).append(sampleEntry(3));
        throw new Error('undone');
      });

    expect(undone).toThrow('undone');
    expect(db.transaction(() => journalOf(db).append(sampleEntry(4))).seq).toBe(3);
    expect(journalOf(db).verify()).toMatchObject({ ok: true, head: { seq: 3 } });
  });

  it('is written inside a transaction only, and only with entries that can be read again', () => {
    const db = storeWith(0);

    expect(() => journalOf(db).append(sampleEntry(1))).toThrow(TypeError);
    const odd = { ...sampleEntry(1), surprise: 1 };
    expect(() => db.transaction(() => journalOf(db).append(odd))).toThrow(TypeError);
    expect(journalOf(db).head().seq).toBe(0);
  });

  it.each([
    "UPDATE journal SET kind = 'other' WHERE seq = 2",
    'DELETE FROM journal',
    'DELETE FROM journal WHERE seq = 3',
    'INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq = 2',
    'INSERT INTO journal SELECT seq + 5, at, company_id, kind, hash, sealed FROM journal WHERE seq = 3',
    'INSERT INTO journal SELECT NULL, at, company_id, kind, hash, sealed FROM journal WHERE seq = 3',
  ])('refuses %s', (sql) => {
    const db = storeWith(3);

    expect(storeErrorOf(() => db.run(sql)).code).toBe('store-refused');
    expect(journalOf(db).verify()).toMatchObject({ ok: true, head: { seq: 3 } });
  });
});

describe('a journal that was edited in the file', () => {
  it.each<[string, number, readonly string[]]>([
    ['an entry removed', 3, ['DELETE FROM journal WHERE seq = 3']],
    ['the first entry removed', 1, ['DELETE FROM journal WHERE seq = 1']],
    ['a time changed', 4, ["UPDATE journal SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 4"]],
    ['a company changed', 4, ["UPDATE journal SET company_id = 'company-9' WHERE seq = 4"]],
    ['a hash changed', 2, ["UPDATE journal SET hash = replace(hash, substr(hash, 1, 1), 'z') WHERE seq = 2"]],
    [
      'two entries exchanged',
      2,
      ['UPDATE journal SET seq = -seq WHERE seq IN (2, 3)', 'UPDATE journal SET seq = 5 + seq WHERE seq < 0'],
    ],
    [
      'an entry repeated',
      6,
      ['INSERT INTO journal SELECT 6, at, company_id, kind, hash, sealed FROM journal WHERE seq = 5'],
    ],
  ])('is broken at the right place with %s', (_, brokenAt, statements) => {
    const db = storeWith(5);

    edit(db, ...statements);

    expect(journalOf(db).verify()).toEqual({ ok: false, brokenAt });
  });

  it('is broken where its tail was cut, if a later head was kept elsewhere', () => {
    const db = storeWith(5);
    const witnessed = journalOf(db).head();

    edit(db, 'DELETE FROM journal WHERE seq >= 4');

    expect(journalOf(db).verify()).toMatchObject({ ok: true, head: { seq: 3 } });
    expect(journalOf(db).verify([witnessed])).toEqual({ ok: false, brokenAt: 4 });
  });

  it('is broken where a chain was forged with the right key, if a head was kept elsewhere', () => {
    const db = storeWith(5);
    const witnessed = journalOf(db).head();
    edit(db, 'DELETE FROM journal WHERE seq = 5');
    db.transaction(() => journalOf(db).append(sampleEntry(99)));

    expect(journalOf(db).verify().ok).toBe(true);
    expect(journalOf(db).verify([witnessed])).toEqual({ ok: false, brokenAt: 5 });
  });

  it('still counts the entries that are good', () => {
    const db = storeWith(5);

    edit(db, "UPDATE journal SET kind = 'other' WHERE seq = 2");

    expect(inspectStore(db, [journalOf(db)]).tables).toEqual([
      {
        table: 'journal',
        good: 4,
        damaged: [{ table: 'journal', id: '2', reason: 'seal' }],
        isReadable: true,
      },
    ]);
    expect(storeErrorOf(() => journalOf(db).page({ limit: 5 }))).toMatchObject({
      code: 'store-corrupt',
      id: '2',
    });
  });

  it('is broken at its first entry for another key', () => {
    const db = storeWith(2);

    expect(journalOf(db, testKeys(8)).verify()).toEqual({ ok: false, brokenAt: 1 });
  });
});

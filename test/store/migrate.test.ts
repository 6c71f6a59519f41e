import { describe, expect, it } from 'vitest';

import type { Database } from '../../main/edges/store/database.ts';
import { migrate, schemaVersion } from '../../main/edges/store/migrate.ts';
import type { Migration } from '../../main/edges/store/migrate.ts';
import { ALL_MIGRATIONS } from '../../main/edges/store/migrations/all-migrations.ts';
import { openDatabase } from '../../main/edges/store/open-database.ts';
import { checkStoreKey } from '../../main/edges/store/store-key-check.ts';
import { addSample, journalOf, openReady, sampleToken, testKeys, tokensOf } from './sample-store.ts';
import { openForTest, storeErrorOf, testFile } from './store-fixture.ts';

const next = (up: (db: Database) => void): readonly Migration[] => {
  const id = ALL_MIGRATIONS.length + 1;
  return [...ALL_MIGRATIONS, { id, name: 'next', up }];
};

const addPurpose = (db: Database): void =>
  db.exec('CREATE TABLE purposes (id TEXT NOT NULL PRIMARY KEY) STRICT');

describe('migrations', () => {
  it('are numbered from 1 without gaps', () => {
    expect(ALL_MIGRATIONS.map(({ id }) => id)).toEqual(ALL_MIGRATIONS.map((_, index) => index + 1));
  });

  it('bring an empty file to the newest schema, once', () => {
    const file = testFile();
    const db = openDatabase({ file });
    expect(schemaVersion(db)).toBe(0);

    migrate(db, ALL_MIGRATIONS);
    migrate(db, ALL_MIGRATIONS);

    expect(schemaVersion(db)).toBe(ALL_MIGRATIONS.length);
    db.close();
  });

  it('keep the rows that were there', () => {
    const file = testFile();
    const before = openReady(file);
    addSample(before, 1);
    before.close();

    const db = openDatabase({ file });
    migrate(db, next(addPurpose));
    checkStoreKey(db, testKeys());

    expect(schemaVersion(db)).toBe(ALL_MIGRATIONS.length + 1);
    expect(tokensOf(db).get('token-1')).toEqual(sampleToken(1));
    expect(journalOf(db).verify().ok).toBe(true);
    db.close();
  });

  it('leave the file as it was when one of them fails half way', () => {
    const db = openForTest();
    addSample(db, 1);
    const failing = next((store) => {
      addPurpose(store);
      store.exec('DROP TABLE no_such_table');
    });

    expect(() => migrate(db, failing)).toThrow('no such table');

    expect(schemaVersion(db)).toBe(ALL_MIGRATIONS.length);
    migrate(db, ALL_MIGRATIONS);
    expect(tokensOf(db).get('token-1')).toEqual(sampleToken(1));
  });

  it('refuse a file of a newer version and leave it alone', () => {
    const file = testFile();
    const newer = openReady(file);
    migrate(newer, next(addPurpose));
    newer.close();

    const error = storeErrorOf(() => openReady(file));

    expect(error.code).toBe('store-too-new');
    const again = openDatabase({ file });
    expect(schemaVersion(again)).toBe(ALL_MIGRATIONS.length + 1);
    again.close();
  });

  it('do not touch a store opened for reading only', () => {
    const file = testFile();
    openReady(file).close();
    const db = openDatabase({ file, readOnly: true });

    migrate(db, ALL_MIGRATIONS);

    expect(storeErrorOf(() => migrate(db, next(addPurpose))).code).toBe('store-read-only');
    db.close();
  });

  it.each([
    ['a trigger of the journal is gone', 'DROP TRIGGER journal_no_delete'],
    ['an index is gone', 'DROP INDEX approvals_by_payment'],
    ['a table is gone', 'DROP TABLE approvals'],
    ['a table is there that nobody made', 'CREATE TABLE other (a)'],
    ['its version was set back', 'PRAGMA user_version = 0'],
  ])('refuse a file where %s', (_, sql) => {
    const db = openForTest();
    db.exec(sql);

    expect(storeErrorOf(() => migrate(db, ALL_MIGRATIONS)).code).toBe('store-corrupt');
  });
});

/** The columns that queries filter by; the other plain ones are bound by the seal of their row and only sorted by. */
const FILTERED: Readonly<Record<string, readonly string[]>> = {
  approvals: ['payment_id'],
  policies: ['company_id'],
  balances: ['company_id'],
  plans: ['company_id', 'status'],
};

describe('the schema', () => {
  it('is strict, and has an index on every plain column that queries filter by, so that the check at opening covers what queries trust', () => {
    const db = openForTest();
    const tables = db.all("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name <> 'journal'");

    for (const { name, sql } of tables) {
      expect(String(sql)).toMatch(/STRICT$/);
      const indexed = db
        .all(`SELECT c.name FROM pragma_index_list('${String(name)}') AS i, pragma_index_info(i.name) AS c`)
        .map((row) => String(row['name']));
      expect(indexed).toEqual(expect.arrayContaining([...(FILTERED[String(name)] ?? [])]));
    }
  });

  it('keeps one intention for a payment and a bank payment, one policy a version, one balance an account', () => {
    const db = openForTest();
    const sealed = new Uint8Array([1]);
    const insertTwice = (sql: string) => {
      db.run(sql, ['one', sealed]);
      return storeErrorOf(() => db.run(sql, ['other', sealed])).code;
    };

    expect(insertTwice("INSERT INTO intentions VALUES (?, 1, 'p', 'b', 'h', 't', 's', ?)")).toBe(
      'store-conflict',
    );
    expect(insertTwice("INSERT INTO policies VALUES (?, 1, 'c', 3, ?)")).toBe('store-conflict');
    expect(insertTwice("INSERT INTO balances VALUES (?, 1, 'c', '40702', ?)")).toBe('store-conflict');
    expect(storeErrorOf(() => db.run("INSERT INTO settings VALUES ('a', 'x', ?)", [sealed])).code).toBe(
      'store-refused',
    );
  });
});

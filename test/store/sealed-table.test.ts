import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { inspectStore } from '../../main/edges/store/check-store.ts';
import type { Database } from '../../main/edges/store/database.ts';
import {
  addSample,
  certificatesOf,
  journalOf,
  openReady,
  sampleToken,
  testKeys,
  tokensOf,
} from './sample-store.ts';
import { openForTest, storeErrorOf, testFile } from './store-fixture.ts';

function storeWith(count: number): Database {
  const db = openForTest();
  db.transaction(() => {
    for (let number = 1; number <= count; number += 1) tokensOf(db).insert(sampleToken(number));
  });
  return db;
}

describe('a table of sealed records', () => {
  it('gives back what was put in, and undefined for what is not there', () => {
    const tokens = tokensOf(storeWith(2));

    expect(tokens.get('token-2')).toEqual(sampleToken(2));
    expect(tokens.getRevised('token-2')?.revision).toBe(1);
    expect(tokens.get('token-3')).toBeUndefined();
  });

  it('finds by plain columns, by one of several values, in the asked order, a page at a time', () => {
    const tokens = tokensOf(storeWith(9));
    const ids = (options: Parameters<typeof tokens.list>[0]) =>
      tokens.list(options).map(({ id }) => id.slice(6));

    expect(ids({ where: { company_id: 'company-1', status: 'active' } })).toEqual(['4']);
    expect(ids({ where: { status: ['dead', 'active'] }, limit: 2, offset: 1 })).toEqual(['4', '6']);
    expect(ids({ where: { status: [] } })).toEqual([]);
    expect(ids({ where: { company_id: null } })).toEqual([]);
    expect(ids({ orderBy: ['company_id', 'status'], direction: 'descending', limit: 4 })).toEqual([
      '5',
      '8',
      '2',
      '7',
    ]);
    expect(tokens.count({ status: 'active' })).toBe(4);
  });

  it('refuses a second record of the same id and counts the writes of each', () => {
    const tokens = tokensOf(storeWith(1));
    const changed = { ...sampleToken(1), status: 'revoked' };

    expect(storeErrorOf(() => tokens.insert(changed))).toMatchObject({
      code: 'store-conflict',
      id: 'token-1',
    });
    expect(tokens.replace(changed)).toBe(2);
    expect(tokens.upsert(changed)).toBe(3);
    expect(tokens.upsert(sampleToken(7))).toBe(1);
    expect(tokens.getRevised('token-1')).toEqual({ record: changed, revision: 3 });
    expect(tokens.list({ where: { status: 'revoked' } })).toEqual([changed]);
  });

  it('replaces only what is there, and only in the revision that the caller has seen', () => {
    const tokens = tokensOf(storeWith(1));

    expect(storeErrorOf(() => tokens.replace(sampleToken(2)))).toMatchObject({
      code: 'store-missing',
      id: 'token-2',
    });
    expect(tokens.replace(sampleToken(1), { ifRevision: 1 })).toBe(2);
    expect(storeErrorOf(() => tokens.replace(sampleToken(1), { ifRevision: 1 })).code).toBe('store-conflict');
    expect(storeErrorOf(() => tokens.replace(sampleToken(1), { ifRevision: 3 })).code).toBe('store-conflict');
  });

  it('does not write a record that it could not read again', () => {
    const tokens = tokensOf(storeWith(0));
    const broken = { ...sampleToken(1), surprise: 1 };

    expect(() => tokens.insert(broken)).toThrow(TypeError);
    expect(tokens.count()).toBe(0);
  });

  it('refuses a column that it does not have', () => {
    const tokens = tokensOf(storeWith(0));
    const options = JSON.parse('{"where":{"label":"x"}}');

    expect(() => tokens.list(options)).toThrow(TypeError);
    expect(() => tokens.count(options.where)).toThrow(TypeError);
    expect(() => tokens.list(JSON.parse('{"orderBy":"sealed"}'))).toThrow(TypeError);
  });

  it('puts no text of a record but its plain columns into the file', () => {
    const file = testFile();
    const db = openReady(file);
    tokensOf(db).insert({ ...sampleToken(1), label: 'канарейка' });
    db.transaction(() => journalOf(db).append({ at: 'now', kind: 'k', companyId: null, text: 'канарейка' }));
    const log = readFileSync(`${file}-wal`);
    db.close();

    expect([log, readFileSync(file)].some((bytes) => bytes.includes('канарейка'))).toBe(false);
  });
});

describe('a row that was edited in the file', () => {
  const edits: readonly (readonly [string, string])[] = [
    [
      'the sealed part of another row',
      "UPDATE tokens SET sealed = (SELECT sealed FROM tokens WHERE id = 'token-2') WHERE id = 'token-1'",
    ],
    ['another id', "UPDATE tokens SET id = 'token-0' WHERE id = 'token-1'"],
    ['another status', "UPDATE tokens SET status = 'active' WHERE id = 'token-1'"],
    ['another company', "UPDATE tokens SET company_id = 'company-2' WHERE id = 'token-1'"],
    ['another revision', "UPDATE tokens SET revision = 2 WHERE id = 'token-1'"],
    ['an empty sealed part', "UPDATE tokens SET sealed = x'' WHERE id = 'token-1'"],
    [
      'a byte less',
      "UPDATE tokens SET sealed = CAST(substr(sealed, 1, length(sealed) - 1) AS BLOB) WHERE id = 'token-1'",
    ],
  ];

  it.each(edits)('is refused with %s, and the other row is still given', (_, sql) => {
    const db = storeWith(2);
    const id = sql.includes("SET id = 'token-0'") ? 'token-0' : 'token-1';

    db.run(sql);

    expect(storeErrorOf(() => tokensOf(db).get(id))).toMatchObject({
      code: 'store-corrupt',
      table: 'tokens',
      id,
    });
    expect(storeErrorOf(() => tokensOf(db).list()).code).toBe('store-corrupt');
    expect(tokensOf(db).get('token-2')).toEqual(sampleToken(2));
    expect(inspectStore(db, [tokensOf(db)])).toEqual({
      isFileIntact: true,
      tables: [
        { table: 'tokens', good: 1, damaged: [{ table: 'tokens', id, reason: 'seal' }], isReadable: true },
      ],
    });
  });

  it('is refused in another table with the same columns', () => {
    const db = storeWith(1);
    db.run(
      "INSERT INTO certificates SELECT id, revision, company_id, status, sealed FROM tokens WHERE id = 'token-1'",
    );

    expect(storeErrorOf(() => certificatesOf(db).get('token-1'))).toMatchObject({
      code: 'store-corrupt',
      table: 'certificates',
    });
  });

  it('is refused with a record that was good under an older revision', () => {
    const db = storeWith(1);
    const old = db.get("SELECT sealed FROM tokens WHERE id = 'token-1'")?.['sealed'] ?? null;
    tokensOf(db).replace({ ...sampleToken(1), label: 'new' });
    db.run("UPDATE tokens SET sealed = ? WHERE id = 'token-1'", [old]);

    expect(storeErrorOf(() => tokensOf(db).get('token-1')).code).toBe('store-corrupt');
  });

  it('cannot be read with another key', () => {
    const db = storeWith(1);

    expect(storeErrorOf(() => tokensOf(db, testKeys(8)).get('token-1')).code).toBe('store-corrupt');
  });
});

describe('the key of a store', () => {
  it('is refused when it is another one, and nothing is changed', () => {
    const file = testFile();
    const db = openReady(file);
    addSample(db, 1);
    db.close();
    const before = readFileSync(file);

    expect(storeErrorOf(() => openReady(file, testKeys(8))).code).toBe('store-key-wrong');

    const again = openForTest(file);
    expect(tokensOf(again).get('token-1')).toEqual(sampleToken(1));
    expect(before.byteLength).toBeGreaterThan(0);
  });

  it.each([
    [
      'a flipped bit in it',
      "UPDATE meta SET value = '0' || substr(value, 2) WHERE substr(value, 1, 1) <> '0'",
    ],
    ['no trace of it', 'DELETE FROM meta'],
  ])('is not replaced when a store with records has %s', (_, sql) => {
    const file = testFile();
    const db = openReady(file);
    addSample(db, 1);
    db.run(sql);
    db.close();

    expect(storeErrorOf(() => openReady(file)).code).toBe('store-corrupt');
  });
});

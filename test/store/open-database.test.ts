import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

import { describe, expect, it } from 'vitest';

import { openDatabase } from '../../main/edges/store/open-database.ts';
import { startHolder } from './child.ts';
import { addSample, openReady, tokensOf } from './sample-store.ts';
import { openForTest, storeErrorOf, testFile } from './store-fixture.ts';
import { OWNER_ONLY, OWNER_ONLY_FOLDER } from '../fakes/platform.ts';

const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe('a store just opened', () => {
  it('lies in a folder and in files that only this user can read', () => {
    const file = testFile();
    mkdirSync(dirname(file), { mode: 0o755 });
    chmodSync(dirname(file), 0o755);

    openForTest(file);

    expect(modeOf(dirname(file))).toBe(OWNER_ONLY_FOLDER);
    expect([file, `${file}-wal`, `${file}.owner`].map(modeOf)).toEqual([OWNER_ONLY, OWNER_ONLY, OWNER_ONLY]);
  });

  it('keeps every commit on the disk: synchronous is FULL after a write and after opening again', () => {
    const file = testFile();
    const first = openReady(file);
    addSample(first, 1);
    expect(first.get('PRAGMA synchronous')).toEqual({ synchronous: 2 });
    first.close();

    const again = openForTest(file);
    addSample(again, 2);

    expect(again.get('PRAGMA synchronous')).toEqual({ synchronous: 2 });
    expect(again.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' });
    expect(again.get('PRAGMA locking_mode')).toEqual({ locking_mode: 'exclusive' });
    expect(again.get('PRAGMA foreign_keys')).toEqual({ foreign_keys: 1 });
    expect(again.get('PRAGMA trusted_schema')).toEqual({ trusted_schema: 0 });
    expect(again.get('PRAGMA temp_store')).toEqual({ temp_store: 2 });
  });

  it('leaves nothing but its file behind when it is closed, however often', () => {
    const file = testFile();
    const db = openReady(file);
    db.close();
    db.close();

    expect(readdirSync(dirname(file))).toEqual(['store.sqlite']);
    expect(() => db.all('SELECT 1')).toThrow('the store is closed');
  });
});

describe('a store that somebody has open', () => {
  it('refuses a second opening in the same process', () => {
    const file = testFile();
    openForTest(file);

    expect(storeErrorOf(() => openDatabase({ file })).code).toBe('store-in-use');
    expect(storeErrorOf(() => openDatabase({ file, readOnly: true })).code).toBe('store-in-use');
  });

  it('refuses another process while the first lives, and opens after it was killed', async () => {
    const file = testFile();
    const holder = startHolder(file);
    expect(await holder.nextLine()).toBe('open');

    expect(storeErrorOf(() => openDatabase({ file })).code).toBe('store-in-use');

    holder.kill();
    await holder.isGone;
    expect(existsSync(`${file}.lock`)).toBe(true);
    expect(existsSync(`${file}.owner`)).toBe(true);
    expect(tokensOf(openForTest(file)).count()).toBe(1);
  });

  it.each([
    ['cut short by a power loss', '{"pid":'],
    ['of a process of an earlier start of the machine', ownerText({ bootId: 'another-boot' })],
    ['of a process number that another process uses now', ownerText({ startTime: '1' })],
  ])('opens when the owner file is %s', (_, text) => {
    const file = testFile();
    openReady(file).close();
    writeFileSync(`${file}.owner`, text);
    mkdirSync(`${file}.lock`);

    expect(tokensOf(openForTest(file)).count()).toBe(0);
  });
});

describe('a store file that is not whole', () => {
  it('is not taken for a new store when it was cut to nothing', () => {
    const file = testFile();
    openReady(file).close();
    truncateSync(file, 0);

    expect(storeErrorOf(() => openDatabase({ file })).code).toBe('store-corrupt');
    expect(statSync(file).size).toBe(0);
  });

  it.each([1, 99, 100, 511, 512, 4096, 4097, 8192, 20_000])(
    'is refused when it was cut to %i bytes',
    (size) => {
      const file = testFile();
      const db = openReady(file);
      for (let number = 0; number < 20; number += 1) addSample(db, number);
      db.close();
      truncateSync(file, size);

      expect(storeErrorOf(() => openReady(file)).code).toBe('store-corrupt');
      expect(existsSync(`${file}.owner`)).toBe(false);
    },
  );

  it('is refused when it is not a store at all', () => {
    const file = testFile();
    openReady(file).close();
    writeFileSync(file, 'Это не база данных. '.repeat(1000));

    expect(storeErrorOf(() => openReady(file)).code).toBe('store-corrupt');
  });

  it('is an error when it must be there and is not, and nothing is made', () => {
    const file = testFile();

    expect(storeErrorOf(() => openDatabase({ file, mustExist: true })).code).toBe('store-io');
    expect(storeErrorOf(() => openDatabase({ file, readOnly: true })).code).toBe('store-io');
    expect(existsSync(file)).toBe(false);
  });

  it('is an error when only its log is left', () => {
    const file = testFile();
    mkdirSync(dirname(file));
    writeFileSync(`${file}-wal`, 'log');

    expect(storeErrorOf(() => openDatabase({ file })).code).toBe('store-corrupt');
  });
});

describe('a store opened for reading only', () => {
  it('shows its rows and refuses every way of writing', () => {
    const file = testFile();
    const db = openReady(file);
    addSample(db, 1);
    db.close();
    copyFileSync(file, `${file}.before`);

    const reader = openDatabase({ file, readOnly: true });
    const writes = [
      () => reader.run('DELETE FROM tokens'),
      () => reader.exec('DELETE FROM tokens'),
      () => reader.transaction(() => 1),
      () => reader.all('DELETE FROM tokens RETURNING id'),
      () => tokensOf(reader).insert({ id: 'a', companyId: 'b', status: 'c', label: 'd' }),
    ];

    expect(writes.map((write) => storeErrorOf(write).code)).toEqual(writes.map(() => 'store-read-only'));
    expect(tokensOf(reader).count()).toBe(1);
    reader.close();
  });
});

function ownerText(change: { readonly bootId?: string; readonly startTime?: string }): string {
  return JSON.stringify({
    claim: 'x',
    pid: process.pid,
    bootId: null,
    bootAtMs: 0,
    startTime: null,
    ...change,
  });
}

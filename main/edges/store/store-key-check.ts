import { createHash, timingSafeEqual } from 'node:crypto';

import type { Database } from './database.ts';
import { fingerprint } from './seal.ts';
import type { StoreKeys } from './seal.ts';
import { StoreError } from './store-error.ts';

const KEY_CHECK = 'store-key-check';

/**
 * Returns a setting that may be read before the key is there, or undefined. Errors: `store-corrupt` on a flipped bit.
 */
export function readMeta(db: Database, key: string): string | undefined {
  const row = db.get('SELECT value, checksum FROM meta WHERE key = ?', [key]);
  if (row === undefined) return undefined;
  const { value, checksum } = row;
  if (typeof value === 'string' && checksum === checksumOf(key, value)) return value;
  throw new StoreError('store-corrupt', { table: 'meta', id: key });
}

/** Writes such a setting. It is neither secret nor protected against an editor of the file. */
export function writeMeta(db: Database, key: string, value: string): void {
  const sql =
    'INSERT INTO meta (key, value, checksum) VALUES (?1, ?2, ?3) ON CONFLICT (key) DO UPDATE SET value = ?2, checksum = ?3';
  db.run(sql, [key, value, checksumOf(key, value)]);
}

/** Takes such a setting away. */
export function removeMeta(db: Database, key: string): void {
  db.run('DELETE FROM meta WHERE key = ?', [key]);
}

/**
 * Makes sure that these are the keys of this store; a new store takes them as its own.
 * Errors: `store-key-wrong`; `store-corrupt` when a store with records does not know its key.
 */
export function checkStoreKey(db: Database, keys: StoreKeys): void {
  const found = readMeta(db, KEY_CHECK);
  if (found === undefined) return adoptKey(db, checkOf(keys));
  if (!isSame(found, checkOf(keys))) throw new StoreError('store-key-wrong');
}

/** Tells whether these are the keys of a store that knows its key. */
export function fitsStore(db: Database, keys: StoreKeys): boolean {
  return isSame(readMeta(db, KEY_CHECK) ?? '', checkOf(keys));
}

/** Makes these the keys of the store; the caller seals its rows anew in the same transaction. */
export function replaceStoreKey(db: Database, keys: StoreKeys): void {
  writeMeta(db, KEY_CHECK, checkOf(keys));
}

function checkOf(keys: StoreKeys): string {
  return fingerprint(keys, KEY_CHECK, KEY_CHECK);
}

function isSame(found: string, expected: string): boolean {
  return found.length === expected.length && timingSafeEqual(Buffer.from(found), Buffer.from(expected));
}

function adoptKey(db: Database, expected: string): void {
  const tables = db.all("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%sealed BLOB%'");
  const isUsed = tables.some(({ name }) => db.get(`SELECT 1 FROM ${String(name)} LIMIT 1`) !== undefined);
  if (isUsed) throw new StoreError('store-corrupt', { table: 'meta', id: KEY_CHECK });
  writeMeta(db, KEY_CHECK, expected);
}

function checksumOf(key: string, value: string): string {
  return createHash('sha256')
    .update(JSON.stringify([key, value]))
    .digest('hex');
}

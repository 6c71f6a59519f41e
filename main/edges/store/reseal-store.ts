import { createSecretKey } from 'node:crypto';
import type { Database } from './database.ts';
import { seal, unseal, type SealContext, type StoreKeys } from './seal.ts';
import { readMeta, replaceStoreKey, writeMeta } from './store-key-check.ts';
import type { StoreState } from './store-state.ts';

/** A table whose rows can be sealed anew. */
export interface Resealable {
  /** Seals every row by the keys of the table; they were sealed by `before`. Errors: `store-corrupt`. */
  resealFrom(before: StoreKeys): void;
}

/** The key under which fingerprints of secrets were made, sealed by the key of the store. */
const KEPT_KEY = 'secret-fingerprints';
/** Whether pages may hold rows that the key before opens: `here`, or `cleared`. */
const OLD_PAGES = 'old-pages';
const KEPT_CONTEXT: SealContext = { table: 'meta', id: KEPT_KEY, columns: {} };

/**
 * Takes up the key of the fingerprints of secrets in a store that has got a new key. Returns whether it has got one.
 * Errors: `store-corrupt`. Effects: `keys` has that key from now on.
 */
export function takeKeptKey(db: Database, keys: StoreKeys): boolean {
  const kept = readMeta(db, KEPT_KEY);
  if (kept === undefined) return false;
  const bytes = unseal(keys, KEPT_CONTEXT, Buffer.from(kept, 'base64'));
  keys.secretFingerprints = createSecretKey(bytes);
  bytes.fill(0);
  return true;
}

/**
 * Keeps the key of the fingerprints of secrets in a store that has another key of its own. Effects: as `takeKeptKey`;
 * the caller zeroes the bytes.
 */
export function keepFingerprintKey(db: Database, keys: StoreKeys, bytes: Uint8Array): void {
  writeMeta(db, KEPT_KEY, Buffer.from(seal(keys, KEPT_CONTEXT, bytes)).toString('base64'));
  keys.secretFingerprints = createSecretKey(bytes);
}

/**
 * Gives a store another key in one transaction: every row is sealed anew, hashes in plain columns are made anew, and
 * the store knows the new key from then on. Fingerprints of secrets, which lie inside the seals, stay: most of these
 * secrets cannot be read here.
 * Errors: `store-*`; nothing has changed then. Effects: the very object `keys`, which all tables share, is the new one.
 */
export function resealStore(
  {
    db,
    keys,
    tables,
    state,
  }: {
    readonly db: Database;
    readonly keys: StoreKeys;
    readonly tables: readonly Resealable[];
    readonly state: StoreState;
  },
  next: StoreKeys,
): void {
  const before = { ...keys };
  const { isKept } = state;
  Object.assign(keys, next, { secretFingerprints: before.secretFingerprints });
  try {
    db.transaction(() => {
      for (const table of tables) table.resealFrom(before);
      const bytes = keys.secretFingerprints.export();
      keepFingerprintKey(db, keys, bytes);
      bytes.fill(0);
      replaceStoreKey(db, keys);
      writeMeta(db, OLD_PAGES, 'here');
      state.begin({ isKept });
      return null;
    });
  } catch (error) {
    Object.assign(keys, before);
    throw error;
  }
}

/**
 * Takes what was sealed by the key before out of free pages and the log, where that was not done yet. Errors:
 * `store-full`, `store-io`; then it is tried again at the next opening.
 */
export function clearOldPages(db: Database, state: Pick<StoreState, 'transaction' | 'changeMeta'>): void {
  if (readMeta(db, OLD_PAGES) !== 'here') return;
  db.exec('VACUUM');
  db.get('PRAGMA wal_checkpoint(TRUNCATE)');
  state.transaction(() => state.changeMeta(() => writeMeta(db, OLD_PAGES, 'cleared')));
}

/** The journal allows no change; its trigger comes back in the same transaction, word for word. */
export function withoutTrigger(db: Database, name: string, work: () => void): void {
  const sql = db.get("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?", [name])?.['sql'];
  db.exec(`DROP TRIGGER ${name}`);
  work();
  db.exec(String(sql));
}

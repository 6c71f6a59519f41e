import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';

import sqlite from 'node-sqlite3-wasm';

import { Database } from './database.ts';
import { toStoreError } from './sqlite-errors.ts';
import { StoreError } from './store-error.ts';
import { claimStore, removeStaleLock } from './store-owner.ts';
import { PAGE_BYTES } from './page-records.ts';
import { assertLogIntact } from './write-ahead-log.ts';

/** How to open the store. */
export type OpenOptions = {
  /** Path of the SQLite file. Its folder belongs to the store alone. */
  readonly file: string;
  /** For salvage: nothing is written, and a damaged file opens as far as SQLite can read it. */
  readonly readOnly?: boolean;
  /** True when a store is known to have been made here: a missing file is then `store-io`, not a new store. */
  readonly mustExist?: boolean;
  /** Leaves pages and indexes to `Database.checkFile`; no record may be written before that. */
  readonly isTrusting?: boolean;
};

/** A store file has at least its 100-byte header and one page. Source: https://www.sqlite.org/fileformat2.html#pages */
const SMALLEST_FILE_BYTES = 512;

/**
 * On Windows the vendor's file layer has room for 260 bytes of a path and cuts what is longer, so that another file
 * would be opened; SQLite keeps 8 of them for `-journal`, and a new store is made under the name `.new`.
 * Units: bytes of UTF-8. Source: node-sqlite3-wasm 0.8.60, `_nodejs_max_path_length` and `_nodejsFullPathname`;
 * SQLite, sqlite3PagerOpen.
 */
const MOST_PATH_BYTES = 260 - '-journal'.length - '.new'.length;

/** Says whether the vendor's file layer can open a store of that path. */
export function fitsFileLayer(file: string, platform: NodeJS.Platform = process.platform): boolean {
  return platform !== 'win32' || Buffer.byteLength(file) <= MOST_PATH_BYTES;
}

/** The log is cut back to this after a checkpoint. Units: bytes. Own choice: the 1,000 pages of one checkpoint. */
const LOG_KEPT_BYTES = 4096 * 1000;

/**
 * Opens the store, or makes an empty one, and checks it: every page and index (`integrity_check`) unless `isTrusting`,
 * durability read back after a write. The caller must hold the app's single-instance lock, because the lock of a killed
 * app is removed here.
 * Errors: `store-in-use`, `store-corrupt` (nothing was changed; open `readOnly` to see what is left), `store-full`,
 * `store-io` (on Windows also for a path that is too long for the vendor).
 * Effects: folder 0700, files 0600, `<file>.owner` until `close`.
 * Source: security.md F5, F6; design.md §10.
 */
export function openDatabase({
  file,
  readOnly = false,
  mustExist = false,
  isTrusting = false,
}: OpenOptions): Database {
  try {
    if (!fitsFileLayer(file))
      throw new StoreError('store-io', { cause: `a path of more than ${MOST_PATH_BYTES} bytes` });
    if (!readOnly) makeFolder(dirname(file));
    if ((readOnly || mustExist) && !existsSync(file))
      throw new StoreError('store-io', { cause: 'no store file' });
    const release = claimStore(file);
    try {
      if (!existsSync(file)) createFile(file);
      const reading = () => connectForReading(file);
      const connect = readOnly ? reading : () => connectForWriting(file, { isTrusting: false });
      const connector = { file, isReadOnly: readOnly, connect, connectForReading: reading, release };
      if (!isTrusting || readOnly) return new Database(connector);
      const trusting = () => connectForWriting(file, { isTrusting: true });
      const unchecked = { connect: trusting, check: assertIntact };
      return new Database({ ...connector, unchecked });
    } catch (error) {
      release();
      throw error;
    }
  } catch (error) {
    throw toStoreError(error, file);
  }
}

/** Opens an empty store in memory: to know what a schema should look like, and for tests of what needs no file. */
export function openMemoryDatabase(): Database {
  const connect = () => new sqlite.Database(':memory:');
  const release = () => undefined;
  return new Database({ file: ':memory:', isReadOnly: false, connect, connectForReading: connect, release });
}

function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if ((statSync(folder).mode & 0o077) !== 0) chmodSync(folder, 0o700);
}

/** A new store appears under its name with a page in it, so that a file cut to nothing is never taken for a new one. */
function createFile(file: string): void {
  const aside = `${file}.new`;
  rmSync(aside, { force: true });
  if (existsSync(`${file}-wal`)) throw new StoreError('store-corrupt', { cause: 'a log without its file' });
  removeStaleLock(aside);
  closeSync(openSync(aside, 'wx', 0o600));
  const raw = new sqlite.Database(aside);
  raw.exec(`PRAGMA page_size = ${PAGE_BYTES}; PRAGMA journal_mode = MEMORY; VACUUM`);
  raw.close();
  syncPath(aside);
  renameSync(aside, file);
  syncFolder(dirname(file));
}

function connectForWriting(file: string, { isTrusting }: { readonly isTrusting: boolean }): sqlite.Database {
  if (statSync(file).size < SMALLEST_FILE_BYTES) throw new StoreError('store-corrupt');
  removeStaleLock(file);
  chmodSync(file, 0o600);
  assertLogIntact(file);
  const raw = new sqlite.Database(file, { fileMustExist: true });
  try {
    setPragmas(raw);
    if (!isTrusting) assertIntact(raw);
    expectPragma(raw, 'PRAGMA journal_mode = WAL', 'wal');
    raw.exec(`PRAGMA synchronous = FULL; PRAGMA journal_size_limit = ${LOG_KEPT_BYTES}`);
    assertDurable(raw);
    chmodSync(`${file}-wal`, 0o600);
    syncFolder(dirname(file));
    return raw;
  } catch (error) {
    closeQuietly(raw);
    throw error;
  }
}

function connectForReading(file: string): sqlite.Database {
  removeStaleLock(file);
  const raw = new sqlite.Database(file, { fileMustExist: true, readOnly: true });
  try {
    setPragmas(raw);
    return raw;
  } catch (error) {
    closeQuietly(raw);
    throw error;
  }
}

function setPragmas(raw: sqlite.Database): void {
  // Exclusive comes first: without shared memory it is what makes a write-ahead log possible at all.
  expectPragma(raw, 'PRAGMA locking_mode = EXCLUSIVE', 'exclusive');
  raw.exec('PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF');
  raw.exec('PRAGMA recursive_triggers = ON; PRAGMA cell_size_check = ON');
}

/**
 * Full check, not `quick_check`: only the full one compares indexes with their tables, and a query trusts its index.
 */
function assertIntact(raw: sqlite.Database): void {
  const rows = raw.all('PRAGMA integrity_check(1)');
  if (rows.length !== 1 || rows[0]?.['integrity_check'] !== 'ok') throw new StoreError('store-corrupt');
}

/** Writes, then reads back: some builds fall to NORMAL at the first write in WAL mode. Source: security.md F6. */
function assertDurable(raw: sqlite.Database): void {
  const version = Number(raw.get('PRAGMA user_version')?.['user_version']);
  raw.exec(`BEGIN IMMEDIATE; PRAGMA user_version = ${version}; COMMIT`);
  expectPragma(raw, 'PRAGMA synchronous', 2);
  expectPragma(raw, 'PRAGMA foreign_keys', 1);
  expectPragma(raw, 'PRAGMA trusted_schema', 0);
}

function expectPragma(raw: sqlite.Database, sql: string, expected: string | number): void {
  const [answer] = Object.values(raw.get(sql) ?? {});
  if (answer === expected) return;
  throw new StoreError('store-io', { cause: `${sql} answered ${String(answer)}, not ${expected}` });
}

function closeQuietly(raw: sqlite.Database): void {
  try {
    raw.close();
  } catch {
    // the error that led here says more
  }
}

function syncPath(path: string): void {
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** The vendor's file layer syncs the folder only after deleting; a log whose name is not on the disk is no log. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return; // Windows cannot open a folder for syncing; NTFS journals names itself
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

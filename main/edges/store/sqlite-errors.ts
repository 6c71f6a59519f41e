import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';

import { StoreError } from './store-error.ts';
import type { StoreErrorCode } from './store-error.ts';

/**
 * node-sqlite3-wasm gives SQLite's English message and no code, so the text is matched here and nowhere else.
 * Source: sqlite3ErrStr() in SQLite's main.c, and the constraint messages of its insert.c.
 */
const CODE_BY_MESSAGE: readonly (readonly [RegExp, StoreErrorCode])[] = [
  [/^database or disk is full/, 'store-full'],
  [/^disk I\/O error/, 'store-io'],
  [/^unable to open database/, 'store-io'],
  [/^Could not open the database/, 'store-io'],
  [/^out of memory/, 'store-io'],
  [/^database (table |schema )?is locked/, 'store-in-use'],
  [/^database disk image is malformed/, 'store-corrupt'],
  [/^malformed database schema/, 'store-corrupt'],
  [/^file is not a database/, 'store-corrupt'],
  [/^unsupported file format/, 'store-corrupt'],
  [/^string or blob too big/, 'store-corrupt'],
  [/^attempt to write a readonly database/, 'store-read-only'],
  [/^UNIQUE constraint failed/, 'store-conflict'],
  [/constraint failed/, 'store-refused'],
  [/^cannot store .* value in .* column/, 'store-refused'],
  [/is append-only$/, 'store-refused'],
];

/**
 * Less free space than this while writing failed means "full". Units: bytes. Own choice: one checkpoint of 1,000 pages.
 */
const FULL_BELOW_BYTES = 4096 * 1000;

/**
 * Turns what SQLite or the file system threw into a StoreError; a mistake in our SQL, or any other bug, comes back as
 * it is. A full disk reaches us as a plain I/O error of the WebAssembly file layer, so the free space decides.
 */
export function toStoreError(error: unknown, file: string): unknown {
  if (error instanceof StoreError) return error;
  if (error instanceof WebAssembly.RuntimeError) return new StoreError('store-corrupt', { cause: error });
  if (!(error instanceof Error)) return error;
  const code = error.name === 'SQLite3Error' ? codeOfMessage(error.message) : codeOfSystemError(error);
  if (code === undefined) return error;
  const isFull = code === 'store-io' && freeBytes(file) < FULL_BELOW_BYTES;
  return new StoreError(isFull ? 'store-full' : code, { cause: error });
}

function codeOfMessage(message: string): StoreErrorCode | undefined {
  return CODE_BY_MESSAGE.find(([pattern]) => pattern.test(message))?.[1];
}

function codeOfSystemError(error: Error): StoreErrorCode | undefined {
  if (!('syscall' in error) || !('code' in error)) return undefined;
  return error.code === 'ENOSPC' || error.code === 'EDQUOT' ? 'store-full' : 'store-io';
}

function freeBytes(file: string): number {
  try {
    const { bavail, bsize } = statfsSync(dirname(file));
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY; // not known: the error stays an I/O error
  }
}

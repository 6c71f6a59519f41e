import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { toStoreError } from './sqlite-errors.ts';
import { StoreError } from './store-error.ts';

/** A copy of a store that nobody else knows of. */
export interface StoreCopy {
  readonly file: string;
  /** Removes the copy and its folder. Calling twice is safe. */
  readonly remove: () => void;
}

/** A checkpoint of another process takes milliseconds, and the next one comes a thousand pages later. Own choice. */
const ATTEMPTS = 20;

interface Bytes {
  readonly store: Buffer;
  readonly log: Buffer;
}

/**
 * Copies a store with its log into a private temporary folder, as it stands at one moment, whether or not a program has
 * it open. The rows in the copy are sealed as in the original. Errors: `store-io` (no such file, no right, or it
 * changed at every attempt).
 * Effects: the original is read and nothing beside it is made.
 */
export function copyStore(file: string, read: (path: string) => Buffer = readFileSync): StoreCopy {
  try {
    const bytes = readAtOneMoment(file, read);
    const folder = mkdtempSync(join(tmpdir(), 'klyuchnik-read-'));
    const remove = () => rmSync(folder, { recursive: true, force: true });
    try {
      chmodSync(folder, 0o700);
      const copy = join(folder, 'vault.sqlite');
      writeFileSync(copy, bytes.store, { mode: 0o600 });
      if (bytes.log.length > 0) writeFileSync(`${copy}-wal`, bytes.log, { mode: 0o600 });
      return { file: copy, remove };
    } catch (error) {
      remove();
      throw error;
    }
  } catch (error) {
    throw toStoreError(error, file);
  }
}

/**
 * The log grows at its end and is begun anew after its pages went into the file. So both belong together when the file
 * did not change while the log was read, and the log still begins with what was read of it. A commit that was being
 * written is the cut end of a log, which SQLite leaves out.
 */
function readAtOneMoment(file: string, read: (path: string) => Buffer): Bytes {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const store = read(file);
    const log = readIfThere(`${file}-wal`, read);
    const storeAfter = read(file);
    const logAfter = readIfThere(`${file}-wal`, read);
    const isLogSame = logAfter.length >= log.length && logAfter.subarray(0, log.length).equals(log);
    if (store.equals(storeAfter) && isLogSame) return { store, log };
  }
  throw new StoreError('store-io', { cause: 'the store changed while it was copied' });
}

function readIfThere(path: string, read: (path: string) => Buffer): Buffer {
  try {
    return read(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

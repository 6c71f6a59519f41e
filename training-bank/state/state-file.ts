import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { bankStateSchema, type BankState } from './bank-state.ts';

/** Keeps the bank's memory in a file. Calls made while one write is running share the next one. */
export interface StateKeeper {
  /** Resolves when the memory as it was at the call is on disk. Errors: rejects when the file cannot be written. */
  readonly save: () => Promise<void>;
}

/** Reads the memory of an earlier run; null when there is none. Errors: throws when the file is not the bank's. */
export async function readStateFile(path: string): Promise<BankState | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  try {
    return bankStateSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new Error(`the training bank's state file cannot be read: ${path}`, { cause: error });
  }
}

/** A keeper that writes to `path`, or nowhere when there is no path. */
export function createStateKeeper(path: string | undefined, state: BankState): StateKeeper {
  if (path === undefined) return { save: () => Promise.resolve() };
  let running: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | null = null;
  let onDisk = '';
  const write = async (): Promise<void> => {
    const text = JSON.stringify(state);
    if (text === onDisk) return;
    await writeAtomically(path, text);
    onDisk = text;
  };
  const save = (): Promise<void> => {
    if (waiting !== null) return waiting;
    const next = running
      // The one who asked for the earlier write has its error; this write is tried whatever came of it.
      .catch(() => undefined)
      .then(() => {
        waiting = null;
        return write();
      });
    waiting = next;
    running = next;
    return next;
  };
  return { save };
}

/** After a power cut the file holds the old memory or the new one, never half of it. */
async function writeAtomically(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncDirectory(dirname(path));
}

async function syncDirectory(path: string): Promise<void> {
  // Windows cannot open a directory; the rename is durable there as far as the system makes it so.
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

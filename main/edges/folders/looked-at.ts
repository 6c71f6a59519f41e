import { watch, type BigIntStats } from 'node:fs';
import { opendir } from 'node:fs/promises';
import type { FolderProblem } from '../../../contract/areas/exchange.ts';
import { FolderError } from '../../ports/folder-ports.ts';

/**
 * How many known files one look sees after, in turns: few files change after they were written, so a look costs one
 * listing and what is new. Own choice: well under a second on SMB.
 */
export const SEEN_AFTER_A_LOOK = 1_000;

/** Names that are listed at once. Own choice. */
const LISTED_AT_ONCE = 1_024;

/** What is remembered of a file between two looks, so that it is read again only when it has changed. */
export type Mark = string;

export function markOf({ ino, size, mtimeNs, ctimeNs }: BigIntStats): Mark {
  return `${ino} ${size} ${mtimeNs} ${ctimeNs}`;
}

/** Gives the names of everything in a folder. Errors: those of the file system. */
export async function* listedNames(dir: string): AsyncGenerator<string> {
  for await (const { name } of await opendir(dir, { bufferSize: LISTED_AT_ONCE })) yield name;
}

const PROBLEMS: Readonly<Record<string, FolderProblem>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EIO: 'missing',
  EHOSTDOWN: 'missing',
  EHOSTUNREACH: 'missing',
  ENOTCONN: 'missing',
  ESTALE: 'missing',
  ETIMEDOUT: 'missing',
  EBUSY: 'missing',
  EACCES: 'refused',
  EPERM: 'refused',
  EROFS: 'refused',
  ENOSPC: 'full',
  EDQUOT: 'full',
};

/** Tells an error of the file system as a problem of the folder. Errors: `FolderError`, always. */
export function fail(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  throw new FolderError(PROBLEMS[code] ?? 'other', error);
}

/** As `FolderWatcher` says. Only a hint: whoever watches looks from time to time all the same. */
export function watchFolder(dir: string, changed: () => void): () => void {
  try {
    const watcher = watch(dir, changed);
    watcher.on('error', () => watcher.close());
    return () => watcher.close();
  } catch {
    return () => undefined;
  }
}

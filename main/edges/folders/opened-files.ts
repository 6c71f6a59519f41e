import { realpath } from 'node:fs/promises';
import { isOwnPath } from './open-plain.ts';
import { readBounded } from './shared-folder.ts';

/** Most files that are taken in by hand at once. Own choice: more travel through a folder. */
const MAX_FILES = 500;

/** Stands for a file that cannot be read, is too large or no plain one: nothing in it is used. */
const NOTHING = new Uint8Array();

/** Reads files that a person chose in the system's own dialog, links too: he chose what they lead to. Errors: none. */
export function readChosenFiles(paths: readonly string[]): Promise<readonly Uint8Array[]> {
  return inTurn(paths, async (file) => readBounded(await realpath(file)));
}

/**
 * Reads files that were dropped. Their paths came through the page's process, so nothing is believed of them: plain
 * files only, no links, no network names (opening one would show the person's credentials to its server). Errors: none.
 */
export function readDroppedFiles(paths: readonly string[]): Promise<readonly Uint8Array[]> {
  return inTurn(paths, async (file) => (isOwnPath(file) ? readBounded(file) : null));
}

async function inTurn(
  paths: readonly string[],
  read: (file: string) => Promise<Uint8Array | null>,
): Promise<readonly Uint8Array[]> {
  const files: Uint8Array[] = [];
  for (const file of paths.slice(0, MAX_FILES)) files.push((await read(file).catch(() => null)) ?? NOTHING);
  return files;
}

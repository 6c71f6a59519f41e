import { open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { renameOver } from './rename-over.ts';

/**
 * Puts a file in place so that after a crash at any moment the old or the new one is there, whole. `fresh` is where it
 * is written first, in the same folder; its own default serves where nobody else writes the file.
 * Errors: rejects with the system's error (full disk, no right); the old file is then still there, and nothing of ours
 * beside it.
 * Effects: the file is readable by its owner only (on Windows by whom its folder lets); the data and its name are on
 * disk when this resolves.
 */
export async function replaceDurably(
  path: string,
  content: string | Uint8Array,
  fresh = `${path}.new`,
): Promise<void> {
  try {
    await writeSynced(fresh, content);
    await renameOver(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

async function writeSynced(path: string, content: string | Uint8Array): Promise<void> {
  await rm(path, { force: true }); // left by a crash; its mode or owner may be another's
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return; // a folder cannot be opened there; NTFS journals the rename
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

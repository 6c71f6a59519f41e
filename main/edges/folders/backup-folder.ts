import { createHash } from 'node:crypto';
import { open, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../ports/app-error.ts';
import type { BackupFolder } from '../../domain/backup/backup-ports.ts';
import { writeWhole } from './write-whole.ts';

/**
 * The largest backup that is read. Units: bytes. Own choice: a hundred times that of a company of ten thousand
 * payments, and what a process can hold twice.
 */
const MAX_BACKUP_BYTES = 1024 * 1024 * 1024;

/** Two backups of one second are two files; more than these are a mistake. Own choice. */
const NAMES_TRIED = 100;

/** Files of backups in a folder that a person chose. */
export const backupFolder: BackupFolder = {
  put: async (folder, name, content) => {
    await assertThere(folder);
    const free = await freeName(folder, name);
    await writeWhole(path.join(folder, free), content);
    return free;
  },
  read: async (folder, name) => {
    await assertThere(folder);
    return readBackupFile(path.join(folder, name));
  },
  remove: async (folder, { name, sha256 }) => {
    const file = path.join(folder, name);
    try {
      if (backupFolder.digest(await readBackupFile(file)) !== sha256) return false;
      await rm(file);
      return true;
    } catch {
      return false;
    }
  },
  digest: (content) => createHash('sha256').update(content).digest('hex'),
};

/** Reads a backup that a person chose. Errors: `store-io`, `backup-damaged` when it is too large. */
export async function readBackupFile(file: string): Promise<Uint8Array> {
  try {
    const handle = await open(file, 'r');
    try {
      if ((await handle.stat()).size > MAX_BACKUP_BYTES) throw new AppError('backup-damaged', { line: null });
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('store-io', { what: 'backup' }, error);
  }
}

async function assertThere(folder: string): Promise<void> {
  const isThere = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isThere) throw new AppError('backup-folder-gone');
}

/** Never the name of a file that is there: it may be somebody's. */
async function freeName(folder: string, name: string): Promise<string> {
  const dot = name.indexOf('.');
  const [stem, ending] = [name.slice(0, dot), name.slice(dot)];
  for (let number = 1; number <= NAMES_TRIED; number += 1) {
    const tried = number === 1 ? name : `${stem}-${number}${ending}`;
    const isTaken = await stat(path.join(folder, tried)).then(
      () => true,
      () => false,
    );
    if (!isTaken) return tried;
  }
  throw new AppError('store-io', { what: 'backup' });
}

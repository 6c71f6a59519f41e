import { createWriteStream } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';

/** Says where an entry goes (a relative path), or null to leave it in the archive. */
export type PlaceEntry = (nameInZip: string) => string | null;

// Unix file types as they stand in the upper half of a zip entry's external attributes. Source: inode(7).
const fileTypeMask = 0o170000;
const symlinkType = 0o120000;

/**
 * Unpacks the chosen entries of a zip file, with their execute bits and links.
 *
 * Errors: rejects on a broken archive and on an entry that would land outside `targetDir`.
 * Effects: writes below `targetDir`; on failure what was written so far stays for the caller to remove.
 */
export async function unzip(zipPath: string, targetDir: string, place: PlaceEntry): Promise<void> {
  const zip = await open(zipPath);
  await new Promise<void>((resolve, reject) => {
    zip.once('error', reject);
    zip.once('end', resolve);
    zip.on('entry', (entry: Entry) => {
      unpackEntry(zip, entry, { targetDir, place }).then(() => zip.readEntry(), reject);
    });
    zip.readEntry();
  }).finally(() => zip.close());
}

function open(zipPath: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(zipPath, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error) reject(error);
      else resolve(zip);
    });
  });
}

async function unpackEntry(
  zip: ZipFile,
  entry: Entry,
  { targetDir, place }: { readonly targetDir: string; readonly place: PlaceEntry },
): Promise<void> {
  const relative = place(entry.fileName);
  // Folders are made with the files in them.
  if (relative === null || entry.fileName.endsWith('/')) return;
  const target = path.resolve(targetDir, relative);
  if (!isInside(target, targetDir)) throw new Error(`The archive names a path outside: ${entry.fileName}`);
  await mkdir(path.dirname(target), { recursive: true });
  const attributes = entry.externalFileAttributes >>> 16;
  const content = await openEntry(zip, entry);
  if ((attributes & fileTypeMask) === symlinkType) {
    const link = (await buffer(content)).toString('utf8');
    if (!isInside(path.resolve(path.dirname(target), link), targetDir)) {
      throw new Error(`The archive links outside: ${entry.fileName}`);
    }
    await symlink(link, target);
    return;
  }
  const mode = (attributes & 0o111) === 0 ? 0o644 : 0o755;
  await pipeline(content, createWriteStream(target, { mode, flags: 'wx' }));
}

function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, content) => {
      if (error) reject(error);
      else resolve(content);
    });
  });
}

function isInside(target: string, dir: string): boolean {
  const relative = path.relative(dir, target);
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
}

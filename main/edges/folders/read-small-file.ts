import { createHash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { realpath, rm, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../ports/app-error.ts';
import { Secret } from '../../ports/secret.ts';
import type { PickedFile, Removal } from '../../ports/document-ports.ts';
import { isOwnPath, openPlain } from './open-plain.ts';

/** A certificate with its chain and a key take a few kilobytes. Units: bytes. Own choice. */
export const MAX_FILE_BYTES = 256 * 1024;

/** Source: own choice, as for the reading itself (main/domain/certificates/read-certificates.ts). */
const MAX_FILES = 10;

/**
 * Reads files that a person chose in the system's own dialog, links too: he chose what they lead to. Errors:
 * `certificate-file*`.
 */
export async function readChosen(paths: readonly string[]): Promise<readonly PickedFile[]> {
  assertFew(paths);
  return inTurn(paths, async (path) => readSmallFile(await realpath(path).catch(refuseUnreadable)));
}

/**
 * Reads files that were dropped. Their paths came through the page's process, so nothing is believed of them: plain
 * files only, no links, no network names (opening one would show the person's credentials to its server). Errors:
 * `certificate-file*`.
 */
export async function readDropped(paths: readonly string[]): Promise<readonly PickedFile[]> {
  assertFew(paths);
  return inTurn(paths, async (path) => {
    if (!isOwnPath(path)) throw new AppError('certificate-file-unreadable');
    return readSmallFile(path);
  });
}

async function readSmallFile(path: string): Promise<PickedFile> {
  const name = basename(path);
  const file = await openPlain(path, constants.O_RDONLY).catch((error: unknown) => refuse(error, name));
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new AppError('certificate-file-not-plain', { file: name });
    if (stats.size === 0) throw new AppError('certificate-file-empty', { file: name });
    const bytes = await readAtMost(file, name);
    const digest = digestOf(bytes);
    const secret = Secret.fromBytes(bytes);
    bytes.fill(0);
    return { name, bytes: secret, remove: () => remove(path, stats, digest) };
  } finally {
    await file.close();
  }
}

/** The size is what is read, not what the file says of itself: it may grow meanwhile. */
async function readAtMost(file: FileHandle, name: string): Promise<Buffer> {
  const room = Buffer.alloc(MAX_FILE_BYTES + 1);
  let length = 0;
  while (length < room.length) {
    const { bytesRead } = await file.read(room, length, room.length - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  if (length > MAX_FILE_BYTES) {
    room.fill(0);
    throw new AppError('certificate-file-large', { file: name });
  }
  return room.subarray(0, length);
}

/**
 * Overwrites and deletes the file if it is still the one that was read: the same file of the disk with the same bytes.
 */
async function remove(path: string, read: Stats, digest: string): Promise<Removal> {
  let file: FileHandle;
  try {
    file = await openPlain(path, constants.O_RDWR);
  } catch (error) {
    return hasCode(error, 'ENOENT') ? 'gone' : 'failed';
  }
  try {
    const now = await file.stat();
    if (now.ino !== read.ino || now.dev !== read.dev || now.size !== read.size) return 'changed';
    const bytes = await readAtMost(file, basename(path));
    const isSame = digestOf(bytes) === digest;
    bytes.fill(0);
    if (!isSame) return 'changed';
    // Once: on the disks of today a second time changes nothing, and a copy may stay elsewhere whatever is done.
    await file.write(bytes, 0, bytes.length, 0);
    await file.sync();
  } catch {
    return 'failed';
  } finally {
    await file.close();
  }
  return rm(path).then(
    () => 'removed' as const,
    () => 'failed' as const,
  );
}

function assertFew(paths: readonly string[]): void {
  if (paths.length > MAX_FILES) throw new AppError('certificate-files-many');
}

async function inTurn(
  paths: readonly string[],
  read: (path: string) => Promise<PickedFile>,
): Promise<readonly PickedFile[]> {
  const files: PickedFile[] = [];
  try {
    for (const path of paths) files.push(await read(path));
  } catch (error) {
    for (const { bytes } of files) bytes.wipe();
    throw error;
  }
  return files;
}

function refuse(error: unknown, name: string): never {
  if (hasCode(error, 'ELOOP') || hasCode(error, 'EISDIR') || hasCode(error, 'ENXIO'))
    throw new AppError('certificate-file-not-plain', { file: name });
  throw new AppError('certificate-file-unreadable', { file: name }, error);
}

function refuseUnreadable(error: unknown): never {
  throw new AppError('certificate-file-unreadable', {}, error);
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

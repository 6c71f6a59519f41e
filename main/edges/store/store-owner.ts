import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeSync,
} from 'node:fs';

import { z } from 'zod';

import { isRunning, thisProcess } from './process-identity.ts';
import { StoreError } from './store-error.ts';

const ownerSchema = z.strictObject({
  claim: z.string(),
  pid: z.int(),
  bootId: z.string().nullable(),
  bootAtMs: z.number().nullable(),
  startTime: z.string().nullable(),
});

type Owner = z.infer<typeof ownerSchema>;

/** Attempts before giving up when claims of dead processes keep appearing. Own choice. */
const CLAIM_ATTEMPTS = 5;

/**
 * Makes this process the owner of the store and removes the lock that a killed owner left behind; returns how to give
 * it back. The caller holds the app's single-instance lock: this guards against an app of another profile or user
 * session that names the same file.
 * `link`: how a file gets its second name; disks without hard links (exFAT, FAT, many SMB and FUSE mounts) refuse.
 * Errors: `store-in-use` when the owner (this process included) is alive.
 * Effects: writes `<file>.owner`, removes a stale `<file>.lock`.
 */
export function claimStore(file: string, link: typeof linkSync = linkSync): () => void {
  const owner: Owner = { claim: randomUUID(), ...thisProcess() };
  const path = `${file}.owner`;
  for (let attempt = 0; attempt < CLAIM_ATTEMPTS; attempt += 1) {
    if (putOwner(path, owner, link)) {
      removeStaleLock(file);
      return () => releaseOwner(path, owner);
    }
    const other = readOwner(path);
    if (other !== undefined && isRunning(other)) throw new StoreError('store-in-use');
    removeDeadOwner(path, other, link);
  }
  throw new StoreError('store-in-use');
}

/** Writes aside and links into place: the owner file is whole from the first moment, and only one process can win. */
function putOwner(path: string, owner: Owner, link: typeof linkSync): boolean {
  const aside = `${path}.${owner.claim}`;
  const handle = openSync(aside, 'wx', 0o600);
  try {
    writeSync(handle, JSON.stringify(owner));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  try {
    link(aside, path);
    return true;
  } catch (error) {
    if (isSystemError(error, 'EEXIST')) return false;
    if (!isWithoutLinks(error)) throw error;
    return createOwner(path, owner);
  } finally {
    unlinkSync(aside);
  }
}

/**
 * Codes by which a disk says that it has no hard links. Source: link(2),
 * https://github.com/openclaw/openclaw/issues/81089, https://github.com/NixOS/nix/pull/3749.
 */
const WITHOUT_LINKS = [
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EINVAL',
  'EISDIR',
  'EACCES',
  'EXDEV',
  'UNKNOWN',
];

function isWithoutLinks(error: unknown): boolean {
  return WITHOUT_LINKS.some((code) => isSystemError(error, code));
}

/**
 * Exclusive creation, which such disks have too (open(2), O_EXCL). For a moment the file is not whole, and somebody
 * could take it for a dead one's: what counts is who stands in it afterwards.
 */
function createOwner(path: string, owner: Owner): boolean {
  let handle: number;
  try {
    handle = openSync(path, 'wx', 0o600);
  } catch (error) {
    if (isSystemError(error, 'EEXIST')) return false;
    throw error;
  }
  try {
    writeSync(handle, JSON.stringify(owner));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return readOwner(path)?.claim === owner.claim;
}

function readOwner(path: string): Owner | undefined {
  try {
    return ownerSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined; // gone, or cut short by a power loss: nobody alive wrote it
  }
}

/** Takes the dead owner's file away by name, and puts it back if meanwhile it had become somebody else's. */
function removeDeadOwner(path: string, dead: Owner | undefined, link: typeof linkSync): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return;
    throw error;
  }
  const taken = readOwner(aside);
  try {
    if (taken !== undefined && taken.claim !== dead?.claim) link(aside, path);
  } catch (error) {
    if (taken === undefined || !isWithoutLinks(error)) throw error;
    createOwner(path, taken);
  }
  unlinkSync(aside);
}

function releaseOwner(path: string, owner: Owner): void {
  if (readOwner(path)?.claim === owner.claim) unlinkSync(path);
}

/** node-sqlite3-wasm locks by an empty directory `<file>.lock`, which survives kill -9. Source: security.md F5. */
export function removeStaleLock(file: string): void {
  try {
    rmdirSync(`${file}.lock`);
  } catch (error) {
    if (!isSystemError(error, 'ENOENT')) throw error;
  }
}

function isSystemError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

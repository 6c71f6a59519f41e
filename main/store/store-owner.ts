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
 * Errors: `store-in-use` when the owner (this process included) is alive.
 * Effects: writes `<file>.owner`, removes a stale `<file>.lock`.
 */
export function claimStore(file: string): () => void {
  const owner: Owner = { claim: randomUUID(), ...thisProcess() };
  const path = `${file}.owner`;
  for (let attempt = 0; attempt < CLAIM_ATTEMPTS; attempt += 1) {
    if (putOwner(path, owner)) {
      removeStaleLock(file);
      return () => releaseOwner(path, owner);
    }
    const other = readOwner(path);
    if (other !== undefined && isRunning(other)) throw new StoreError('store-in-use');
    removeDeadOwner(path, other);
  }
  throw new StoreError('store-in-use');
}

/** Writes aside and links into place: the owner file is whole from the first moment, and only one process can win. */
function putOwner(path: string, owner: Owner): boolean {
  const aside = `${path}.${owner.claim}`;
  const handle = openSync(aside, 'wx', 0o600);
  try {
    writeSync(handle, JSON.stringify(owner));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  try {
    linkSync(aside, path);
    return true;
  } catch (error) {
    if (isSystemError(error, 'EEXIST')) return false;
    throw error;
  } finally {
    unlinkSync(aside);
  }
}

function readOwner(path: string): Owner | undefined {
  try {
    return ownerSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined; // gone, or cut short by a power loss: nobody alive wrote it
  }
}

/** Takes the dead owner's file away by name, and puts it back if meanwhile it had become somebody else's. */
function removeDeadOwner(path: string, dead: Owner | undefined): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return;
    throw error;
  }
  const taken = readOwner(aside);
  if (taken !== undefined && taken.claim !== dead?.claim) linkSync(aside, path);
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

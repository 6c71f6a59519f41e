import { renameSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * What Windows answers while somebody else (a virus scanner, a search index, a copy of us) has one of the two files
 * open. Source: Microsoft, MoveFileEx and «Creating and opening files», sharing violations;
 * https://github.com/isaacs/node-graceful-fs/blob/main/polyfills.js.
 */
const HELD = ['EPERM', 'EACCES', 'EBUSY'];

/** Units: ms between two tries; together 2 s. Own choice: scanners hold a new file for less. */
const PAUSES_MS = [10, 20, 50, 100, 200, 400, 600, 620];

/** How to rename, wait and on which system; for tests. */
export interface Renaming<Result> {
  readonly platform: NodeJS.Platform;
  readonly rename: (from: string, to: string) => Result;
  readonly wait: (ms: number) => Result;
}

/** Puts `from` in the place of `to`; on Windows again for 2 s while one of them is held. Errors: the system's last. */
export async function renameOver(
  from: string,
  to: string,
  how: Renaming<Promise<unknown>> = { platform: process.platform, rename, wait: pause },
): Promise<void> {
  for (const ms of how.platform === 'win32' ? PAUSES_MS : []) {
    try {
      await how.rename(from, to);
      return;
    } catch (error) {
      if (!isHeld(error)) throw error;
      await how.wait(ms);
    }
  }
  await how.rename(from, to);
}

/** As `renameOver`, for what has to be done before the next turn. */
export function renameOverSync(
  from: string,
  to: string,
  how: Renaming<void> = { platform: process.platform, rename: renameSync, wait: sleep },
): void {
  for (const ms of how.platform === 'win32' ? PAUSES_MS : []) {
    try {
      how.rename(from, to);
      return;
    } catch (error) {
      if (!isHeld(error)) throw error;
      how.wait(ms);
    }
  }
  how.rename(from, to);
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function isHeld(error: unknown): boolean {
  return error instanceof Error && 'code' in error && HELD.includes(String(error.code));
}

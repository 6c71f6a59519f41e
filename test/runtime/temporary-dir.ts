import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** Returns a new folder for the running test, removed after it. */
export async function temporaryDir(): Promise<string> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'klyuchnik-test-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

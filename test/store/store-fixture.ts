import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

import type { Database } from '../../main/edges/store/database.ts';
import type { StoreKeys } from '../../main/edges/store/seal.ts';
import { StoreError } from '../../main/edges/store/store-error.ts';
import { openReady, testKeys } from './sample-store.ts';

/** A folder of this test alone, gone when the test is over. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'klyuchnik-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function testFile(): string {
  return join(testFolder(), 'profile', 'store.sqlite');
}

/** Opens the store as the app does, and closes it when the test is over. */
export function openForTest(file: string = testFile(), keys: StoreKeys = testKeys()): Database {
  const db = openReady(file, keys);
  onTestFinished(() => db.close());
  return db;
}

/** The code of the StoreError that `act` throws; anything else that it throws, or nothing, fails the test. */
export function storeErrorOf(act: () => unknown): StoreError {
  try {
    act();
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** Numbers that look random and are the same in every run. Source: mulberry32. */
export function seededRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

import { accessSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { renameOverSync } from '../system/rename-over.ts';

/** Remembers, outside the keychain, that a canary was left in it. Holds no secret. */
export interface CanaryRecord {
  /** True when a canary was seen or left before; then its absence means `locked`, not "first use". */
  isKnown(): boolean;
  /** Remembers it. Errors: throws when it cannot be remembered; calling again is safe. */
  markKnown(): void;
}

/**
 * Keeps the record in a small file of the profile (`keychain.json`). That the file is there is the record; what it
 * says is for people. So a damaged or unreadable file counts as "known": the safe side, because a keychain that
 * answers "nothing" is then `locked` and never `absent`. Synchronous, so that a call is in the queue when it returns
 * and a lock right after it ends it; one look at one file.
 */
export function canaryFile(path: string, backend: string): CanaryRecord {
  return {
    isKnown: () => {
      try {
        accessSync(path);
        return true;
      } catch (error) {
        return !isMissingFile(error);
      }
    },
    markKnown: () => {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      writeFileSync(`${path}.new`, `${JSON.stringify({ canary: true, backend })}\n`, { mode: 0o600 });
      renameOverSync(`${path}.new`, path);
    },
  };
}

function isMissingFile(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

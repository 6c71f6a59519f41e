import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { renameOverSync } from './rename-over.ts';

const ProfileFile = z.strictObject({ profileId: z.uuid() });

/** Where everything of one profile lies. */
export interface Profile {
  /** Names the profile's items in the keychain, so that two profiles never meet there. */
  readonly profileId: string;
  readonly vaultFile: string;
  readonly keychainFile: string;
  readonly passphraseFile: string;
  /**
   * A copy of the key of the records, sealed by a passphrase; there only when somebody, or the training company, left
   * one.
   */
  readonly spareKeyFile: string;
  readonly trainingStateFile: string;
  /** Dates of what ends, readable while the vault is locked. */
  readonly remindersFile: string;
  readonly logFile: string;
}

/**
 * A small file of the profile that a power cut left empty or torn. Source:
 * https://github.com/kando-menu/kando/issues/858.
 */
export class DamagedProfileError extends Error {
  readonly file: string;

  constructor(file: string) {
    super(`a file of the profile is damaged: ${file}`);
    this.file = file;
  }
}

/**
 * Opens a profile, or makes a new one.
 * Effects: the folder (0700) and a small file with the profile's id.
 * Errors: `DamagedProfileError`, those of the disk; never another id, for that one names the items in the keychain.
 */
export function openProfile(dir: string): Profile {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  return profileAt(dir, readProfileId(join(dir, 'profile.json')));
}

/**
 * Returns where everything of a profile lies, for reading only; `null` when there is none. Errors:
 * `DamagedProfileError`, those of the disk.
 */
export function existingProfile(dir: string): Profile | null {
  try {
    return profileAt(dir, parseProfileId(join(dir, 'profile.json')));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function profileAt(dir: string, profileId: string): Profile {
  return {
    profileId,
    vaultFile: join(dir, 'store', 'vault.sqlite'),
    keychainFile: join(dir, 'keychain.json'),
    passphraseFile: join(dir, 'passphrase-vault.json'),
    spareKeyFile: join(dir, 'spare-key.json'),
    trainingStateFile: join(dir, 'training-bank.json'),
    remindersFile: join(dir, 'reminders.json'),
    logFile: join(dir, 'logs', 'klyuchnik.log'),
  };
}

function parseProfileId(file: string): string {
  const text = readFileSync(file, 'utf8');
  try {
    return ProfileFile.parse(JSON.parse(text)).profileId;
  } catch {
    throw new DamagedProfileError(file);
  }
}

function readProfileId(file: string): string {
  try {
    return parseProfileId(file);
  } catch (error) {
    if (!isMissing(error)) throw error;
    const profileId = randomUUID();
    writeFileSync(`${file}.new`, JSON.stringify({ profileId }), { mode: 0o600, flush: true });
    renameOverSync(`${file}.new`, file);
    return profileId;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

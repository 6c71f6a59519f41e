import type { BackupContents } from '../../../contract/areas/backup.ts';
import type { Instant } from '../../../contract/values/dates.ts';
import type { Secret } from '../../ports/secret.ts';
import type { RestoredFacts } from './restored-records.ts';

/** What a backup is told beside the records. `secrets`: those that a person chose to put in; `null` for none. */
export interface BackupFacts {
  readonly program: string;
  readonly madeAt: Instant;
  readonly secrets: readonly NamedSecret[] | null;
}

/** A secret with its name in the keychain. */
export interface NamedSecret {
  readonly name: string;
  readonly secret: Secret;
}

/** The records as the lines of a backup, and back. Everything goes in turns with whatever else the process does. */
export interface BackupRecords {
  /**
   * Returns all records as they stand at one moment, in plain. The caller zeroes the bytes. Errors: `store-*`;
   * `store-corrupt` where one row does not open.
   */
  write(facts: BackupFacts): Promise<Uint8Array>;
}

/** Looks into a backup by putting it back into the memory alone: every row is read as the program would read it. */
export interface BackupProof {
  /** Errors: `backup-not-one`, `backup-too-new`, `backup-damaged` with the line. Effects: none. */
  prove(plain: Uint8Array): Promise<BackupContents>;
}

/** Encrypts a backup, as the ordinary `age` does. */
export interface BackupSealing {
  seal(plain: Uint8Array, passphrase: Secret): Promise<Uint8Array>;
  /** Errors: `passphrase-wrong`, `backup-not-one`, `backup-damaged`. The caller zeroes what it gets. */
  open(file: Uint8Array, passphrase: Secret): Promise<Uint8Array>;
}

/** One backup of this computer, as it remembers it: only such a file is ever deleted. */
export interface MadeBackup {
  readonly name: string;
  readonly madeAt: Instant;
  readonly sha256: string;
}

/** The folder that a person chose. */
export interface BackupFolder {
  /**
   * Puts a file there whole or not at all, under this name or, where something has it, a similar one. Returns the name.
   * Errors: `backup-folder-gone`, `store-full`, `store-io`.
   */
  put(folder: string, name: string, content: Uint8Array): Promise<string>;
  /** Reads a file back. Errors: `backup-folder-gone`, `store-io`, `backup-damaged` when it is too large. */
  read(folder: string, name: string): Promise<Uint8Array>;
  /** Deletes the file if it is still, byte for byte, the one that was made. Errors: none; `false` when it is not. */
  remove(folder: string, made: MadeBackup): Promise<boolean>;
  digest(content: Uint8Array): string;
}

/** Puts a backup in place of the records of this computer. */
export interface BackupPlace {
  /**
   * Builds the new records aside. `above`: the count of writes that is known of the records here. Returns how they take
   * their place. Errors: `backup-*`, `store-*`; nothing has changed then.
   */
  build(
    plain: Uint8Array,
    facts: RestoredFacts & { readonly above: number; readonly keptUntil: Instant | null },
  ): Promise<BuiltRecords>;
}

export interface BuiltRecords {
  readonly contents: BackupContents;
  /** The key of the new records; whoever asks wipes it. */
  readonly storeKey: Secret;
  /** What came with them. The caller wipes them. */
  readonly secrets: readonly NamedSecret[];
  /** Puts the files of before aside, the new ones in their place. Errors: `store-io`. Effects: nothing is deleted. */
  takePlace(): void;
  /** Gives it up. Effects: what was built is removed. */
  remove(): void;
}

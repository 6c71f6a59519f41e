import type { Instant } from '../../../contract/values/dates.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import type { TakenIn } from './take-in.ts';

/**
 * Why nothing goes through the folder. `missing`: it is not there, or its drive is away; `refused`: no right to read or
 * write; `full`: no space; `keychain`: the keys that open and sign are locked; `other`: the log says more.
 */
export type FolderProblem = 'missing' | 'refused' | 'full' | 'keychain' | 'other';

/** The folder itself failed: nothing could be listed or put. `cause` is what the file system said. */
export class FolderError extends Error {
  readonly problem: FolderProblem;

  constructor(problem: FolderProblem, cause: unknown) {
    super(`the shared folder: ${problem}: ${String(cause)}`, { cause });
    this.problem = problem;
  }
}

/** A file as it was found. Whether it holds anything for us is the reader's question. */
export interface FoundFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * A folder that several computers share. It is never trusted: names say nothing, anybody may add, change, rename or
 * remove files, half-written and conflicting copies come and go. Files are only ever added by us, never changed or
 * removed.
 */
export interface SharedFolder {
  /**
   * Adds a file: whole, on the disk, or not at all. The same bytes twice are one file. Returns its name. Errors:
   * `FolderError`; nothing is left behind then.
   */
  put(bytes: Uint8Array): Promise<string>;
  /**
   * Gives, one at a time, the files that are new since the last look, however many, and of the others those found
   * changed: each is seen after in its turn. Links, folders, empty, too large and unreadable files, and everything that
   * is not named like ours, are passed over. Errors: `FolderError`.
   */
  look(): AsyncIterable<FoundFile>;
}

/** Opens shared folders. */
export interface SharedFolders {
  /** Returns the folder with no memory of earlier looks. Errors: none; the folder itself says so when it is used. */
  open(dir: string): SharedFolder;
  /**
   * Calls `changed` when the system tells of a change, which many shares never do. Returns what ends it. Errors: none.
   */
  watch(dir: string, changed: () => void): () => void;
}

/** How the exchange of a company stands. */
export interface ExchangeState {
  readonly lastLookAt: Instant | null;
  readonly problem: FolderProblem | null;
  /** What came since the vault was opened. */
  readonly taken: TakenIn;
}

/** Carries signed files between this computer and the others for as long as the vault is open. */
export interface Exchange {
  state(companyId: CompanyId): ExchangeState;
  /** Something was signed here or changed: it is put into the folders soon. Errors: none. */
  wake(): void;
  /** Looks into the folders now, and returns when that is done. Errors: none; they are in the state. */
  look(): Promise<void>;
  /** Takes in files that a person opened or dropped. Errors: `keychain-*`, `store-*`. */
  takeFiles(files: readonly Uint8Array[]): Promise<TakenIn>;
}

/** Lets a person choose files and folders in the system's own dialogs. */
export interface SignedFiles {
  /**
   * Returns the bytes of the files that were chosen; `null` when the dialog was closed. A file that cannot be read
   * comes back empty.
   */
  pick(): Promise<readonly Uint8Array[] | null>;
  /**
   * Reads files that were dropped on the window; their paths came through the page's process and are believed nothing.
   */
  take(paths: readonly string[]): Promise<readonly Uint8Array[]>;
  /** Returns the folder that was chosen; `null` when the dialog was closed. */
  pickFolder(): Promise<string | null>;
}

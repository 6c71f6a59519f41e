import type { FolderProblem } from '../../../contract/areas/exchange.ts';
import type { Instant } from '../../../contract/values/dates.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import type { FolderWatcher } from '../../ports/folder-ports.ts';
import type { TakenIn } from './take-in.ts';

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
export interface SharedFolders extends FolderWatcher {
  /** Returns the folder with no memory of earlier looks. Errors: none; the folder itself says so when it is used. */
  open(dir: string): SharedFolder;
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

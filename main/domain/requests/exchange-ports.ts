import type { Instant } from '../../../contract/values/dates.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import type { TakenIn } from './take-in.ts';

/**
 * Why nothing goes through the folder. `missing`: it is not there, or its drive is away; `refused`: no right to read or write; `full`: no space;
 * `keychain`: the keys that open and sign are locked; `other`: the log says more.
 */
export type FolderProblem = 'missing' | 'refused' | 'full' | 'keychain' | 'other';

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
  /** Returns the bytes of the files that were chosen; `null` when the dialog was closed. A file that cannot be read comes back empty. */
  pick(): Promise<readonly Uint8Array[] | null>;
  /** Reads files that were dropped on the window; their paths came through the page's process and are believed nothing. */
  take(paths: readonly string[]): Promise<readonly Uint8Array[]>;
  /** Returns the folder that was chosen; `null` when the dialog was closed. */
  pickFolder(): Promise<string | null>;
}

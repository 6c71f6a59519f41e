import type { BankEntry } from '../../contract/areas/banks.ts';
import type { LocalDate } from '../../contract/values/dates.ts';
import type { Secret } from './secret.ts';

/** Makes a PDF of a page of HTML that has neither scripts nor links to anything outside itself. */
export interface PdfPrinter {
  /** Errors: throws when the page cannot be printed; nothing is left behind. */
  print(html: string): Promise<Uint8Array>;
}

/** A file that a person is about to get. */
export interface OutgoingFile {
  /** With its extension; the person may change it. */
  readonly suggestedName: string;
  readonly content: string | Uint8Array;
}

/** Saves files where a person says, in the system's own dialog. */
export interface FileSaver {
  /**
   * Returns where it was saved; `null` when the person closed the dialog. Errors: `store-full`, `store-io`. Effects:
   * one file, whole or not at all.
   */
  save(file: OutgoingFile): Promise<string | null>;
}

/** The bytes of one file. `name`: without its folder. */
export interface SourceFile {
  readonly name: string;
  readonly bytes: Secret;
}

/**
 * What became of a file that was to be deleted. `changed`: it is no longer the file that was read, so it was left
 * alone.
 */
export type Removal = 'removed' | 'gone' | 'changed' | 'failed';

/** A file that a person chose. `bytes` is wiped by whoever took the file. */
export interface PickedFile extends SourceFile {
  /**
   * Overwrites the file once and deletes it, if it still is the one that was read. Errors: none, they are the outcome.
   */
  remove(): Promise<Removal>;
}

/** An exchange file of 1C that a person chose; it holds no secret. */
export interface PickedOrders {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Lets a person choose an exchange file of 1C. */
export interface OrdersPicker {
  /** Returns `null` when the person closed the dialog. Errors: `orders-large`, `orders-unreadable`. */
  pick(): Promise<PickedOrders | null>;
  /** Returns the path of the folder into which 1C exports; `null` when the person closed the dialog. */
  pickFolder(): Promise<string | null>;
}

/** Finds QR codes on pictures. */
export interface CodeReader {
  /** Returns the bytes of every code; none when it is no picture, or there is no code on it. */
  codesOn(picture: Uint8Array): Promise<readonly Uint8Array[]>;
}

/** The directory of banks as it stands in a file. */
export interface ReadDirectory {
  readonly businessDay: LocalDate;
  readonly editionDay: LocalDate;
  readonly banks: readonly BankEntry[];
}

/** Reads files of the Bank of Russia's directory (ED807), as XML or in a zip. */
export interface DirectoryReader {
  /**
   * Errors: `bank-directory-unreadable` (no such file, or damaged), `bank-directory-large`, `bank-directory-partial`
   * (changes only).
   */
  read(bytes: Uint8Array): Promise<ReadDirectory>;
}

/** Lets a person choose a file of the directory. */
export interface DirectoryPicker {
  /** Returns `null` when the person closed the dialog. Errors: `bank-directory-large`, `bank-directory-unreadable`. */
  pick(): Promise<Uint8Array | null>;
}

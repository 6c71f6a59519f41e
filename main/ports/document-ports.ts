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

import type { FontMeasures, PrintedPage } from './printed-page.ts';

/** Writes sheets as a PDF with its fonts inside. */
export interface PdfWriter {
  /**
   * `layOut` is asked for one sheet after the other, so that other work goes on between them. Errors: those of
   * `layOut`; nothing is left behind then.
   */
  write(title: string, layOut: (fonts: FontMeasures) => Iterable<PrintedPage>): Promise<Uint8Array>;
}

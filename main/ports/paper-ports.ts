/** A rectangle on a sheet. Units: millimetres from the left and the upper edge of the sheet. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A straight line. Units: millimetres. */
export interface Rule {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export type Weight = 'regular' | 'bold';

/** One line of text. Units: `x` and `baseline` millimetres, `size` points. */
export interface PlacedText {
  readonly text: string;
  readonly x: number;
  readonly baseline: number;
  readonly size: number;
  readonly weight: Weight;
}

/** A sheet with everything that stands on it. */
export interface PrintedPage {
  readonly orientation: 'portrait' | 'landscape';
  readonly rules: readonly Rule[];
  readonly texts: readonly PlacedText[];
  /** Large pale lines across the sheet, under everything else. */
  readonly watermark: readonly string[];
}

/** Units: millimetres a point. Source: PDF 32000-1, 8.3.2.3: 72 points an inch. */
export const MM_PER_POINT = 25.4 / 72;

/** Units: millimetres. Source: ISO 216, A4. */
export const A4 = { width: 210, height: 297 } as const;

/** What the printed font says of a text. */
export interface FontMeasures {
  /** Units: takes points, gives millimetres. */
  width(text: string, size: number, weight: Weight): number;
  /** The first character that the font cannot show; `null` when it shows all. */
  missing(text: string): string | null;
}

/** Writes sheets as a PDF with its fonts inside. */
export interface PdfWriter {
  /**
   * `layOut` is asked for one sheet after the other, so that other work goes on between them. Errors: those of
   * `layOut`; nothing is left behind then.
   */
  write(title: string, layOut: (fonts: FontMeasures) => Iterable<PrintedPage>): Promise<Uint8Array>;
}

import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A line of text as it stands on paper. Units: millimetres from the left and the upper edge; `baseline` below it. */
export interface ReadText {
  readonly text: string;
  readonly x: number;
  readonly right: number;
  readonly baseline: number;
  /** Units: points. */
  readonly size: number;
  readonly isUpright: boolean;
}

/** A stroke between two points. Units: millimetres from the left and the upper edge. */
export interface ReadRule {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface ReadSheet {
  readonly width: number;
  readonly height: number;
  readonly texts: readonly ReadText[];
  readonly rules: readonly ReadRule[];
}

/** Source: PDF 32000-1, 8.3.2.3. */
const MM = 25.4 / 72;

/** Reads a PDF back by the library of Firefox, which shares nothing with what wrote it. */
export async function readSheets(pdf: Uint8Array): Promise<readonly ReadSheet[]> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0, useSystemFonts: false });
  const document = await task.promise;
  const sheets: ReadSheet[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const [, , width = 0, height = 0] = page.view;
    const { items } = await page.getTextContent();
    const texts = items.flatMap((item) => {
      if (!('str' in item) || item.str.trim() === '') return [];
      const [a = 0, b = 0, , , x = 0, y = 0] = item.transform as number[];
      const place = { x: x * MM, right: (x + item.width) * MM, baseline: (height - y) * MM };
      return [{ text: item.str, ...place, size: Math.hypot(a, b), isUpright: Math.abs(b) < 0.01 }];
    });
    const operators = await page.getOperatorList();
    sheets.push({ width: width * MM, height: height * MM, texts, rules: rulesOf(operators, height) });
    page.cleanup();
  }
  await task.destroy();
  return sheets;
}

type Matrix = readonly [number, number, number, number, number, number];

function rulesOf({ fnArray, argsArray }: { fnArray: number[]; argsArray: unknown[] }, height: number) {
  const rules: ReadRule[] = [];
  const kept: Matrix[] = [];
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  fnArray.forEach((operator, index) => {
    if (operator === OPS.save) kept.push(matrix);
    if (operator === OPS.restore) matrix = kept.pop() ?? matrix;
    if (operator === OPS.transform) matrix = times(matrix, argsArray[index] as Matrix);
    if (operator !== OPS.constructPath) return;
    const [, , bounds] = argsArray[index] as [number, unknown, ArrayLike<number> | null];
    if (bounds === null) return;
    const [x1, y1] = apply(matrix, bounds[0] ?? 0, bounds[1] ?? 0);
    const [x2, y2] = apply(matrix, bounds[2] ?? 0, bounds[3] ?? 0);
    const [top, bottom] = [height - Math.max(y1, y2), height - Math.min(y1, y2)];
    rules.push({ x1: Math.min(x1, x2) * MM, y1: top * MM, x2: Math.max(x1, x2) * MM, y2: bottom * MM });
  });
  return rules;
}

function times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

function apply([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

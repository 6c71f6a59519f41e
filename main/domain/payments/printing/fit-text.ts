import { AppError } from '../../../ports/app-error.ts';
import {
  MM_PER_POINT,
  type Box,
  type FontMeasures,
  type PlacedText,
  type Weight,
} from '../../../ports/paper-ports.ts';

/** Units: points. Own choice: what an office printer still shows clearly. */
export const SMALLEST_SIZE = 6;
const SIZE_STEP = 0.5;

/** Units: sizes of the font. Own choice for one that reaches 0.75 above and 0.25 below its line. */
export const LINE_HEIGHT = 1.12;
const ABOVE_LINE = 0.85;

/** Units: millimetres between a rule and a text. Own choice. */
export const INDENT = 1.2;

export type Align = 'left' | 'center' | 'right';

/** How a text stands in its box. Units: `size` points, the largest that is tried. */
export interface TextLook {
  readonly size: number;
  readonly weight?: Weight;
  readonly align?: Align;
  readonly vertical?: 'top' | 'middle';
}

/** What is printed, by the name that the person knows, for an error. */
export interface PrintedWhere {
  /** The field as form 0401060 numbers it, with its name. */
  readonly field: string;
  /** The number of the payment order. */
  readonly number: string;
}

/**
 * Places a text in a box: wrapped at spaces, within a word only where the word alone is wider, in the largest size that
 * holds all of it. Nothing is cut.
 * Errors: `print-overflow` when it does not fit in the smallest size, `print-character` for a character that the font
 * does not have; both with field and number.
 */
export function fitText(
  text: string,
  box: Box,
  look: TextLook,
  { fonts, where }: { readonly fonts: FontMeasures; readonly where: PrintedWhere },
): readonly PlacedText[] {
  const line = oneLine(text);
  if (line === '') return [];
  const missing = fonts.missing(line);
  if (missing !== null) throw new AppError('print-character', { ...where, character: missing });
  const weight = look.weight ?? 'regular';
  const width = box.width - 2 * INDENT;
  for (let size = look.size; size >= SMALLEST_SIZE; size -= SIZE_STEP) {
    const lines = wrap(line, width, (part) => fonts.width(part, size, weight));
    const height = lines.length * size * LINE_HEIGHT * MM_PER_POINT;
    if (height <= box.height) return place(lines, box, { ...look, size, weight }, fonts);
  }
  throw new AppError('print-overflow', { ...where });
}

/** A text as it stands in one line: a draft may hold line breaks, a payment order does not. */
function oneLine(text: string): string {
  return text.replace(/[\t\r\n\v\f\u2028\u2029]+/g, ' ').trim();
}

/** Returns the lines of a text, none wider than it may be. Spaces are only left out where a line ends. */
export function wrap(text: string, width: number, widthOf: (part: string) => number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/[^ ]+ */g) ?? []) {
    if (widthOf((line + word).trimEnd()) <= width) {
      line += word;
      continue;
    }
    if (line !== '') lines.push(line.trimEnd());
    const broken = breakWord(word, width, widthOf);
    lines.push(...broken.slice(0, -1));
    line = broken.at(-1) ?? '';
  }
  return line === '' ? lines : [...lines, line.trimEnd()];
}

function breakWord(word: string, width: number, widthOf: (part: string) => number): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (part !== '' && widthOf((part + character).trimEnd()) > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}

function place(
  lines: readonly string[],
  box: Box,
  { size, weight, align = 'left', vertical = 'top' }: TextLook & { readonly weight: Weight },
  fonts: FontMeasures,
): readonly PlacedText[] {
  const step = size * LINE_HEIGHT * MM_PER_POINT;
  const spare = box.height - lines.length * step;
  const top = box.y + (vertical === 'middle' ? spare / 2 : Math.min(spare, INDENT / 2));
  return lines.map((text, index) => {
    const spareWidth = box.width - fonts.width(text, size, weight);
    const x =
      align === 'left'
        ? box.x + INDENT
        : align === 'center'
          ? box.x + spareWidth / 2
          : box.x + spareWidth - INDENT;
    return { text, x, baseline: top + index * step + size * ABOVE_LINE * MM_PER_POINT, size, weight };
  });
}

import Papa from 'papaparse';
import { AppError } from '../../ports/app-error.ts';
import { textOf } from '../../ports/cell-text.ts';
import type { DayForm, RawSheet, SheetReader, SheetTable } from '../../ports/sheet-ports.ts';

/**
 * Excel takes a text that begins so for a formula; one more apostrophe makes it a text, also when there is one, so that
 * reading gives back what was written. Source: OWASP, «CSV Injection».
 */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** Tells Excel that the file is in UTF-8. Source: RFC 3629 §6. */
const BOM = '\ufeff';

/**
 * Most rows of a table that is read, its heading not counted. Own choice: the size of ledger that the lists are made
 * for.
 */
export const MAX_SHEET_ROWS = 10_000;

/**
 * Writes a table as Russian Excel opens it: semicolons, CRLF, UTF-8 with a mark. Source: RFC 4180; the list separator
 * of Windows in Russian.
 */
export function writeCsv({ columns, rows }: SheetTable, dayForm: DayForm): string {
  const texts = rows.map((row) =>
    // A number is no text: its minus is no formula.
    row.map((cell) =>
      typeof cell === 'number' ? numberText(cell, dayForm) : guarded(textOf(cell, dayForm)),
    ),
  );
  const heads = columns.map(({ title }) => guarded(title));
  // In quotes, so that no separator inside a text begins a cell.
  return `${BOM}${Papa.unparse([heads, ...texts], { delimiter: ';', newline: '\r\n', quotes: true })}\r\n`;
}

/** Excel takes a number for one only with the comma of its own language. */
function numberText(value: number, dayForm: DayForm): string {
  return dayForm === 'dd.mm.yyyy' ? String(value).replace('.', ',') : String(value);
}

function guarded(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** Takes the apostrophe off again. */
function unguarded(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}

/** Reads tables that people keep: UTF-8 or Windows-1251; semicolons, commas or tabs. */
export const csvReader: SheetReader = {
  read: (bytes) => {
    const { text, encoding } = decoded(bytes);
    if (/\u0000/.test(text)) throw new AppError('sheet-not-text');
    const { data, lines } = rowsOf(text);
    if (data.length < 2) throw new AppError('sheet-empty');
    if (data.length > MAX_SHEET_ROWS + 1) throw new AppError('sheet-many-rows', { most: MAX_SHEET_ROWS });
    const width = Math.max(...data.map((row) => row.length));
    const rows = data.map((row) =>
      Array.from({ length: width }, (_, at) => unguarded((row[at] ?? '').trim())),
    );
    return { encoding, rows, lines };
  },
};

/** Excel's own hint of the separator, before the heading. Source: https://github.com/mholt/PapaParse/issues/951. */
const HINT = /^\ufeff?"?sep=(.)"?[^\r\n]*(\r\n|\r|\n)/i;

/** Guessed of the first rows; blank ones would mislead the guess. */
function separatorOf(table: string): string {
  const delimitersToGuess = [';', ',', '\t'];
  return Papa.parse<string[]>(table, { delimitersToGuess, skipEmptyLines: 'greedy', preview: 20 }).meta
    .delimiter;
}

/**
 * The rows that are not blank, each with the line of the file on which it begins: blank lines and cells of several
 * lines count.
 */
function rowsOf(text: string): { readonly data: readonly string[][]; readonly lines: readonly number[] } {
  const [hint = '', separator] = HINT.exec(text) ?? [];
  const table = text.slice(hint.length);
  const data: string[][] = [];
  const lines: number[] = [];
  let line = hint === '' ? 1 : 2;
  let begin = 0;
  Papa.parse<string[]>(table, {
    header: false,
    delimiter: separator ?? separatorOf(table),
    step: ({ data: row, errors, meta }, parser) => {
      if (errors.some(({ type }) => type === 'Quotes')) throw new AppError('sheet-broken');
      if (row.some((cell) => cell.trim() !== '')) {
        data.push(row);
        lines.push(line);
      }
      line += table.slice(begin, meta.cursor).match(/\r\n|\r|\n/g)?.length ?? 0;
      begin = meta.cursor;
      if (data.length > MAX_SHEET_ROWS + 1) parser.abort();
    },
  });
  return { data, lines };
}

/** UTF-8 that is not well-formed is taken for Windows-1251, in which every text is. Source: Encoding Standard. */
function decoded(bytes: Uint8Array): { readonly text: string; readonly encoding: RawSheet['encoding'] } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    return { text: new TextDecoder('windows-1251').decode(bytes), encoding: 'Windows-1251' };
  }
}

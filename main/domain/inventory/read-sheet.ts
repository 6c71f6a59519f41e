import {
  IMPORT_FIELDS,
  MAX_SHEET_COLUMNS,
  type ImportField,
  type SheetHead,
} from '../../../contract/areas/sheets.ts';
import { SHEET_WORDS } from './sheet-words.ts';
import type { RawSheet } from '../../ports/sheet-ports.ts';
import { looksSecret } from './suspicious-text.ts';

/** A table without the columns in which secrets may stand. */
export interface ReadSheet {
  readonly encoding: RawSheet['encoding'];
  readonly columns: readonly SheetHead[];
  /** Rows below the heading; the cells of refused columns are empty. */
  readonly rows: readonly (readonly string[])[];
  /** The line of the file on which each row begins, as a person counts. */
  readonly lines: readonly number[];
  readonly mapping: readonly (ImportField | null)[];
  readonly refusedRows: readonly number[];
  readonly refusedCount: number;
}

/** Units: characters. Own choice: what fits into a dialog. */
const HEADING_SHOWN = 60;
const SAMPLE_SHOWN = 40;
const SAMPLES = 3;

/** Lines named to a person; the rest is a number. Own choice. */
const ROWS_NAMED = 20;

const { ru, en } = { ru: SHEET_WORDS.ru.columns, en: SHEET_WORDS.en.columns };

/** How people call their columns, beside our own headings: whole headings, or the beginnings of them. Own choice. */
const NAMES: Readonly<Record<ImportField, readonly string[]>> = {
  label: [ru.label, en.label, 'имя', 'токен', 'наименование', 'token', 'label', 'token name'],
  company: [ru.company, en.company, 'компания', 'юрлицо', 'фирма', 'инн', 'organization', 'inn'],
  issuer: [ru.issuer, en.issuer, 'выпустил', 'владелец', 'сотрудник', 'ответственный', 'issuer', 'owner'],
  issuedOn: [ru.issuedOn, en.issuedOn, 'дата выпуска', 'дата', 'создан', 'issued', 'issue date', 'created'],
  lastUsedOn: [ru.lastUsed, en.lastUsed, 'последнее использование', 'дата использования', 'used'],
  accesses: [ru.accesses, en.accesses, 'доступ', 'права', 'может', 'scope', 'permissions', 'access'],
  ips: [ru.ips, en.ips, 'ip', 'адреса', 'айпи', 'addresses', 'white list'],
  purpose: [ru.purpose, en.purpose, 'назначение', 'для чего', 'комментарий', 'примечание', 'comment', 'note'],
};

/**
 * Takes a table apart: the headings are its first row, or a later one of the first rows where more columns are known,
 * below a title. A column with anything that looks like a token or a key is left out whole, so that no part of such a
 * text is kept or shown; a person gets to know the lines.
 */
export function readSheet({ encoding, rows: all, lines: given }: RawSheet): ReadSheet {
  const cut = all.map((row) => row.slice(0, MAX_SHEET_COLUMNS));
  const numbers = given ?? cut.map((_, at) => at + 1);
  const top = headingAt(cut);
  const [heads = [], ...rows] = cut.slice(top);
  const refused = new Set<number>();
  const lines: number[] = [];
  cut.forEach((row, at) => {
    const found = row.flatMap((cell, column) => (looksSecret(cell) ? [column] : []));
    for (const column of found) refused.add(column);
    if (found.length > 0) lines.push(numbers[at] ?? at + 1);
  });
  const kept = rows.map((row) => row.map((cell, column) => (refused.has(column) ? '' : cell)));
  const columns = heads.map((heading, column) => ({
    // The heading of a table without headings may itself be a token.
    heading: looksSecret(heading) ? '' : heading.slice(0, HEADING_SHOWN),
    samples: samplesOf(kept, column),
    isRefused: refused.has(column),
  }));
  return {
    encoding,
    columns,
    rows: kept,
    lines: numbers.slice(top + 1),
    mapping: mappingOf(columns),
    refusedRows: lines.slice(0, ROWS_NAMED),
    refusedCount: lines.length,
  };
}

/** Rows among which the heading is looked for. Own choice: a title with a few lines below it. */
const HEADING_ROWS = 10;

/** Columns that have to be known in a lower row, so that it is the heading. Own choice: one word may stand anywhere. */
const HEADING_COLUMNS = 2;

/** Source: https://github.com/PowerShell/PowerShell/issues/7776 (lines before the heading are no heading). */
function headingAt(rows: readonly (readonly string[])[]): number {
  const known = rows.slice(0, HEADING_ROWS).map((row) => {
    const columns = row.map((heading) => ({
      heading: looksSecret(heading) ? '' : heading,
      samples: [],
      isRefused: false,
    }));
    return mappingOf(columns).filter((field) => field !== null).length;
  });
  const most = Math.max(0, ...known);
  return most < HEADING_COLUMNS ? 0 : known.indexOf(most);
}

function samplesOf(rows: readonly (readonly string[])[], column: number): string[] {
  const filled = rows.slice(0, 50).flatMap((row) => row[column] ?? []);
  return [...new Set(filled.filter((cell) => cell !== ''))]
    .slice(0, SAMPLES)
    .map((cell) => cell.slice(0, SAMPLE_SHOWN));
}

/** Whole headings count before those that only begin so; each field once, the leftmost column first. */
function mappingOf(columns: readonly SheetHead[]): (ImportField | null)[] {
  const mapping: (ImportField | null)[] = columns.map(() => null);
  const fits = [
    (heading: string, name: string) => heading === name,
    (heading: string, name: string) => heading.startsWith(name),
  ];
  for (const fit of fits) {
    for (const field of IMPORT_FIELDS) {
      if (mapping.includes(field)) continue;
      const at = columns.findIndex(
        ({ heading, isRefused }, column) =>
          !isRefused &&
          mapping[column] === null &&
          NAMES[field].some((name) => fit(plain(heading), plain(name))),
      );
      if (at !== -1) mapping[at] = field;
    }
  }
  return mapping;
}

/** Case, «ё», kinds of hyphen and what stands around a heading do not matter. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[\u2010-\u2015-]/g, '-')
    .replace(/[\s\u00a0_]+/g, ' ')
    .replace(/^[\s«"'№#*]+|[\s»"':*.]+$/g, '');
}

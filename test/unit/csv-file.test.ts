import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { csvReader, MAX_SHEET_ROWS, writeCsv } from '../../main/edges/sheets/csv-file.ts';
import type { SheetTable } from '../../main/ports/sheet-ports.ts';
import { codeOf } from '../fakes/vault-world.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => csvReader.read(bytes(text)).rows;

function table(rows: readonly (readonly string[])[]): SheetTable {
  const [first = []] = rows;
  return { name: 'x', columns: first.map((_, at) => ({ title: `c${at}`, width: 9 })), rows };
}

/** Cells as a reader keeps them: no space around them; NUL is no text. */
const cell = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(';', ',', '\t', '"', "'", '=', '+', '-', '@', '\n', 'я', '1') }),
);
const rowsOf = fc
  .integer({ min: 2, max: 5 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
  );
const kept = (text: string) => text.replaceAll('\0', '').replace(/\r\n?/g, '\n').trim();

describe('a CSV file', () => {
  it('gives back what was written into it', () => {
    fc.assert(
      fc.property(rowsOf, (rows) => {
        const clean = rows.map((row) => ['x', ...row.map(kept)]);
        expect(read(writeCsv(table(clean), 'yyyy-mm-dd')).slice(1)).toEqual(clean);
      }),
    );
  });

  it('has no cell that a spreadsheet could take for a formula', () => {
    fc.assert(
      fc.property(rowsOf, (rows) => {
        const text = writeCsv(table(rows), 'yyyy-mm-dd').slice(1);
        const { data } = Papa.parse<string[]>(text, { delimiter: ';' });
        for (const one of data.flat()) expect(one).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      }),
    );
  });

  it('is what Excel in Russian opens: a mark of UTF-8, semicolons, CRLF, days as they are written there', () => {
    const text = writeCsv(
      {
        name: 'x',
        columns: [
          { title: 'День', width: 9 },
          { title: 'Дней', width: 9 },
          { title: 'Имя', width: 9 },
        ],
        rows: [[{ day: '2026-06-03' }, -5, '=cmd|1']],
      },
      'dd.mm.yyyy',
    );
    expect(text).toBe('\ufeff"День";"Дней";"Имя"\r\n"03.06.2026";"-5";"\'=cmd|1"\r\n');
  });

  it.each([
    ['a binary file', 'a;b\n\0;1\n', 'sheet-not-text'],
    ['a heading alone', 'a;b\r\n', 'sheet-empty'],
    ['nothing', '', 'sheet-empty'],
    ['an open quote', 'a;b\n"1;2\n', 'sheet-broken'],
    [`${MAX_SHEET_ROWS + 1} rows`, `a;b\n${'1;2\n'.repeat(MAX_SHEET_ROWS + 1)}`, 'sheet-many-rows'],
  ])('is refused when it is %s', async (_name, text, code) => {
    expect(await codeOf(() => read(text))).toBe(code);
  });

  it(`has ${MAX_SHEET_ROWS} rows at most`, () => {
    expect(read(`a;b\n${'1;2\n'.repeat(MAX_SHEET_ROWS)}`)).toHaveLength(MAX_SHEET_ROWS + 1);
  });

  it('never throws anything but its own errors', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (content) => {
        try {
          const { rows } = csvReader.read(content);
          expect(new Set(rows.map((row) => row.length)).size).toBe(1);
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^sheet-/) });
        }
      }),
    );
  });
});

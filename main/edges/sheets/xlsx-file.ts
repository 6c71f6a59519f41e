import writeXlsxFile, { type Row } from 'write-excel-file/node';
import type { DayForm, SheetCell, SheetTable } from '../../ports/sheet-ports.ts';

/**
 * Writes one sheet a table: the heading stays in view, days are days, numbers are numbers, and a text is never a
 * formula.
 * Source: ECMA-376, part 1, §18 (the library writes it).
 */
export async function writeXlsx(tables: readonly SheetTable[], dayForm: DayForm): Promise<Uint8Array> {
  const sheets = tables.map(({ name, columns, rows }) => ({
    sheet: name,
    data: [
      columns.map(({ title }) => ({ value: title, type: String, fontWeight: 'bold' as const, wrap: true })),
      ...rows.map((row): Row => row.map((cell) => excelCell(cell, dayForm))),
    ],
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
    orientation: 'landscape' as const,
  }));
  return writeXlsxFile(sheets).toBuffer();
}

function excelCell(cell: SheetCell, dayForm: DayForm): Row[number] {
  if (cell === null || cell === '') return null;
  if (typeof cell === 'number') return { value: cell, type: Number };
  if (typeof cell === 'string') return { value: cell, type: String, alignVertical: 'top' };
  return { value: new Date(`${cell.day}T00:00:00.000Z`), type: Date, format: dayForm };
}

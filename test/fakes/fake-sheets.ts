import type { SheetHandlerParts } from '../../main/edges/ipc/sheets-handlers.ts';
import { csvReader, writeCsv } from '../../main/edges/sheets/csv-file.ts';
import { writeXlsx } from '../../main/edges/sheets/xlsx-file.ts';

/** The real files of spreadsheets, and a person who chooses what `next` holds; `null` closes the dialog. */
export function fakeSheets(): Pick<SheetHandlerParts, 'sheetWriter' | 'sheetReader' | 'sheetPicker'> & {
  next: { name: string; bytes: Uint8Array } | null;
} {
  const sheets = {
    next: null as { name: string; bytes: Uint8Array } | null,
    sheetWriter: { csv: writeCsv, xlsx: writeXlsx },
    sheetReader: csvReader,
    sheetPicker: { pick: () => Promise.resolve(sheets.next) },
  };
  return sheets;
}

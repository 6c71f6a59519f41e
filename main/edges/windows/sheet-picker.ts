import type { BrowserWindow } from 'electron';
import type { SheetPicker } from '../../domain/inventory/sheets-ports.ts';
import { chooseFile } from './open-dialog.ts';
import { readSheetFile } from './read-sheet-file.ts';

/** Lets a person choose a table in the system's own dialog. */
export function sheetPicker(
  parent: () => BrowserWindow | null,
  texts: () => { readonly title: string; readonly filterName: string },
): SheetPicker {
  return {
    pick: async () => {
      const path = await chooseFile(parent(), { ...texts(), extensions: ['csv', 'txt', 'tsv'] });
      return path === null ? null : readSheetFile(path);
    },
  };
}

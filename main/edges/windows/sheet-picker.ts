import type { BrowserWindow } from 'electron';
import type { SheetPicker } from '../../domain/inventory/sheets-ports.ts';
import { chooseFiles } from './open-dialog.ts';
import { readSheetFile } from './read-sheet-file.ts';

/** Lets a person choose a table in the system's own dialog. */
export function sheetPicker(
  parent: () => BrowserWindow | null,
  texts: () => { readonly title: string; readonly filterName: string },
): SheetPicker {
  return {
    pick: async () => {
      const chosen = await chooseFiles(parent(), { ...texts(), extensions: ['csv', 'txt', 'tsv'] });
      const [path] = chosen ?? [];
      return path === undefined ? null : readSheetFile(path);
    },
  };
}

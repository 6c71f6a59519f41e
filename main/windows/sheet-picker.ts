import { dialog, type BrowserWindow } from 'electron';
import type { SheetPicker } from '../inventory/sheets-ports.ts';
import { readSheetFile } from './read-sheet-file.ts';

/** Lets a person choose a table in the system's own dialog. */
export function sheetPicker(
  parent: () => BrowserWindow | null,
  texts: () => { readonly title: string; readonly filterName: string },
): SheetPicker {
  return {
    pick: async () => {
      const { title, filterName } = texts();
      const options: Electron.OpenDialogOptions = {
        title,
        properties: ['openFile', 'dontAddToRecent'],
        filters: [
          { name: filterName, extensions: ['csv', 'txt', 'tsv'] },
          { name: '*', extensions: ['*'] },
        ],
      };
      const owner = parent();
      const answer = await (owner === null
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(owner, options));
      const [path] = answer.filePaths;
      return answer.canceled || path === undefined ? null : readSheetFile(path);
    },
  };
}

import { dialog, type BrowserWindow } from 'electron';
import type { CertificateFiles } from '../certificates/certificates-ports.ts';
import { readChosen, readDropped } from './read-small-file.ts';

/** The few texts of the system's own dialogs, in the person's language. */
export interface FileDialogTexts {
  readonly certificate: { readonly title: string; readonly filterName: string };
  readonly authority: { readonly title: string; readonly filterName: string };
  readonly removal: {
    readonly title: string;
    readonly message: string;
    readonly detail: (names: readonly string[]) => string;
    readonly confirm: string;
    readonly cancel: string;
  };
}

const EXTENSIONS = {
  certificate: ['pem', 'crt', 'cer', 'der', 'key', 'p12', 'pfx', 'p7b', 'p8'],
  authority: ['crt', 'cer', 'pem', 'der', 'p7b'],
} as const;

/** Picks, takes and deletes files of certificates. */
export function certificateFiles(
  parent: () => BrowserWindow | null,
  texts: () => FileDialogTexts,
): CertificateFiles {
  return {
    pick: async (what) => {
      const { title, filterName } = texts()[what];
      const options: Electron.OpenDialogOptions = {
        title,
        properties:
          what === 'certificate'
            ? ['openFile', 'multiSelections', 'dontAddToRecent']
            : ['openFile', 'dontAddToRecent'],
        filters: [
          { name: filterName, extensions: [...EXTENSIONS[what]] },
          { name: '*', extensions: ['*'] },
        ],
      };
      const owner = parent();
      const picked = await (owner === null
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(owner, options));
      return picked.canceled ? null : readChosen(picked.filePaths);
    },
    take: readDropped,
    confirmRemoval: async (names) => {
      const { title, message, detail, confirm, cancel } = texts().removal;
      // The one that keeps the files is chosen by Enter and by Esc.
      const options: Electron.MessageBoxOptions = {
        ...{ type: 'warning', title, message, detail: detail(names) },
        ...{ buttons: [confirm, cancel], defaultId: 1, cancelId: 1, noLink: true },
      };
      const owner = parent();
      const { response } = await (owner === null
        ? dialog.showMessageBox(options)
        : dialog.showMessageBox(owner, options));
      return response === 0;
    },
  };
}

import { dialog, type BrowserWindow } from 'electron';

/** The few texts of the system's own dialogs, in the person's language. */
export interface SignedFileTexts {
  readonly files: { readonly title: string; readonly filterName: string };
  readonly folder: { readonly title: string };
}

/** Lets a person choose signed files, and the folder through which they travel. Both return `null` when the dialog was closed. */
export function signedFilePicker(parent: () => BrowserWindow | null, texts: () => SignedFileTexts) {
  const ask = async (options: Electron.OpenDialogOptions): Promise<readonly string[] | null> => {
    const owner = parent();
    const picked = await (owner === null
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(owner, options));
    return picked.canceled ? null : picked.filePaths;
  };
  return {
    files: () => {
      const { title, filterName } = texts().files;
      return ask({
        title,
        properties: ['openFile', 'multiSelections', 'dontAddToRecent'],
        filters: [
          { name: filterName, extensions: ['klyuchnik'] },
          { name: '*', extensions: ['*'] },
        ],
      });
    },
    folder: async () => {
      const { title } = texts().folder;
      const picked = await ask({
        title,
        properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'],
      });
      return picked?.[0] ?? null;
    },
  };
}

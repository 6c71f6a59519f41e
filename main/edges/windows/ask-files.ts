import { dialog, type BrowserWindow } from 'electron';
import { chooseFiles } from './open-dialog.ts';

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

/** Asks for files of certificates, and whether they are to be deleted; whoever asks reads and deletes them. */
export function certificateFiles(parent: () => BrowserWindow | null, texts: () => FileDialogTexts) {
  return {
    /** Returns the paths; `null` when the dialog was closed. */
    pick: (what: keyof typeof EXTENSIONS): Promise<readonly string[] | null> => {
      const isMany = what === 'certificate';
      return chooseFiles(parent(), { ...texts()[what], extensions: EXTENSIONS[what], isMany });
    },
    confirmRemoval: async (names: readonly string[]): Promise<boolean> => {
      const { title, message, detail, confirm, cancel } = texts().removal;
      // The one that keeps the files is chosen by Enter and by Esc.
      const options: Electron.MessageBoxOptions = {
        type: 'warning',
        title,
        message,
        detail: detail(names),
        buttons: [confirm, cancel],
        defaultId: 1,
        cancelId: 1,
        noLink: true,
      };
      const owner = parent();
      const { response } = await (owner === null
        ? dialog.showMessageBox(options)
        : dialog.showMessageBox(owner, options));
      return response === 0;
    },
  };
}

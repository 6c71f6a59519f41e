import { dialog, type BrowserWindow } from 'electron';
import type { CertificateFiles } from '../../domain/certificates/certificates-ports.ts';
import { chooseFiles } from './open-dialog.ts';
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
      const isMany = what === 'certificate';
      const extensions = EXTENSIONS[what];
      const chosen = await chooseFiles(parent(), { ...texts()[what], extensions, isMany });
      return chosen === null ? null : readChosen(chosen);
    },
    take: readDropped,
    confirmRemoval: async (names) => {
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

import type { BrowserWindow } from 'electron';
import { chooseFiles, chooseFolder } from './open-dialog.ts';

/** The few texts of the system's own dialogs, in the person's language. */
export interface SignedFileTexts {
  readonly files: { readonly title: string; readonly filterName: string };
  readonly folder: { readonly title: string };
}

/**
 * Lets a person choose signed files, and the folder through which they travel. Both return `null` when the dialog was
 * closed.
 */
export function signedFilePicker(parent: () => BrowserWindow | null, texts: () => SignedFileTexts) {
  return {
    files: () => chooseFiles(parent(), { ...texts().files, extensions: ['klyuchnik'], isMany: true }),
    folder: () => chooseFolder(parent(), texts().folder.title),
  };
}

import type { BrowserWindow } from 'electron';
import { chooseFile } from './open-dialog.ts';

/**
 * Lets a person choose a table in the system's own dialog. Returns its path; `null` when the dialog was closed.
 */
export function pickSheet(
  parent: BrowserWindow | null,
  texts: { readonly title: string; readonly filterName: string },
): Promise<string | null> {
  return chooseFile(parent, { ...texts, extensions: ['csv', 'txt', 'tsv'] });
}

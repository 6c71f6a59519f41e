import type { BrowserWindow } from 'electron';
import { chooseFile } from './open-dialog.ts';

interface DialogTexts {
  readonly title: string;
  readonly filterName: string;
}

/**
 * Lets a person choose a table in the system's own dialog. Returns its path; `null` when the dialog was closed.
 */
export function pickSheet(parent: BrowserWindow | null, texts: DialogTexts): Promise<string | null> {
  return chooseFile(parent, { ...texts, extensions: ['csv', 'txt', 'tsv'] });
}

/** The same with an exchange file of 1C. Source: v8.1c.ru/edi/edi_stnd/100 (the names of the files end in `.txt`). */
export function pickOrders(parent: BrowserWindow | null, texts: DialogTexts): Promise<string | null> {
  return chooseFile(parent, { ...texts, extensions: ['txt'] });
}

/** The same with the directory of banks. Source: cbr.ru, the directory of BIKs: a zip that holds `…_ED807_full.xml`. */
export function pickBankDirectory(parent: BrowserWindow | null, texts: DialogTexts): Promise<string | null> {
  return chooseFile(parent, { ...texts, extensions: ['zip', 'xml'] });
}

/** The same with a backup. */
export function pickBackup(parent: BrowserWindow | null, texts: DialogTexts): Promise<string | null> {
  return chooseFile(parent, { ...texts, extensions: ['age'] });
}

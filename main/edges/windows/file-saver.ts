import { extname, join } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import { fileNameOf } from '../system/file-name.ts';

/**
 * Asks where to save a file, in the system's own dialog, beginning in the folder for documents. Returns the path;
 * `null` when the dialog was closed.
 */
export async function askWhereToSave(
  suggestedName: string,
  owner: BrowserWindow | null,
): Promise<string | null> {
  const name = fileNameOf(suggestedName);
  const extension = extname(name).slice(1);
  const options: Electron.SaveDialogOptions = {
    defaultPath: join(app.getPath('documents'), name),
    filters: extension === '' ? [] : [{ name: extension.toUpperCase(), extensions: [extension] }],
    properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
  };
  const answer = await (owner === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(owner, options));
  return answer.canceled || answer.filePath === '' ? null : answer.filePath;
}

import { extname, join } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import type { FileSaver, OutgoingFile } from '../../ports/document-ports.ts';
import { writeWhole } from './write-whole.ts';

/**
 * What Windows, the strictest, does not take in the name of a file. Source: Microsoft, «Naming Files, Paths, and
 * Namespaces».
 */
const FORBIDDEN = /[<>:"/\\|?*\u0000-\u001f]+/g;

/** Saves where a person says in the system's own dialog, beginning in the folder for documents. */
export function fileSaver(parent: () => BrowserWindow | null): FileSaver {
  return {
    save: async (file) => {
      const path = await askWhere(file, parent());
      if (path !== null) await writeWhole(path, file.content);
      return path;
    },
  };
}

async function askWhere(file: OutgoingFile, owner: BrowserWindow | null): Promise<string | null> {
  const name = file.suggestedName.replace(FORBIDDEN, ' ').replace(/\s+/g, ' ').trim();
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

import { open } from 'node:fs/promises';
import { dialog, type BrowserWindow } from 'electron';
import { AppError } from '../app-error.ts';
import type { FilePicker } from '../certificates/certificates-ports.ts';
import { Secret } from '../secret.ts';

/** A certificate with its chain and a key take a few kilobytes. Units: bytes. Own choice. */
const MAX_BYTES = 256 * 1024;

/** Picks files in the system's own dialog. `title` and `filterName` come in the person's language. */
export function filePicker(
  parent: () => BrowserWindow | null,
  texts: () => { readonly title: string; readonly filterName: string },
): FilePicker {
  return {
    pickCertificateFiles: async () => {
      const { title, filterName } = texts();
      const options: Electron.OpenDialogOptions = {
        title,
        properties: ['openFile', 'multiSelections', 'dontAddToRecent'],
        filters: [
          { name: filterName, extensions: ['pem', 'crt', 'cer', 'key'] },
          { name: '*', extensions: ['*'] },
        ],
      };
      const owner = parent();
      const picked = await (owner === null
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(owner, options));
      if (picked.canceled) return null;
      return Promise.all(picked.filePaths.map(readSmallFile));
    },
  };
}

async function readSmallFile(path: string): Promise<Secret> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw new AppError('certificate-unreadable', {}, error);
  });
  try {
    const { size } = await file.stat();
    if (size > MAX_BYTES) throw new AppError('certificate-unreadable', { reason: 'size' });
    const bytes = await file.readFile();
    const secret = Secret.fromBytes(bytes);
    bytes.fill(0);
    return secret;
  } finally {
    await file.close();
  }
}

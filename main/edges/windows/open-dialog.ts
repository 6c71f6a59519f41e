import { dialog, type BrowserWindow } from 'electron';

/** What may be chosen, and how many. */
export interface Choice {
  readonly title: string;
  readonly filterName: string;
  readonly extensions: readonly string[];
  readonly isMany?: boolean;
}

/**
 * Lets a person choose files in the system's own dialog, above the window. Returns their paths; `null` when the dialog
 * was closed.
 */
export function chooseFiles(
  parent: BrowserWindow | null,
  { title, filterName, extensions, isMany = false }: Choice,
): Promise<readonly string[] | null> {
  return openDialog(parent, {
    title,
    properties: isMany ? ['openFile', 'multiSelections', 'dontAddToRecent'] : ['openFile', 'dontAddToRecent'],
    // GTK tells «CER» from «cer», and names on Windows, FAT and in mail are either.
    filters: [
      { name: filterName, extensions: extensions.flatMap((one) => [one, one.toUpperCase()]) },
      { name: '*', extensions: ['*'] },
    ],
  });
}

/** Lets a person choose one file. Returns its path; `null` when the dialog was closed. */
export async function chooseFile(parent: BrowserWindow | null, choice: Choice): Promise<string | null> {
  const chosen = await chooseFiles(parent, choice);
  return chosen?.[0] ?? null;
}

/** Lets a person choose a folder, or make one. Returns its path; `null` when the dialog was closed. */
export async function chooseFolder(parent: BrowserWindow | null, title: string): Promise<string | null> {
  const properties: Electron.OpenDialogOptions['properties'] = [
    'openDirectory',
    'createDirectory',
    'dontAddToRecent',
  ];
  const chosen = await openDialog(parent, { title, properties });
  return chosen?.[0] ?? null;
}

async function openDialog(
  parent: BrowserWindow | null,
  options: Electron.OpenDialogOptions,
): Promise<readonly string[] | null> {
  const { canceled, filePaths } = await (parent === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(parent, options));
  return canceled ? null : filePaths;
}

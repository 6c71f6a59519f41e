import type { ElectronApplication } from '@playwright/test';

/** Answers the system's own dialog for files from now on: it cannot be driven from here, what it gives can. */
export async function answerFileDialog(
  electron: ElectronApplication,
  files: readonly string[],
): Promise<void> {
  await electron.evaluate(
    ({ dialog }, filePaths) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths });
    },
    [...files],
  );
}

/** Saves every file from now on into the folder, under the name that the app offers. */
export async function answerSaveDialog(electron: ElectronApplication, dir: string): Promise<void> {
  await electron.evaluate(({ dialog }, folder) => {
    // Its first argument may be the window.
    dialog.showSaveDialog = async (...given: unknown[]) => {
      const { defaultPath = '' } = given.at(-1) as Electron.SaveDialogOptions;
      return { canceled: false, filePath: `${folder}/${defaultPath.split('/').at(-1) ?? ''}` };
    };
  }, dir);
}

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

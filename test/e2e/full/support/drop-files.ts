import type { ElectronApplication } from '@playwright/test';

/**
 * Drops files on the middle of the main window as the system does: through the browser's own input, with their real
 * paths.
 */
export async function dropFiles(electron: ElectronApplication, files: readonly string[]): Promise<void> {
  await electron.evaluate(
    async ({ webContents }, paths) => {
      const page = webContents.getAllWebContents().find((one) => one.getURL().startsWith('app://vault/'));
      if (page === undefined) throw new Error('there is no main window');
      page.debugger.attach('1.3');
      try {
        const data = { items: [], files: paths, dragOperationsMask: 1 };
        for (const type of ['dragEnter', 'dragOver', 'dragOver', 'drop'])
          await page.debugger.sendCommand('Input.dispatchDragEvent', { type, x: 640, y: 400, data });
      } finally {
        page.debugger.detach();
      }
    },
    [...files],
  );
}

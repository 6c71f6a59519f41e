import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { buildBundlesIfOld } from '../build-bundles.ts';
import { driveElectron, whenDrawn, type DrivenElectron } from './drive-electron.ts';
import { resolveElectron } from './electron-runtime.ts';

export const PROJECT_DIR = path.resolve(import.meta.dirname, '../..');

/** Source: main/edges/windows/app-protocol.ts, which only Electron can load. */
const MAIN_PAGE = 'app://vault/';

export interface LaunchAppOptions {
  /** Complete environment of the app: display, bus and keyring come from the session that made it. */
  readonly env: NodeJS.ProcessEnv;
  readonly profileDir: string;
  readonly environmentFile?: string;
  /** Prepares the training company in a profile that has none. */
  readonly isDemo?: boolean;
  /** Runs as an ordinary user through this program, with Chromium's sandbox on. */
  readonly userLauncher?: string;
}

/**
 * Builds the app if needed and starts it on the resolved Electron, driven by Playwright; `page` is its main window. The
 * caller closes `electron`.
 * Errors: those of the build and of the start; the app's own errors show in its window.
 */
export async function launchApp(options: LaunchAppOptions): Promise<DrivenElectron> {
  await buildBundlesIfOld(PROJECT_DIR);
  const { executable } = await resolveElectron();
  const { env, profileDir, environmentFile, isDemo = false, userLauncher } = options;
  return driveElectron({
    executable: userLauncher ?? executable,
    folder: PROJECT_DIR,
    isSandboxed: process.getuid?.() !== 0 || userLauncher !== undefined,
    env: {
      ...env,
      KLYUCHNIK_PROFILE_DIR: profileDir,
      ...(environmentFile === undefined ? {} : { KLYUCHNIK_ENVIRONMENT_FILE: environmentFile }),
      ...(isDemo ? { KLYUCHNIK_DEMO: '1' } : {}),
    },
    pageOf: async (electron) => whenDrawn(await mainWindow(electron)),
  });
}

/** The window for secrets can be there first: a vault under a passphrase asks for it at once. */
async function mainWindow(electron: ElectronApplication): Promise<Page> {
  const isMain = async (page: Page): Promise<boolean> => {
    await page.waitForURL(/^app:/, { waitUntil: 'commit' });
    return page.url().startsWith(MAIN_PAGE);
  };
  const later = electron.waitForEvent('window', isMain);
  later.catch(() => undefined); // no second window, and none needed
  await electron.firstWindow();
  for (const page of electron.windows()) if (await isMain(page)) return page;
  return later;
}

import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { buildBundlesIfOld } from './build-bundles.ts';
import { resolveElectron } from './electron-runtime.ts';

export const PROJECT_DIR = path.resolve(import.meta.dirname, '..');

/**
 * Playwright's own module that holds back `ready` until it is attached. It adds it only when it looks for Electron itself; without it, a busy
 * machine lets the app run ahead and the launch never ends.
 */
const PLAYWRIGHT_LOADER = path.join(
  path.dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')),
  'lib/server/electron/loader.js',
);

/** Source: main/windows/app-protocol.ts, which only Electron can load. */
const MAIN_PAGE = 'app://vault/';

/** Own choice: a page that has begun answers in some hundred milliseconds, on a busy machine in some seconds. */
const ANSWER_WITHIN_MS = 20_000;

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

/** The real app under Playwright. */
export interface LaunchedApp {
  readonly electron: ElectronApplication;
  /** The main window. */
  readonly page: Page;
}

/**
 * Builds the app if needed and starts it on the resolved Electron, driven by Playwright. The caller closes `electron`.
 * Errors: those of the build and of the start; the app's own errors show in its window.
 */
export async function launchApp(options: LaunchAppOptions): Promise<LaunchedApp> {
  await buildBundlesIfOld(PROJECT_DIR);
  const { executable } = await resolveElectron();
  const first = await launchOnce(executable, options);
  if (await answers(first.page)) return first;
  process.stderr.write('electron: the page hangs, the app is started once more\n');
  const ended = first.electron.waitForEvent('close');
  first.electron.process().kill('SIGKILL');
  await ended;
  return launchOnce(executable, options);
}

/**
 * Tells whether the page runs at all. On a busy machine the renderer of the registry's Electron 33 locks itself up now and then while
 * the page starts (seen once in some sixty starts: its main thread waits for worker threads that wait in V8); nothing of ours runs then.
 */
async function answers(page: Page): Promise<boolean> {
  const waiting = new AbortController();
  const tooLong = setTimeout(ANSWER_WITHIN_MS, false, { signal: waiting.signal }).catch(() => false);
  const isRunning = page
    .evaluate(() => document.readyState)
    .then(
      () => true,
      () => false,
    );
  const answer = await Promise.race([isRunning, tooLong]);
  waiting.abort();
  return answer;
}

async function launchOnce(executable: string, options: LaunchAppOptions): Promise<LaunchedApp> {
  const isRoot = process.getuid?.() === 0 && options.userLauncher === undefined;
  const electron = await _electron.launch({
    executablePath: options.userLauncher ?? executable,
    args: [...(isRoot ? ['--no-sandbox'] : []), '-r', PLAYWRIGHT_LOADER, PROJECT_DIR],
    ...(isRoot ? {} : { chromiumSandbox: true }),
    env: toStrings({
      ...options.env,
      KLYUCHNIK_PROFILE_DIR: options.profileDir,
      ...(options.environmentFile === undefined
        ? {}
        : { KLYUCHNIK_ENVIRONMENT_FILE: options.environmentFile }),
      ...(options.isDemo === true ? { KLYUCHNIK_DEMO: '1' } : {}),
    }),
  });
  return { electron, page: await mainWindow(electron) };
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

function toStrings(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

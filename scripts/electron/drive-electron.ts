import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { PATIENCE_MS } from '../patience.ts';

/**
 * Playwright's own module that holds back `ready` until it is attached. It adds it only when it looks for Electron
 * itself; without it, a busy machine lets the app run ahead and the launch never ends.
 */
const PLAYWRIGHT_LOADER = path.join(
  path.dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')),
  'lib/server/electron/loader.js',
);

/** Own choice: a page is there and answers within some seconds, on a busy machine too. Units: ms. */
const ANSWER_WITHIN_MS = 30_000;

/** A program under Playwright. */
export interface DrivenElectron {
  readonly electron: ElectronApplication;
  readonly page: Page;
}

export interface DriveOptions {
  /** Electron, or a program that becomes it. */
  readonly executable: string;
  /** Folder of the app to run. */
  readonly folder: string;
  /** Complete environment of the program. */
  readonly env: NodeJS.ProcessEnv;
  /** Runs with Chromium's sandbox on, which root cannot have. */
  readonly isSandboxed: boolean;
  readonly pageOf: (electron: ElectronApplication) => Promise<Page>;
}

/**
 * Starts an app on Electron under Playwright, and gives it when its page answers. The caller closes `electron`. Errors:
 * those of the start.
 */
export async function driveElectron(options: DriveOptions): Promise<DrivenElectron> {
  const { started, page } = await startAnswering({
    start: () => launch(options),
    pageOf: options.pageOf,
    end: async (hung) => {
      const ended = hung.waitForEvent('close');
      hung.process().kill('SIGKILL');
      await ended;
    },
  });
  return { electron: started, page };
}

/**
 * Waits until the page of the app has drawn something: it hangs while its scripts begin, and may have answered a
 * question before.
 * Source: renderer/main.tsx.
 */
export async function whenDrawn(page: Page): Promise<Page> {
  await page.locator('#root > *').first().waitFor({ state: 'attached', timeout: 0 });
  return page;
}

/** How to start a program, find its page, and end it at once. */
export interface Startable<T> {
  start(): Promise<T>;
  pageOf(started: T): Promise<Page>;
  end(started: T): Promise<void>;
  /** Units: ms. */
  readonly withinMs?: number;
}

/**
 * Starts a program, and once more when its page hangs. On a busy machine the renderer of the registry's Electron 33
 * locks itself up now and then while the page starts (seen once in some sixty starts: its main thread waits for worker
 * threads that wait in V8); nothing of ours runs then. Says so on stderr. Errors: those of the parts.
 */
export async function startAnswering<T>(
  parts: Startable<T>,
): Promise<{ readonly started: T; readonly page: Page }> {
  const first = await parts.start();
  const page = await within(parts.withinMs ?? ANSWER_WITHIN_MS, answeringPage(parts, first));
  if (page !== null) return { started: first, page };
  process.stderr.write('electron: the page hangs, the program is started once more\n');
  await parts.end(first);
  const second = await parts.start();
  return { started: second, page: await parts.pageOf(second) };
}

async function answeringPage<T>({ pageOf }: Startable<T>, started: T): Promise<Page> {
  const page = await pageOf(started);
  // One that is replaced by the next, or has crashed, answers too: with an error.
  await page.evaluate(() => document.readyState).catch(() => undefined);
  return page;
}

/** Returns what the promise gives, or `null` when that takes longer. */
async function within<T>(ms: number, wanted: Promise<T>): Promise<T | null> {
  const waiting = new AbortController();
  const tooLong = setTimeout(ms, null, { signal: waiting.signal }).catch(() => null);
  wanted.catch(() => undefined); // of a program that was ended because it hung
  try {
    return await Promise.race([wanted, tooLong]);
  } finally {
    waiting.abort();
  }
}

async function launch({ executable, folder, env, isSandboxed }: DriveOptions): Promise<ElectronApplication> {
  const electron = await _electron.launch({
    executablePath: executable,
    args: [...(isSandboxed ? [] : ['--no-sandbox']), '-r', PLAYWRIGHT_LOADER, folder],
    ...(isSandboxed ? { chromiumSandbox: true } : {}),
    env: toStrings(env),
    timeout: PATIENCE_MS,
  });
  passOn(electron);
  return electron;
}

/** Says on stderr what the app says of itself there: why it ends. */
function passOn(electron: ElectronApplication): void {
  const { stderr } = electron.process();
  if (stderr === null) return;
  createInterface({ input: stderr }).on('line', (line) => {
    if (line.startsWith('klyuchnik: ')) process.stderr.write(`${line}\n`);
  });
}

function toStrings(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

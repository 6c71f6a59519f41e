import { rm } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { driveElectron } from '../../../scripts/electron/drive-electron.ts';
import { resolveElectron } from '../../../scripts/electron/electron-runtime.ts';
import { PATIENCE_MS } from '../../../scripts/patience.ts';
import { startSession } from '../../../scripts/session.ts';
import type { SecretPromptView, SecretRevealView } from '../../../contract/areas/secret-prompt.ts';
import type { FakeAppOptions } from '../../fakes/fake-app.ts';
import type { FakeApprovalOptions } from '../../fakes/fake-approval.ts';
import { SAMPLE_NOW } from '../../fakes/sample-time.ts';
import { servedPage } from './app/serve-page.mjs';
import { buildMockedPage } from './build-page.ts';

/** The real renderer in the real Electron, or in a Chromium, on a fake `window.app`. */
export interface MockedWindow {
  readonly page: Page;
  /** Everything that the page wrote as a warning or an error, CSP violations among it, since the last `show`. */
  readonly complaints: () => readonly string[];
  /** Loads the page anew on a scenario and goes to an address, for instance `/tokens`. */
  readonly show: (options: FakeAppOptions, address: string) => Promise<void>;
  /** Goes to another address without loading anew. */
  readonly go: (address: string) => Promise<void>;
  readonly showSecret: (view: SecretPromptView | SecretRevealView) => Promise<void>;
  readonly showApproval: (options: FakeApprovalOptions) => Promise<void>;
  readonly resize: (width: number, height: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Names a Chromium that shows the page instead of Electron: a newer one than the Electron of this machine has. */
const CHROMIUM = 'KLYUCHNIK_CHROMIUM';

/** Where the page seems to be in Chromium. No such host is asked: each request is answered by the test. */
const IN_CHROMIUM = 'https://mocked.test/';

/**
 * Builds the mocked page and opens it.
 *
 * Effects: starts Electron and a session with a display where there is none, or the Chromium that `KLYUCHNIK_CHROMIUM`
 * names; all ended by `close`.
 */
export async function openMockedWindow(): Promise<MockedWindow> {
  const pageDir = await buildMockedPage();
  const browser = process.env[CHROMIUM];
  const opened = await (browser === undefined ? inElectron(pageDir) : inChromium(browser, pageDir));
  const window = await driveWindow(opened.page, opened.base);
  const close = async () => {
    await opened.close();
    await rm(pageDir, { recursive: true, force: true });
  };
  return { ...window, close };
}

interface Opened {
  readonly page: Page;
  /** The address of the page's folder. */
  readonly base: string;
  readonly close: () => Promise<void>;
}

async function inElectron(pageDir: string): Promise<Opened> {
  const [runtime, session] = await Promise.all([
    resolveElectron(),
    startSession({ keyring: 'none', display: 'own' }),
  ]);
  const { electron, page } = await driveElectron({
    executable: runtime.executable,
    folder: path.join(import.meta.dirname, 'app'),
    isSandboxed: process.getuid?.() !== 0,
    env: {
      ...session.env,
      ELECTRON_OVERRIDE_DIST_PATH: runtime.distDir,
      MOCKED_PAGE_DIR: pageDir,
      TZ: 'Europe/Moscow',
    },
    pageOf: (app) => app.firstWindow(),
  });
  const close = async () => {
    await electron.close();
    await session.stop();
  };
  return { page, base: 'app://mocked/', close };
}

async function inChromium(executablePath: string, pageDir: string): Promise<Opened> {
  const browser = await chromium.launch({
    executablePath,
    chromiumSandbox: process.getuid?.() !== 0,
    env: { ...process.env, TZ: 'Europe/Moscow' },
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url());
    await route.fulfill(await servedPage(pageDir, pathname));
  });
  return { page, base: IN_CHROMIUM, close: () => browser.close() };
}

async function driveWindow(page: Page, base: string): Promise<Omit<MockedWindow, 'close'>> {
  const complaints: string[] = [];
  let loads = 0;
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.setDefaultTimeout(PATIENCE_MS);
  await page.clock.setFixedTime(SAMPLE_NOW);
  const load = async (file: string, value: unknown, address: string) => {
    // A change of the hash alone would not load the page anew, and a fresh page is what a scenario needs.
    loads += 1;
    const query = new URLSearchParams({ scenario: JSON.stringify(value), load: String(loads) });
    complaints.length = 0;
    await page.goto(`${base}${file}?${query.toString()}#${address}`);
    await page.locator('h1:visible').first().waitFor();
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
  };
  return {
    page,
    complaints: () => complaints,
    show: (options, address) => load('index.html', options, address),
    showSecret: (view) => load('secret.html', view, ''),
    showApproval: (options) => load('approval.html', options, ''),
    go: async (address) => {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, address);
    },
    resize: async (width, height) => {
      await page.setViewportSize({ width, height });
    },
  };
}

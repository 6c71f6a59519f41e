import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processTree } from '../../bench/process-memory.ts';
import { whenDrawn, startAnswering } from '../../scripts/electron/drive-electron.ts';
import { prepareDemoProfile, TOKEN_ROWS, TOKENS_LINK } from './prepare-profile.ts';
import { startSession, type Session } from '../../scripts/session.ts';

// Made by `npm run dist:dir`. A missing folder fails the test: the packed app must never go unlooked at.
const appDir =
  process.env['KLYUCHNIK_PACKAGED_DIR'] ?? path.resolve(import.meta.dirname, '../../dist/linux-unpacked');

/** How Chromium says where it listens. */
const LISTENING = /DevTools listening on (ws:\/\/\S+)/;

it('has been made: npm run dist:dir comes before these tests', () => {
  expect(existsSync(path.join(appDir, 'klyuchnik'))).toBe(true);
});

describe('the packaged app on a prepared profile', () => {
  let session: Session;
  let profileDir: string;
  let child: ChildProcess;
  let page: Page;

  beforeAll(async () => {
    if (!existsSync(path.join(appDir, 'klyuchnik')))
      throw new Error(`${appDir} is missing: npm run dist:dir`);
    session = await startSession({ keyring: 'unlocked', display: 'own' });
    profileDir = path.join(session.env['XDG_CONFIG_HOME'] ?? '', 'Klyuchnik');
    await prepareDemoProfile(session.env, profileDir);
    const env = { ...session.env, KLYUCHNIK_PROFILE_DIR: path.join(session.homeDir, 'elsewhere') };
    ({ started: child, page } = await startAnswering({
      start: async () => startPackaged(env),
      pageOf: async (packed) => whenDrawn(await mainPage(packed)),
      end: async (hung) => {
        const ended = once(hung, 'exit');
        hung.kill('SIGKILL');
        await ended;
      },
    }));
  });

  afterAll(async () => {
    child?.kill('SIGKILL');
    await session?.stop();
  });

  it('shows both tokens of the profile in the table', async () => {
    await page.locator(TOKENS_LINK).click({ timeout: 60_000 });
    await page.locator(TOKEN_ROWS).nth(1).waitFor({ timeout: 30_000 });

    const rows = await page.locator(TOKEN_ROWS).allInnerTexts();

    expect(rows).toHaveLength(2);
    expect(rows.join('\n')).toContain('Бухгалтерия, повседневный');
    expect(rows.join('\n')).toContain('Платежи директора');
  });

  it('comes from its archive by the app scheme and ignores the profile folder that is for development', async () => {
    expect(page.url()).toMatch(/^app:\/\/vault\//);
    expect(existsSync(path.join(session.homeDir, 'elsewhere'))).toBe(false);
    expect(await page.evaluate(() => 'require' in window || 'process' in window)).toBe(false);
  });

  it('ends with 0 when its window is closed, and leaves neither lock nor owner nor process', async () => {
    const processes = processTree(child.pid ?? 0);
    const ended = once(child, 'exit');
    expect(processes.length).toBeGreaterThan(3);
    expect(leftovers(profileDir)).not.toEqual([]); // open: somebody owns it

    await page.close();

    expect(await ended).toEqual([0, null]);
    expect(leftovers(profileDir)).toEqual([]);
    await expect
      .poll(() => processes.filter((pid) => existsSync(`/proc/${pid}`)), { timeout: 20_000 })
      .toEqual([]);
  });
});

function startPackaged(env: NodeJS.ProcessEnv): ChildProcess {
  const isRoot = process.getuid?.() === 0;
  const args = [...(isRoot ? ['--no-sandbox'] : []), '--remote-debugging-port=0'];
  return spawn(path.join(appDir, 'klyuchnik'), args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
}

async function listeningAt(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-10_000);
      const address = LISTENING.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', (code) => reject(new Error(`it ended with ${String(code)}: ${said}`)));
  });
}

async function mainPage(child: ChildProcess): Promise<Page> {
  const browser = await chromium.connectOverCDP(await listeningAt(child));
  const context = browser.contexts()[0];
  if (context === undefined) throw new Error('no window');
  return context.pages()[0] ?? context.waitForEvent('page');
}

/** What only an open vault has beside its file. */
function leftovers(profileDir: string): readonly string[] {
  return readdirSync(path.join(profileDir, 'store')).filter((name) => /\.(lock|owner)$/.test(name));
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALL_NAMES } from '../../../contract/channel-names.ts';
import { PROJECT_DIR } from '../../../scripts/electron/launch-app.ts';
import { call, demoIsReady, failure, send } from './support/app-calls.ts';
import { photographFailures } from './support/photograph-failures.ts';
import { scriptsThatRan, WAYS_ELSEWHERE, WAYS_OUT } from './support/page-attempts.ts';
import { procText, rendererProcesses } from './support/processes.ts';
import { Workbench } from './support/workbench.ts';

/** `nobody`, a user like any other. As an ordinary user already, the test runs as he is. */
const ORDINARY = { uid: 65534, gid: 65534 };

describe('the app of an ordinary user, with the real sandbox', () => {
  let bench: Workbench;
  let page: Page;
  let outside: Server;
  let address: string;
  let visits = 0;

  beforeAll(async () => {
    outside = createServer((_request, response) => {
      visits += 1;
      response.end('outside');
    });
    outside.listen(0, '127.0.0.1');
    await once(outside, 'listening');
    const place = outside.address();
    address = typeof place === 'object' && place !== null ? `http://127.0.0.1:${String(place.port)}/` : '';
    const user = process.getuid?.() === 0 ? { user: ORDINARY } : {};
    bench = await Workbench.start(user);
    ({ page } = await bench.open({ isDemo: true }));
    await demoIsReady(page);
  });

  afterAll(async () => {
    await bench.stop();
    outside.close();
  });
  photographFailures(() => bench.app);

  /** The page is where it was, alone, still itself, and nobody outside was asked. */
  async function expectNothingMoved(): Promise<void> {
    // Main has answered, so it has heard of what came before.
    await call(page, 'session.snapshot', {});
    // Asked directly: Playwright's locators wait for the end of a navigation that was refused.
    const isItself = await page.evaluate(() => document.querySelector('nav') !== null && location.host);
    expect({ isItself, visits }).toEqual({ isItself: 'vault', visits: 0 });
    expect(bench.app.electron.windows()).toHaveLength(1);
    expect(page.frames().filter((frame) => /^(http|file|data)/.test(frame.url()))).toEqual([]);
  }

  it('confines the page by the system and runs nothing as root', () => {
    const [renderer] = rendererProcesses(bench.app.pid);
    const status = procText(renderer?.pid ?? 0, 'status');

    expect(status).toMatch(/^Seccomp:\t2$/m);
    expect(status).not.toMatch(/^Uid:\t0\t/m);
    expect(procText(bench.app.pid, 'cmdline')).not.toContain('--no-sandbox');
  });

  it('gives the page nothing of Node and only the calls of the contract', async () => {
    const found = await page.evaluate(() => ({
      node: ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter(
        (name) => name in window,
      ),
      calls: Object.entries(window.app).flatMap(([area, methods]) =>
        typeof methods === 'function' ? [area] : Object.keys(methods).map((name) => `${area}.${name}`),
      ),
    }));

    expect(found.node).toEqual([]);
    expect([...found.calls].sort()).toEqual(
      ['dropCertificateFiles', 'dropSignedFiles', 'on', ...CALL_NAMES].sort(),
    );
  });

  it('lets the page listen to nothing but the events of the contract', async () => {
    const refused = await page.evaluate(() => {
      const on = window.app.on as (name: string, listener: () => void) => unknown; // a page could say anything
      try {
        on('call:payments.pay', () => undefined);
        return false;
      } catch {
        return true;
      }
    });

    expect(refused).toBe(true);
  });

  it('serves the page with a policy that allows only its own files', async () => {
    const headers = await bench.app.electron.evaluate(async ({ session }) => {
      const answer = await session.fromPartition('klyuchnik', { cache: false }).fetch('app://vault/');
      return Object.fromEntries(answer.headers.entries());
    });

    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('runs no script from a text', async () => {
    expect(await page.evaluate(scriptsThatRan)).toEqual([]);
  });

  it.each(WAYS_OUT)('reaches nobody outside by %s', async (_, act) => {
    await page.evaluate(act, address).catch(() => undefined); // refused loudly

    await expectNothingMoved();
  });

  it.each(WAYS_ELSEWHERE)('goes nowhere by %s', async (_, act) => {
    await page.evaluate(act, address).catch(() => undefined); // refused loudly

    await expectNothingMoved();
  });

  it('does not open what is dropped on it', async () => {
    const session = await page.context().newCDPSession(page);
    const data = { items: [], files: ['/etc/hostname'], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', { type, x: 640, y: 400, data });
    }
    await session.detach();

    await expectNothingMoved();
    // The house outside was open all the time.
    await fetch(address);
    expect(visits).toBe(1);
  });

  it('is given no permission', async () => {
    const answers = await page.evaluate(async () => {
      const refused = (asked: Promise<unknown>) =>
        asked.then(
          () => false,
          () => true,
        );
      return {
        notifications: await Notification.requestPermission(),
        camera: await refused(navigator.mediaDevices.getUserMedia({ video: true })),
        clipboard: await refused(navigator.clipboard.readText()),
        place: await new Promise((resolve) =>
          navigator.geolocation.getCurrentPosition(
            () => resolve('given'),
            ({ code }) => resolve(code),
          ),
        ),
      };
    });

    // 1 is PERMISSION_DENIED. Source: W3C Geolocation §8.
    expect(answers).toEqual({ notifications: 'denied', camera: true, clipboard: true, place: 1 });
  });

  it.each<readonly [string, (typeof CALL_NAMES)[number], unknown]>([
    ['an unknown key', 'session.snapshot', { extra: 1 }],
    ['a sum with a payment', 'payments.pay', { paymentId: 'x', revision: 1, amountMinor: 1 }],
    ['a text in place of an object', 'tokens.list', 'all'],
    ['nothing', 'session.snapshot', undefined],
    ['more than anybody types', 'setup.addPerson', { name: 'И'.repeat(70_000), role: 'accountant' }],
  ])('refuses a call with %s', async (_, name, input) => {
    expect(await failure(page, name, input)).toMatchObject({ code: 'bad-request' });
  });

  it('is not changed by a call that carries a prototype', async () => {
    await page.evaluate(() => {
      const input: unknown = JSON.parse('{"__proto__":{"polluted":true}}');
      const snapshot = window.app.session.snapshot as (input: unknown) => Promise<unknown>; // any shape
      return snapshot(input);
    });

    const isPolluted = await bench.app.electron.evaluate(() => 'polluted' in {});
    expect(isPolluted).toBe(false);
    expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
    expect(await send(page, 'session.snapshot', {})).toMatchObject({ ok: true });
  });

  it('brings the window to the front instead of starting twice', async () => {
    const focused = bench.app.electron.evaluate(
      ({ BrowserWindow }) =>
        new Promise<boolean>((resolve) => {
          const [window] = BrowserWindow.getAllWindows();
          if (window !== undefined) window.focus = () => resolve(true);
        }),
    );
    const env = { ...bench.session.env, KLYUCHNIK_PROFILE_DIR: bench.profileDir };
    const second = spawn(await bench.executable(), [PROJECT_DIR], { env, stdio: 'ignore' });

    const [code] = await once(second, 'exit');

    expect(await focused).toBe(true);
    expect(code).toBe(0);
    expect(await call(page, 'session.snapshot', {})).toMatchObject({ phase: 'ready' });
  });
});

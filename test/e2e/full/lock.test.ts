// @module-tag may-run-again
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PATIENCE_MS, seen, type AppWindow } from '../screens/app-window.ts';
import { call, demoIsReady, failure } from './support/app-calls.ts';
import { heapOf } from './support/canary-scan.ts';
import { photographFailures } from './support/photograph-failures.ts';
import { processTree, secretProcesses, type RunningProcess } from './support/processes.ts';
import { Workbench } from './support/workbench.ts';

const TOKEN = 'Бухгалтерия, повседневный';

describe('a vault that is locked', () => {
  let bench: Workbench;
  let window: AppWindow;

  beforeAll(async () => {
    bench = await Workbench.start({});
    ({ window } = await bench.open({ isDemo: true }));
    await demoIsReady(window.page);
  });

  afterAll(() => bench.stop());
  photographFailures(() => bench.app);

  async function seesTokens(): Promise<void> {
    await window.goTo('Токены');
    await seen(window.row(TOKEN)).toBeVisible({ timeout: PATIENCE_MS });
  }

  /** Another process may have begun by then; it knows nothing of what these knew. */
  async function expectGone(processes: readonly RunningProcess[]): Promise<void> {
    const still = () =>
      processTree(bench.app.pid).filter(({ pid }) => processes.some((one) => one.pid === pid));
    await expect.poll(still, { timeout: PATIENCE_MS }).toEqual([]);
  }

  it('shows nothing, and the processes with the secrets are gone, after Ctrl+L', async () => {
    await seesTokens();
    const before = secretProcesses(bench.app.pid);
    expect(before).toHaveLength(2);

    await window.page.keyboard.press('Control+L');

    await seen(window.title('Хранилище закрыто')).toBeVisible({ timeout: PATIENCE_MS });
    await expectGone(before);
    await seen(window.page.getByText(TOKEN)).toHaveCount(0);
  });

  it('answers no question about what is in it', async () => {
    expect(await failure(window.page, 'tokens.list', {})).toMatchObject({ code: 'vault-locked' });
    expect(await failure(window.page, 'journal.verify', {})).toMatchObject({ code: 'vault-locked' });
    expect(await call(window.page, 'session.snapshot', {})).toMatchObject({
      phase: 'locked',
      people: [],
      companies: [],
    });
  });

  it('leaves nothing of it in the memory of the page', async () => {
    expect((await heapOf(window.page)).includes(TOKEN)).toBe(false);
  });

  it('is back as it was when the person opens it', async () => {
    await window.button('Открыть хранилище').click();

    await seesTokens();
    expect(secretProcesses(bench.app.pid)).toHaveLength(2);
    const latest = async () => {
      const { entries } = await call(window.page, 'journal.page', {
        companyId: null,
        before: null,
        limit: 2,
      });
      return entries.map(({ kind }) => kind);
    };
    // The line is written when the records behind the screen were found as they were.
    await expect.poll(latest, { timeout: PATIENCE_MS }).toEqual(['vault-opened', 'vault-locked']);
  });

  it('locks by itself when the screen of the computer is locked', async () => {
    const before = secretProcesses(bench.app.pid);
    await bench.app.electron.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen'));

    await seen(window.title('Хранилище закрыто')).toBeVisible({ timeout: PATIENCE_MS });
    await expectGone(before);
    await window.button('Открыть хранилище').click();
    await seesTokens();
  });

  it('is locked when its processes die, and opens again', async () => {
    const before = secretProcesses(bench.app.pid);
    for (const { pid } of before) process.kill(pid, 'SIGKILL');

    await seen(window.title('Хранилище закрыто')).toBeVisible({ timeout: PATIENCE_MS });
    await expectGone(before);
    await window.button('Открыть хранилище').click();
    await seesTokens();
  });

  it('takes an open window for secrets with it', async () => {
    const director = /Петров П\. П\./;
    await window.page
      .getByRole('banner')
      .getByRole('button', { name: /Иванова/ })
      .click();
    const item = window.page.getByRole('menuitem', { name: director });
    const secret = await window.openSecret(() => item.click());
    const closed = secret.waitForEvent('close', { timeout: PATIENCE_MS });

    await bench.app.electron.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen'));

    await closed;
    await seen(window.title('Хранилище закрыто')).toBeVisible({ timeout: PATIENCE_MS });
  });

  it('ends the app with a message when its process keeps ending', async () => {
    const { electron, pid } = bench.app;
    await electron.evaluate(({ dialog }) => {
      dialog.showErrorBox = (title, text) => void process.stdout.write(`error box: ${title}: ${text}\n`);
    });
    let told = '';
    electron.process().stdout?.on('data', (piece: Buffer) => (told += piece.toString()));

    const isGone = () => {
      for (const process_ of secretProcesses(pid)) process.kill(process_.pid, 'SIGKILL');
      return processTree(pid).length === 0;
    };
    await expect.poll(isGone, { timeout: PATIENCE_MS }).toBe(true);
    expect(told).toMatch(/error box: Ключник остановлен/);
  });
});

import type { ChildProcess } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runOrThrow } from '../../../scripts/run-command.ts';
import { startWindowManager } from '../../packaged/packed-app.ts';
import { PATIENCE_MS, seen, type AppWindow } from '../screens/app-window.ts';
import { ApprovalWindow } from '../screens/approval-window.ts';
import { FirstRun } from '../screens/first-run.ts';
import { PaymentForm, SAMPLE_PAYMENT } from '../screens/payment-form.ts';
import { readsStatus, sendToBank } from '../screens/payment-screens.ts';
import { fillToken, pasteToken } from '../screens/token-form.ts';
import { scanMemory } from './support/canary-scan.ts';
import { answerFileDialog } from './support/file-dialog.ts';
import { bytesOfItem, readItem } from './support/keyring-items.ts';
import { needlesOf, type Needle } from './support/needles.ts';
import { photographFailures } from './support/photograph-failures.ts';
import { processTree, procText, secretProcesses, type RunningProcess } from './support/processes.ts';
import { Workbench } from './support/workbench.ts';

const ACCOUNTANT = 'Смирнова О. Н.';
const DIRECTOR = 'Кузнецов Д. И.';
/** In Latin letters: they are typed as keys of the display. */
const PASSPHRASE = 'walrus pedals nineteen copper kites';
const PAYING = [
  'Информация о компании',
  'Информация о счетах компании',
  'Совершение платежей с рублевого расчетного счета',
];
/** RFC 5737: an address for documents; online banking would not take an inner one. */
const ADDRESS = '203.0.113.7';

/** The numbers of a private key, as they are written and as OpenSSL keeps them: the least byte first. */
function keyNumbers(keyFile: string): readonly Needle[] {
  const { d, p, q } = createPrivateKey(readFileSync(keyFile)).export({ format: 'jwk' });
  return [d, p, q].flatMap((number) => {
    const bytes = Buffer.from(String(number), 'base64url');
    return [...needlesOf('key number', bytes), { name: 'key number', bytes: Buffer.from(bytes).reverse() }];
  });
}

describe('secrets in memory, after a token was used over mTLS and a passphrase was typed', () => {
  let bench: Workbench;
  let window: AppWindow;
  let manager: ChildProcess;
  let needles: readonly Needle[];
  let before: readonly RunningProcess[];

  /** Keys of the display, as a person presses them: what a test driver types passes the process of the windows. */
  async function typePassphrase(): Promise<void> {
    const secret = await window.secretWindow();
    await secret.locator('input').first().click();
    const { env } = bench.session;
    await runOrThrow('xdotool', ['type', '--delay', '20', '--', PASSPHRASE], { env });
    const closed = secret.waitForEvent('close', { timeout: PATIENCE_MS });
    await runOrThrow('xdotool', ['key', 'Return'], { env });
    await closed;
  }

  const hitsIn = (processes: readonly RunningProcess[]) =>
    processes.flatMap(({ pid, argv }) =>
      existsSync(`/proc/${pid}`)
        ? scanMemory(pid, needles).map(({ name }) => `${name} in ${pid} ${argv.slice(0, 80)}`)
        : [],
    );

  beforeAll(async () => {
    bench = await Workbench.start({ settleAfterMs: 1_500 });
    manager = startWindowManager(bench.session.env);
    ({ window } = await bench.open());
    await prepare();
    // What the driver typed and pasted is in the memory of that process; the next one has seen none of it.
    await bench.app.close();
    ({ window } = await bench.open());
    needles = [
      ...needlesOf('token', bench.bank.token('director')),
      ...needlesOf('passphrase', PASSPHRASE),
      ...needlesOf('key of the records', bytesOfItem(await readItem(bench, 'store-key'))),
      ...keyNumbers(bench.bank.certificate('director').keyFile),
    ];
  });

  afterAll(async () => {
    manager.kill();
    await bench.stop();
  });
  photographFailures(() => bench.app);

  /** A company with one paying token and a payment that waits for the director. */
  async function prepare(): Promise<void> {
    const firstRun = new FirstRun(window);
    await firstRun.chooseOwnCompany();
    await firstRun.sayWhoIAm(ACCOUNTANT);
    await firstRun.addDirector(DIRECTOR, PASSPHRASE);
    await firstRun.addCompany({ name: 'ООО «Пример»', inn: '9999000006', kpp: '999901001', bank: 'stand' });
    await firstRun.readKeychainHealth('Secret Service (libsecret)');
    const everyday = {
      label: 'Бухгалтерия',
      issuer: DIRECTOR,
      accesses: PAYING.slice(0, 2),
      address: ADDRESS,
    };
    await firstRun.addToken(everyday, bench.bank.token('accountant'));
    const { certFile, keyFile } = bench.bank.certificate('director');
    await answerFileDialog(bench.app.electron, [certFile, keyFile]);
    await firstRun.addCertificate('Платежи, 2026');
    await firstRun.finish();
    await window.goTo('Токены');
    await window.button('Добавить токен').click();
    const certificate = 'Платежи, 2026';
    await fillToken(window, {
      label: 'Платежи',
      issuer: DIRECTOR,
      accesses: PAYING,
      address: ADDRESS,
      certificate,
    });
    await pasteToken(window, bench.bank.token('director'));
    await window.button('Готово').click();
    await window.goTo('Счета');
    await window.button('Обновить остатки').click();
    await window.goTo('Платежи');
    await window.button('Новый платёж').first().click();
    const form = new PaymentForm(window.page);
    await form.fill(SAMPLE_PAYMENT);
    await form.saved();
    await window.button('Отправить на подпись').click();
    await window.sees('Ждёт подписи директора');
  }

  it('lets a director approve and send a payment', async () => {
    const banner = window.page.getByRole('banner');
    await banner.getByRole('button', { name: /Смирнова/ }).click();
    await window.page.getByRole('menuitem', { name: /Кузнецов/ }).click();
    await typePassphrase();
    await seen(banner.getByText(DIRECTOR)).toBeVisible({ timeout: PATIENCE_MS });
    await window.goTo('На подпись');
    const approval = await ApprovalWindow.ofPayee(window, 'Ромашка');
    await approval.page.getByLabel(/Почему вы согласны/).fill('Позвонил, счёт подтвердили');
    await approval.page.getByRole('button', { name: 'Подписать', exact: true }).click();
    await typePassphrase();
    await seen(
      approval.page.getByRole('status').filter({ hasText: /Ничего ещё не отправлено/ }),
    ).toBeVisible();
    await approval.page.getByRole('button', { name: 'Закрыть' }).click();
    await sendToBank(window);

    await readsStatus(window, 'Исполнен');
    before = secretProcesses(bench.app.pid);
  });

  it('are in the vault process, where this search finds them, and in no process of the windows', () => {
    expect(hitsIn(before)).not.toEqual([]);
    const others = processTree(bench.app.pid).filter(({ pid }) => !before.some((one) => one.pid === pid));
    expect(others.map(({ pid }) => pid)).toContain(bench.app.pid);
    expect(others.length).toBeGreaterThan(2);
    expect(hitsIn(others)).toEqual([]);
  });

  it('are nowhere after the lock', async () => {
    await window.page.keyboard.press('Control+L');
    await seen(window.title('Хранилище закрыто')).toBeVisible({ timeout: PATIENCE_MS });
    const still = () => processTree(bench.app.pid).filter(({ pid }) => before.some((one) => one.pid === pid));
    await expect.poll(still, { timeout: PATIENCE_MS }).toEqual([]);

    const all = processTree(bench.app.pid);
    expect(all.length).toBeGreaterThan(3);
    expect(hitsIn(all)).toEqual([]);
  });

  it('would be in no core file', () => {
    const limits = processTree(bench.app.pid)
      .filter(
        ({ pid }) => pid === bench.app.pid || secretProcesses(bench.app.pid).some((one) => one.pid === pid),
      )
      .map(({ pid }) => /Max core file size\s+(\S+)\s+(\S+)/.exec(procText(pid, 'limits'))?.slice(1));
    expect(limits).toEqual(limits.map(() => ['0', '0']));
    expect(limits.length).toBeGreaterThan(1);
  });
});

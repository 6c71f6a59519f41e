import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seen, type AppWindow } from '../screens/app-window.ts';
import { ApprovalWindow } from '../screens/approval-window.ts';
import { FirstRun } from '../screens/first-run.ts';
import { PaymentForm, SAMPLE_PAYMENT } from '../screens/payment-form.ts';
import { openPayment, readsStatus, sendToBank } from '../screens/payment-screens.ts';
import { setPolicy } from '../screens/policy-form.ts';
import { fillToken, pasteToken } from '../screens/token-form.ts';
import type { BankProcess } from './support/bank-process.ts';
import {
  filesIn,
  heapOf,
  scanFiles,
  scanMemory,
  scanProcesses,
  unsealedRecords,
} from './support/canary-scan.ts';
import { answerFileDialog } from './support/file-dialog.ts';
import { namesFound, needlesOf, plainNeedlesOf } from './support/needles.ts';
import { photographFailures } from './support/photograph-failures.ts';
import { processTree, rendererProcesses } from './support/processes.ts';
import { screenText, showsText } from './support/screen-text.ts';
import { Workbench } from './support/workbench.ts';

const ACCOUNTANT = 'Смирнова О. Н.';
const DIRECTOR = 'Кузнецов Д. И.';
const PASSPHRASE = 'верблюд подковал янтарную лодку';
const EVERYDAY = [
  'Информация о компании',
  'Информация о счетах компании',
  'Информация об операциях компании',
  'Создание черновиков платежей',
  'Получение списка статусов платежных документов',
];
const PAYING = [
  'Информация о компании',
  'Информация о счетах компании',
  'Совершение платежей с рублевого расчетного счета',
];
/** RFC 5737: an address for documents; online banking would not take an inner one. */
const ADDRESS = '203.0.113.7';
const BEFORE = '1 284 900,50';
const AFTER = '1 192 500,50';

/** What nobody but the bank, the keyring and the director may have, in every form it could lie somewhere. */
function secretsOf(bank: BankProcess): readonly { readonly name: string; readonly text: string }[] {
  const keyLines = readFileSync(bank.certificate('director').keyFile, 'utf8').trim().split(/\r?\n/);
  return [
    { name: 'token of the accountant', text: bank.token('accountant') },
    { name: 'token of the director', text: bank.token('director') },
    { name: 'passphrase', text: PASSPHRASE },
    // One whole line from the middle of the body: it would stay whole wherever the PEM text is kept.
    { name: 'private key', text: keyLines[Math.floor(keyLines.length / 2)] ?? '' },
  ];
}

/**
 * The bytes that only the private key has: what stands in its body beyond the public part is somewhere in the middle.
 */
function keyBytes(bank: BankProcess): Buffer {
  const der = createPrivateKey(readFileSync(bank.certificate('director').keyFile));
  return Buffer.from(String(der.export({ format: 'jwk' }).d), 'base64url');
}

describe('a company that keeps its tokens here and pays at a bank in another process', () => {
  let bench: Workbench;
  let window: AppWindow;

  beforeAll(async () => {
    bench = await Workbench.start({ settleAfterMs: 1_500 });
    ({ window } = await bench.open());
  });

  afterAll(() => bench.stop());
  photographFailures(() => bench.app);

  it('goes through the first run with an accountant, a director, a token and a certificate', async () => {
    const firstRun = new FirstRun(window);
    await firstRun.chooseOwnCompany();
    await firstRun.sayWhoIAm(ACCOUNTANT);
    await firstRun.addDirector(DIRECTOR, PASSPHRASE);
    const company = { name: 'ООО «Пример»', inn: '9999000006', kpp: '999901001' };
    await firstRun.addCompany({ ...company, bank: 'stand' });
    await firstRun.readKeychainHealth('Secret Service (libsecret)');
    const everyday = { label: 'Бухгалтерия', issuer: DIRECTOR, accesses: EVERYDAY, address: ADDRESS };
    await firstRun.addToken(everyday, bench.bank.token('accountant'));
    const { certFile, keyFile } = bench.bank.certificate('director');
    await answerFileDialog(bench.app.electron, [certFile, keyFile]);
    await firstRun.addCertificate('Платежи, 2026');
    await firstRun.finish();

    await window.sees('стенд stand');
    await window.goTo('Сертификаты');
    await seen(window.row('Платежи, 2026')).toContainText('Действует');
  });

  it('leaves nothing in the clipboard when a token was pasted from it', async () => {
    const left = await bench.app.electron.evaluate(({ clipboard }) => clipboard.readText());

    expect(left).toBe('');
  });

  it('adds the paying token with its certificate and finds it alive', async () => {
    await window.goTo('Токены');
    await window.button('Добавить токен').click();
    await fillToken(window, {
      label: 'Платежи директора',
      issuer: DIRECTOR,
      accesses: PAYING,
      address: ADDRESS,
      certificate: 'Платежи, 2026',
    });
    await pasteToken(window, bench.bank.token('director'));
    await window.button('Проверить').click();
    await window.sees(/Жив: банк ответил/);
    await window.button('Готово').click();

    await seen(window.row('Платежи директора')).toContainText('Действует');
  });

  it('shows the balances that the bank says', async () => {
    await window.goTo('Счета');
    await window.button('Обновить остатки').click();

    await showsText(window, BEFORE);
  });

  it('lets the director set rules with his passphrase', async () => {
    await window.switchPerson(ACCOUNTANT, DIRECTOR, { passphrase: PASSPHRASE });
    const policy = { payment: '50 000,00', payeeDay: '100 000,00', day: '100 000,00', month: '1 000 000,00' };

    await setPolicy(window, policy, PASSPHRASE);

    await window.switchPerson(DIRECTOR, ACCOUNTANT, { passphrase: null });
  });

  it('has a payment over the limit approved and sends it over mTLS', async () => {
    await window.goTo('Платежи');
    await window.button('Новый платёж').first().click();
    const form = new PaymentForm(window.page);
    await form.fill(SAMPLE_PAYMENT);
    await form.saved();
    await window.button('Отправить на подпись').click();
    await window.sees('Ждёт подписи директора');
    await window.switchPerson(ACCOUNTANT, DIRECTOR, { passphrase: PASSPHRASE });
    await window.goTo('На подпись');
    const approval = await ApprovalWindow.ofPayee(window, 'Ромашка');
    const reason = 'Позвонил в «Ромашку», счёт подтвердили';
    await approval.approve({ passphrase: PASSPHRASE, reason });
    await window.sees('Подписано. Ничего ещё не отправлено.');
    expect(await bench.bank.payRequests()).toEqual([]);

    await sendToBank(window);

    await readsStatus(window, 'Исполнен');
    const { payments, tokens, counters } = await bench.bank.view();
    expect(payments.map(({ status, amountKopecks }) => ({ status, amountKopecks }))).toEqual([
      { status: 'EXECUTED', amountKopecks: 92_400_00 },
    ]);
    expect(Object.values(counters.payRequestsById)).toEqual([1]);
    expect(tokens.find(({ label }) => label === 'director')).toMatchObject({
      certificateFingerprints: [expect.any(String)],
    });
  });

  it('shows the new balance and the payment in the statement and in the list', async () => {
    await window.goTo('Счета');
    await showsText(window, AFTER);
    await window.page.getByText('Сегодня', { exact: true }).click();
    await showsText(window, 'Ромашка');
    await openPayment(window, 'Ромашка');

    await readsStatus(window, 'Исполнен', { next: 'Деньги ушли получателю.' });
    expect(await screenText(window)).toContain('92 400,00');
  });

  it('keeps no secret in the page, its memory, the processes or the clipboard', async () => {
    const secrets = secretsOf(bench.bank);
    const needles = [
      ...secrets.flatMap(({ name, text }) => needlesOf(name, text)),
      ...needlesOf('private key', keyBytes(bench.bank)),
    ];
    const plain = secrets.flatMap(({ name, text }) => plainNeedlesOf(name, text));
    const shown = plainNeedlesOf('purpose on the screen', 'Оплата по счёту 17 от 02.11.2026');
    await openPayment(window, 'Ромашка');
    const [page, ...others] = rendererProcesses(bench.app.pid);

    expect(others).toEqual([]);
    const heap = await heapOf(window.page);
    expect(namesFound(heap, [...needles, ...shown])).toEqual(['purpose on the screen']);
    expect(scanMemory(page?.pid ?? 0, [...plain, ...shown]).map(({ name }) => name)).toEqual([
      'purpose on the screen',
    ]);
    const pids = processTree(bench.app.pid).map(({ pid }) => pid);
    expect(pids.length).toBeGreaterThan(3);
    expect(scanProcesses(pids, needles)).toEqual([]);
    const clipboard = await bench.app.electron.evaluate(({ clipboard }) => clipboard.readText());
    expect(namesFound(Buffer.from(clipboard), needles)).toEqual([]);
  });

  it('keeps no secret in any file, record or line that it wrote', async () => {
    const needles = [
      ...secretsOf(bench.bank).flatMap(({ name, text }) => needlesOf(name, text)),
      ...needlesOf('private key', keyBytes(bench.bank)),
    ];
    const running = scanFiles(bench.dir, needles);
    await bench.app.close();

    expect(running).toEqual([]);
    expect(scanFiles(bench.dir, needles)).toEqual([]);
    expect(scanFiles(bench.session.homeDir, needles)).toEqual([]);
    expect(filesIn(bench.profileDir).some((file) => file.endsWith('vault.sqlite'))).toBe(true);
    expect(namesFound(Buffer.from(bench.app.said), needles)).toEqual([]);
    const records = await unsealedRecords(bench);
    expect(records).toContain('Платежи директора');
    expect(namesFound(Buffer.from(records), needles)).toEqual([]);
  });
});

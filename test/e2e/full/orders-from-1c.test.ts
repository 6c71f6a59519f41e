import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { PATIENCE_MS, seen } from '../screens/app-window.ts';
import { SAMPLE_PAYMENT } from '../screens/payment-form.ts';
import { call } from './support/app-calls.ts';
import { answerFileDialog } from './support/file-dialog.ts';
import { photographFailures } from './support/photograph-failures.ts';
import { prepareStandCompany } from './support/stand-company.ts';
import { Workbench } from './support/workbench.ts';

const ORDERS = 12;

/** Longer than the settling time of main/domain/payments/sending/reconcile.ts. Units: milliseconds. */
const SETTLED_MS = 125_000;

/** An exchange file with orders of one payer, one of them already executed by the bank. */
function exchangeFile(account: string, inn: string): string {
  const [year = '', month = '', day = ''] = new Date(Date.now() + 3 * 3_600_000)
    .toISOString()
    .slice(0, 10)
    .split('-');
  const today = `${day}.${month}.${year}`;
  const order = (number: number, rest: readonly string[] = []) => [
    'СекцияДокумент=Платежное поручение',
    `Номер=${String(number)}`,
    `Дата=${today}`,
    `Сумма=${String(number)}.00`,
    `ПлательщикСчет=${account}`,
    `ПлательщикИНН=${inn}`,
    `ПолучательСчет=${SAMPLE_PAYMENT.account}`,
    `ПолучательИНН=${SAMPLE_PAYMENT.inn}`,
    `ПолучательКПП=${SAMPLE_PAYMENT.kpp}`,
    `Получатель1=${SAMPLE_PAYMENT.payee}`,
    'ПолучательБИК=044525974',
    'ПолучательКорсчет=30101810145250000974',
    'ВидОплаты=01',
    'Очередность=5',
    `НазначениеПлатежа=Оплата по счёту ${String(number)} за бумагу. НДС не облагается`,
    ...rest,
    'КонецДокумента',
  ];
  return [
    '1CClientBankExchange',
    'ВерсияФормата=1.03',
    'Кодировка=UTF-8',
    `ДатаСоздания=${today}`,
    'ВремяСоздания=10:00:00',
    `ДатаНачала=${today}`,
    `ДатаКонца=${today}`,
    `РасчСчет=${account}`,
    ...Array.from({ length: ORDERS }, (_, at) => order(1_201 + at)).flat(),
    ...order(1_299, [`ДатаСписано=${today}`]),
    'КонецФайла',
  ].join('\r\n');
}

describe('orders of 1C', () => {
  let bench: Workbench;
  let companyId: CompanyId;
  let file = '';

  beforeAll(async () => {
    bench = await Workbench.start({ settleAfterMs: 600_000 });
    await bench.open();
    companyId = await prepareStandCompany(bench);
    const { accounts } = await call(bench.app.page, 'accounts.list', { companyId });
    const { companies } = await call(bench.app.page, 'session.snapshot', {});
    const company = companies.find((one) => one.companyId === companyId);
    const account = accounts.find(({ isMain }) => isMain)?.accountNumber ?? '';
    file = path.join(bench.dir, '1c_to_kl.txt');
    await writeFile(file, exchangeFile(account, company?.inn ?? ''));
  });

  afterAll(() => bench.stop());
  photographFailures(() => bench.app);

  async function openFile(): Promise<void> {
    const { window, electron } = bench.app;
    await answerFileDialog(electron, [file]);
    await window.goTo('Платежи');
    await window.page.getByRole('link', { name: 'Из 1С' }).click();
    await window.button('Выбрать файл').click();
    await seen(window.page.getByText(/^1c_to_kl\.txt/)).toBeVisible({ timeout: PATIENCE_MS });
  }

  async function payments() {
    return call(bench.app.page, 'payments.list', { companyId, group: 'all' });
  }

  it('become payments by one button; what the bank has executed does not', async () => {
    const { window } = bench.app;
    await openFile();
    await seen(window.page.getByText(new RegExp(`^${String(ORDERS)} поручений на `))).toBeVisible();
    await window.button('Загрузить и отправить на подпись').click();
    await seen(window.page.getByText(`к отправке ${String(ORDERS)}`)).toBeVisible({ timeout: PATIENCE_MS });

    const made = await payments();
    expect(made.map(({ status }) => status)).toEqual(Array.from({ length: ORDERS }, () => 'approved'));
    expect(made.map(({ documentNumber }) => documentNumber)).not.toContain('1299');
  });

  it('are recognised when the file comes again', async () => {
    const { window } = bench.app;
    await openFile();
    await seen(window.page.getByText('уже загружено')).toHaveCount(ORDERS, { timeout: PATIENCE_MS });
    await seen(window.button('Загрузить черновиками')).toBeDisabled();
  });

  it('are sent one after another, and an app that is killed among them goes on by a person’s word', async () => {
    const { window } = bench.app;
    await window.goTo('Платежи');
    await window.page.getByRole('checkbox', { name: 'Отметить все показанные платежи' }).check();
    await window.button(`Отправить в банк (${String(ORDERS)})`).click();
    await window.page
      .getByRole('dialog')
      .getByRole('button', { name: /^Отправить на / })
      .click();
    await expect
      .poll(async () => (await bench.bank.view()).payments.length, { timeout: PATIENCE_MS })
      .toBeGreaterThanOrEqual(3);
    await bench.app.kill();
    await bench.open();

    const again = bench.app.window;
    await again.goTo('Платежи');
    await seen(again.page.getByText('Отправка остановлена')).toBeVisible({ timeout: PATIENCE_MS });
    await again.page.getByRole('button', { name: /^Продолжить \(\d+\)$/ }).click();
    await seen(again.page.getByText('Все платежи ушли в банк')).toBeVisible({ timeout: PATIENCE_MS });

    // The one that was cut off is asked about; where the bank never took it, it goes again after its settling time.
    await bench.app.setClock(SETTLED_MS);
    await expect
      .poll(async () => (await payments()).map(({ status }) => status), { timeout: PATIENCE_MS })
      .toEqual(Array.from({ length: ORDERS }, () => 'in-progress'));
    const { payments: taken, counters } = await bench.bank.view();
    expect(taken).toHaveLength(ORDERS);
    expect(new Set(taken.map(({ id }) => id)).size).toBe(ORDERS);
    expect(counters.duplicatePayRequests).toBe(0);
  });
});

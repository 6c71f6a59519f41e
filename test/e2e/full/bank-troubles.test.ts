import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { PATIENCE_MS, seen, type AppWindow } from '../screens/app-window.ts';
import { openPayment, readsStatus, sendToBank } from '../screens/payment-screens.ts';
import { call, send } from './support/app-calls.ts';
import { photographFailures } from './support/photograph-failures.ts';
import { showsText } from './support/screen-text.ts';
import { prepareStandCompany, readyPayment, type ReadyPayment } from './support/stand-company.ts';
import { Workbench } from './support/workbench.ts';

const PAY = '*/ruble-transfer/pay';
const ACCOUNTS = '*/bank-accounts';
const UNKNOWN = 'Банк не ответил. Деньги могли уйти.';
const IN_PROGRESS = 'Принят банком, исполняется';

describe('a bank in trouble', () => {
  let bench: Workbench;
  let companyId: CompanyId;
  let window: AppWindow;
  let number = 2_000;

  beforeAll(async () => {
    bench = await Workbench.start({ settleAfterMs: 600_000 });
    ({ window } = await bench.open());
    companyId = await prepareStandCompany(bench);
  });

  beforeEach(() => bench.bank.control({ command: 'clearFaults' }));
  afterAll(() => bench.stop());
  photographFailures(() => bench.app);

  async function openNext(): Promise<ReadyPayment> {
    number += 1;
    const payment = await readyPayment(bench.app, companyId, number);
    await openPayment(window, payment.mark);
    return payment;
  }

  /** What the bank has of a payment: how often it was asked to pay it, and how often it took it. */
  async function atBank({ paymentId }: ReadyPayment) {
    const { bankPaymentId } = await call(window.page, 'payments.get', { paymentId });
    const { payments, counters } = await bench.bank.view();
    const taken = payments.filter(({ id }) => id === bankPaymentId);
    return { asked: counters.payRequestsById[bankPaymentId ?? ''] ?? 0, taken: taken.length };
  }

  it.each([
    ['breaks the connection after it took the payment', { kind: 'reset-after-accept' }],
    ['answers 500 with a text', { kind: 'text-500', isAccepted: true }],
    ['answers 502 with a page', { kind: 'html-502', isAccepted: true }],
    ['answers with half a JSON', { kind: 'wrong-json' }],
  ] as const)('does not pay again, and says that money may have left, when the bank %s', async (_, fault) => {
    const payment = await openNext();
    // Questions are not answered either, so that the unknown outcome stays to be read.
    const mute = { kind: 'html-502', method: 'GET /api/v1/payment/*', times: null } as const;
    await bench.bank.control({ command: 'setFault', fault: mute });
    await bench.bank.control({ command: 'setFault', fault: { ...fault, method: PAY } });

    await sendToBank(window);

    await readsStatus(window, UNKNOWN, {
      next: 'Спрашиваем статус. Второй раз банк не спишет: при повторе номер платежа тот же.',
    });
    await seen(window.button('Отправить в банк')).toHaveCount(0);
    expect(await atBank(payment)).toEqual({ asked: 1, taken: 1 });
    await bench.bank.control({ command: 'clearFaults' });
    await window.button('Спросить банк сейчас').click();
    await readsStatus(window, IN_PROGRESS);
    expect(await atBank(payment)).toEqual({ asked: 1, taken: 1 });
  });

  it('says that the payment is being sent while the bank takes its time', async () => {
    const payment = await openNext();
    // Long enough for a busy machine to look at the screen meanwhile.
    const slow = { kind: 'delay-answer', method: PAY, delayMs: 10_000 } as const;
    await bench.bank.control({ command: 'setFault', fault: slow });

    await sendToBank(window);

    const yes = window.page.getByRole('dialog').getByRole('button', { name: /^Отправить/ });
    await seen(yes).toBeDisabled({ timeout: PATIENCE_MS });
    await expect.poll(() => statusOf(payment), { timeout: PATIENCE_MS }).toBe('submitting');
    await readsStatus(window, IN_PROGRESS);
    expect(await atBank(payment)).toEqual({ asked: 1, taken: 1 });
  });

  async function statusOf({ paymentId }: ReadyPayment): Promise<string> {
    return (await call(window.page, 'payments.get', { paymentId })).payment.status;
  }

  it('sends once when the person clicks twice', async () => {
    const payment = await openNext();
    await window.button('Отправить в банк').click();

    await window.page
      .getByRole('dialog')
      .getByRole('button', { name: /^Отправить/ })
      .dblclick();

    await readsStatus(window, IN_PROGRESS);
    expect(await atBank(payment)).toEqual({ asked: 1, taken: 1 });
  });

  it('sends once when two calls for the same payment come at the same moment', async () => {
    const payment = await openNext();
    const { paymentId } = payment;
    const { revision } = (await call(window.page, 'payments.get', { paymentId })).payment;

    const pay = () => send(window.page, 'payments.pay', { paymentId, revision });
    const results = await Promise.all([pay(), pay(), pay()]);

    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    // Which of the two a late call meets depends on when it comes; both say that nothing was sent by it.
    const refusals = results.flatMap((result) => (result.ok ? [] : [result.error.code]));
    expect(refusals.filter((code) => !['payment-state', 'stale-revision'].includes(code))).toEqual([]);
    expect(await atBank(payment)).toEqual({ asked: 1, taken: 1 });
  });

  it.each([
    ['answers 500 with a text', 'text-500', 'В банке сбой.'],
    ['answers 502 with a page', 'html-502', 'В банке сбой.'],
    ['answers with half a JSON', 'wrong-json', 'Ответ банка не читается.'],
    ['breaks the connection', 'reset-before-accept', 'Связь оборвалась до ответа банка.'],
  ] as const)(
    'shows the old balances and no alarm about money when the bank %s',
    async (_, kind, happened) => {
      await window.goTo('Счета');
      await bench.bank.control({ command: 'setFault', fault: { kind, method: ACCOUNTS, times: null } });

      await window.button('Обновить остатки').click();

      await seen(window.page.getByRole('alert')).toContainText(happened, { timeout: PATIENCE_MS });
      await seen(window.page.getByRole('alert')).toContainText('Деньги не двигались.');
      await seen(window.page.getByRole('alert')).not.toContainText('Повторно не платите');
      await showsText(window, 'Расчётный');
      await bench.bank.control({ command: 'clearFaults' });
      await window.button('Обновить остатки').click();
      await seen(window.page.getByRole('alert')).toHaveCount(0, { timeout: PATIENCE_MS });
    },
  );
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { PATIENCE_MS, seen } from '../screens/app-window.ts';
import { openPayment, readsStatus, sendToBank } from '../screens/payment-screens.ts';
import { call } from './support/app-calls.ts';
import { photographFailures } from './support/photograph-failures.ts';
import { prepareStandCompany, readyPayment, type ReadyPayment } from './support/stand-company.ts';
import { Workbench } from './support/workbench.ts';

/** Longer than the settling time of main/domain/payments/sending/reconcile.ts. Units: milliseconds. */
const SETTLED_MS = 125_000;
const PAY = '*/ruble-transfer/pay';
const UNKNOWN = 'Банк не ответил. Деньги могли уйти.';
const IN_PROGRESS = 'Принят банком, исполняется';

describe('an app that is killed between «Pay» and «executed»', () => {
  let bench: Workbench;
  let companyId: CompanyId;

  beforeAll(async () => {
    bench = await Workbench.start({ settleAfterMs: 600_000, hasLine: true });
    await bench.open();
    companyId = await prepareStandCompany(bench);
  });

  afterAll(() => bench.stop());
  photographFailures(() => bench.app);

  /** Prepares a payment and presses the buttons up to the last one, without waiting for what comes of it. */
  async function pay(number: number): Promise<ReadyPayment> {
    const payment = await readyPayment(bench.app, companyId, number);
    await openPayment(bench.app.window, payment.mark);
    await sendToBank(bench.app.window);
    return payment;
  }

  async function restart(): Promise<void> {
    await bench.app.kill();
    await bench.open();
  }

  /** What the bank has of a payment: how often it was asked to pay it, and how often it took it. */
  async function atBank({ paymentId }: ReadyPayment) {
    const { bankPaymentId } = await call(bench.app.page, 'payments.get', { paymentId });
    const { payments, counters } = await bench.bank.view();
    const taken = payments.filter(({ id }) => id === bankPaymentId);
    return { asked: counters.payRequestsById[bankPaymentId ?? ''] ?? 0, taken: taken.length };
  }

  it('sends once more, under the same id, what the bank never took', async () => {
    bench.line.hold();
    const notLeft = await pay(1_101);
    await expect.poll(() => bench.line.waiting, { timeout: PATIENCE_MS }).toBeGreaterThan(0);
    await restart();
    bench.line.release();
    await bench.bank.control({ command: 'setFault', fault: { kind: 'hang-before-accept', method: PAY } });
    const notTaken = await pay(1_102);
    await expect.poll(() => bench.bank.payRequests(), { timeout: PATIENCE_MS }).toEqual([1]);
    // Questions get no answer, so that the unknown outcome stays to be read however slow the restart is.
    const mute = { kind: 'html-502', method: 'GET /api/v1/payment/*', times: null } as const;
    await bench.bank.control({ command: 'setFault', fault: mute });

    await restart();

    for (const payment of [notLeft, notTaken]) {
      await openPayment(bench.app.window, payment.mark);
      await readsStatus(bench.app.window, UNKNOWN, {
        next: 'Спрашиваем статус. Второй раз банк не спишет: при повторе номер платежа тот же.',
      });
    }
    expect(await atBank(notLeft)).toEqual({ asked: 0, taken: 0 });
    expect(await atBank(notTaken)).toEqual({ asked: 1, taken: 0 });
    await bench.bank.control({ command: 'clearFaults' });
    // Nobody waits for it: the computer's clock goes on by as much.
    await bench.app.setClock(SETTLED_MS);
    for (const payment of [notLeft, notTaken]) {
      await openPayment(bench.app.window, payment.mark);
      await readsStatus(bench.app.window, IN_PROGRESS);
    }
    expect(await atBank(notLeft)).toEqual({ asked: 1, taken: 1 });
    expect(await atBank(notTaken)).toEqual({ asked: 2, taken: 1 });
  });

  it('finds what the bank took without an answer, and asks it to pay only once', async () => {
    await bench.bank.control({ command: 'setFault', fault: { kind: 'accept-then-hang', method: PAY } });
    const payment = await pay(1_103);
    await expect
      .poll(async () => (await bench.bank.view()).payments.length, { timeout: PATIENCE_MS })
      .toBe(3);

    await restart();
    await openPayment(bench.app.window, payment.mark);

    await readsStatus(bench.app.window, IN_PROGRESS);
    expect(await atBank(payment)).toEqual({ asked: 1, taken: 1 });
  });

  it('knows a payment whose answer had just arrived', async () => {
    const payment = await pay(1_104);
    await expect
      .poll(async () => (await bench.bank.view()).payments.length, { timeout: PATIENCE_MS })
      .toBe(4);

    await restart();
    await openPayment(bench.app.window, payment.mark);

    await readsStatus(bench.app.window, IN_PROGRESS);
    expect(await atBank(payment)).toEqual({ asked: 1, taken: 1 });
  });

  it('follows a payment that was in progress to its end', async () => {
    const payment = await pay(1_105);
    await readsStatus(bench.app.window, IN_PROGRESS);
    await bench.app.kill();
    await bench.bank.control({ command: 'settleNow' });

    await bench.open();
    await openPayment(bench.app.window, payment.mark);

    await readsStatus(bench.app.window, 'Исполнен', { next: 'Деньги ушли получателю.' });
    expect(await atBank(payment)).toEqual({ asked: 1, taken: 1 });
  });

  it('shows every payment once, executed once, and the money gone once', async () => {
    const { window, page } = bench.app;
    await window.goTo('Платежи');
    await seen(window.row('Исполнен')).toHaveCount(5, { timeout: PATIENCE_MS });

    const { payments, accounts, counters } = await bench.bank.view();
    expect(payments.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'EXECUTED'));
    expect(counters.duplicatePayRequests).toBe(0);
    expect(accounts[0]?.balanceKopecks).toBe(1_284_900_50 - (1_101 + 1_102 + 1_103 + 1_104 + 1_105) * 100);
    expect(await call(page, 'journal.verify', {})).toMatchObject({ ok: true });
  });
});

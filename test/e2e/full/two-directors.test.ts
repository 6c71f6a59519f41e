import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { seen, untilClosed, type AppWindow } from '../screens/app-window.ts';
import { ApprovalWindow } from '../screens/approval-window.ts';
import { openPayment, readsStatus } from '../screens/payment-screens.ts';
import { call } from './support/app-calls.ts';
import { photographFailures } from './support/photograph-failures.ts';
import {
  ACCOUNTANT,
  DIRECTOR,
  PASSPHRASE,
  prepareStandCompany,
  submittedPayment,
  type ReadyPayment,
} from './support/stand-company.ts';
import { Workbench } from './support/workbench.ts';

const SECOND = 'Орлова В. И.';
const SECOND_PASSPHRASE = 'шесть синих кастрюль на закате';

describe('a company with two directors at one computer', () => {
  let bench: Workbench;
  let companyId: CompanyId;
  let window: AppWindow;
  let payment: ReadyPayment;

  beforeAll(async () => {
    bench = await Workbench.start({ settleAfterMs: 600_000 });
    ({ window } = await bench.open());
    companyId = await prepareStandCompany(bench);
    const add = () => call(window.page, 'setup.addPerson', { name: SECOND, role: 'director' });
    // The first director lets the second in, who then thinks of a passphrase.
    const asked = add();
    await answerNext(PASSPHRASE);
    await answerNext(SECOND_PASSPHRASE, { repeat: true });
    await asked;
    await window.switchPerson(ACCOUNTANT, DIRECTOR, { passphrase: PASSPHRASE });
  });

  afterAll(() => bench.stop());
  photographFailures(() => bench.app);

  /** Answers the window for secrets that comes up next. */
  async function answerNext(secret: string, { repeat = false }: { readonly repeat?: boolean } = {}) {
    const page = await window.secretWindow();
    await page.locator('input').first().fill(secret);
    if (repeat) await page.locator('input').nth(1).fill(secret);
    await untilClosed(page, () => page.locator('button[type=submit]').click());
  }

  it('sets a tier of two approvals with the passphrases of both, one after the other', async () => {
    await window.goTo('Настройки');
    await window.page.getByRole('tab', { name: 'Правила платежей' }).click();
    await window.button('Добавить ступень').click();
    await window.page.getByRole('textbox', { name: 'Ступень 1: сумма' }).fill('1000');
    await seen(window.page.getByText('Кто подпишет изменение с вами: ещё 1 директор')).toBeVisible();
    await window.button('Сохранить правила').click();

    await answerNext(PASSPHRASE);
    await answerNext(SECOND_PASSPHRASE);

    await window.sees(new RegExp(`Версия 2\\. Подписал\\(а\\): ${DIRECTOR}, ${SECOND}`));
    const { rules, state } = await call(window.page, 'policy.get', { companyId });
    expect([state, rules.tiers]).toEqual(['signed', [{ aboveMinor: 1_000_00, approvals: 2 }]]);
  });

  it('says «1 из 2» after the first approval, and whose is missing', async () => {
    await window.switchPerson(DIRECTOR, ACCOUNTANT, { passphrase: null });
    payment = await submittedPayment(bench.app, companyId, { number: 1_500, becomes: 'submitted' });
    await openPayment(window, payment.mark);
    await window.sees(`Подписей 0 из 2 · Нужны ещё 2, могут подписать: ${DIRECTOR}, ${SECOND}`);
    await window.switchPerson(ACCOUNTANT, DIRECTOR, { passphrase: PASSPHRASE });
    await window.goTo('На подпись');
    const approval = await ApprovalWindow.ofPayee(window, 'Ромашка');
    // One more is needed after his, so nothing can be sent yet.
    const send = approval.page.getByRole('button', { name: 'Подписать и отправить' });
    await seen(approval.page.getByRole('button', { name: 'Подписать', exact: true })).toBeVisible();
    await seen(send).toHaveCount(0);
    await approval.approve({ passphrase: PASSPHRASE, ending: /Нужна ещё 1 подпись/ });

    await openPayment(window, payment.mark);
    await window.sees(`Подписей 1 из 2 · Подписал(а): ${DIRECTOR} · Нужна ещё 1, может подписать: ${SECOND}`);
    await readsStatus(window, 'Ждёт подписи директора');
  });

  it('is approved and sent by the second director with one passphrase, once, in two records', async () => {
    await window.switchPerson(DIRECTOR, SECOND, { passphrase: SECOND_PASSPHRASE });
    await window.goTo('На подпись');
    const approval = await ApprovalWindow.ofPayee(window, 'Ромашка');
    expect(await bench.bank.payRequests()).toEqual([]);
    await approval.approveAndSend({ passphrase: SECOND_PASSPHRASE });

    const { paymentId } = payment;
    const { payment: sent, steps } = await call(window.page, 'payments.get', { paymentId });
    expect(sent.status).toBe('in-progress');
    const records = steps.filter(({ kind }) => kind === 'payment-approved' || kind === 'payment-sending');
    expect(records.map(({ kind, who }) => [kind, who])).toEqual([
      ['payment-approved', DIRECTOR],
      ['payment-approved', SECOND],
      ['payment-sending', SECOND],
    ]);
    expect(await bench.bank.payRequests()).toHaveLength(1);
    await readsStatus(window, 'Принят банком, исполняется');
  });
});

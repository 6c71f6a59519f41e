import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APPROVAL_CALL_NAMES } from '../../../contract/channel-names.ts';
import { NO_TAX_FIELDS, type DraftFields } from '../../../contract/areas/payments.ts';
import { TRAINING_PASSPHRASE } from '../../../main/domain/training/prepare-training.ts';
import { PATIENCE_MS, seen, type AppWindow } from '../screens/app-window.ts';
import { ApprovalWindow } from '../screens/approval-window.ts';
import { SAMPLE_PAYMENT } from '../screens/payment-form.ts';
import { setPolicy } from '../screens/policy-form.ts';
import { call, demoIsReady } from './support/app-calls.ts';
import { photographFailures } from './support/photograph-failures.ts';
import { rendererProcesses } from './support/processes.ts';
import { Workbench } from './support/workbench.ts';

const ACCOUNTANT = 'Иванова А. П.';
const DIRECTOR = 'Петров П. П.';
const REASON = 'Позвонил, счёт подтвердили';
/** Everything wants a signature, and no sum of a day is in the way. */
const RULES = { payment: '0,00', payeeDay: '9 000 000,00', day: '9 000 000,00', month: '9 000 000,00' };

describe('the window in which payments are approved', () => {
  let bench: Workbench;
  let window: AppWindow;

  beforeAll(async () => {
    bench = await Workbench.start({});
    ({ window } = await bench.open({ isDemo: true }));
    await demoIsReady(window.page);
    await becomeDirector();
    await setPolicy(window, RULES, TRAINING_PASSPHRASE);
    await becomeAccountant();
  });

  afterAll(() => bench.stop());
  photographFailures(() => bench.app);

  const becomeDirector = () => window.switchPerson(ACCOUNTANT, DIRECTOR, { passphrase: TRAINING_PASSPHRASE });
  const becomeAccountant = () => window.switchPerson(DIRECTOR, ACCOUNTANT, { passphrase: null });

  /** The accountant's payments, made by the calls that his form makes. */
  async function submit(...changes: readonly Partial<DraftFields>[]): Promise<void> {
    const { companyId } = await call(window.page, 'session.snapshot', {});
    if (companyId === null) throw new Error('no company');
    const [account] = (await call(window.page, 'accounts.list', { companyId })).accounts;
    for (const change of changes) {
      const fields: DraftFields = {
        accountNumber: account?.accountNumber ?? '',
        payeeBankName: 'АО «ТБанк»',
        payeeCorrAccount: '',
        payeeName: SAMPLE_PAYMENT.payee,
        payeeInn: SAMPLE_PAYMENT.inn,
        payeeKpp: SAMPLE_PAYMENT.kpp,
        payeeBik: SAMPLE_PAYMENT.bik,
        payeeAccount: SAMPLE_PAYMENT.account,
        documentNumber: '',
        amountText: '1000,00',
        purpose: SAMPLE_PAYMENT.purpose,
        executionOrder: '5',
        uin: '',
        ...NO_TAX_FIELDS,
        route: 'direct',
        ...change,
      };
      const { payment } = await call(window.page, 'payments.saveDraft', { companyId, draft: null, fields });
      const { paymentId, revision } = payment;
      await call(window.page, 'payments.submit', { paymentId, revision });
    }
  }

  it('loads nothing else, and neither window has the calls of the other', async () => {
    await submit({ purpose: 'Первый платёж. НДС не облагается' });
    await becomeDirector();
    await window.goTo('На подпись');
    const approval = await ApprovalWindow.ofPayee(window, 'Ромашка');
    const reach = (page: Page, address: string) =>
      page.evaluate(
        (url) =>
          fetch(url).then(
            () => 'open',
            () => 'blocked',
          ),
        address,
      );

    const own = await approval.page.evaluate(() => ({
      approval: Object.keys(globalThis.window.approval),
      others: ['app', 'secretPrompt', 'require', 'process'].filter((name) => name in globalThis.window),
    }));
    expect(own).toEqual({
      approval: APPROVAL_CALL_NAMES.map((name) => name.replace('approval.', '')),
      others: [],
    });
    expect(await window.page.evaluate(() => 'approval' in globalThis.window)).toBe(false);
    for (const address of ['app://vault/index.html', 'app://secret/', 'https://127.0.0.1:1/'])
      expect(await reach(approval.page, address)).toBe('blocked');
    expect(await reach(window.page, 'app://approval/')).toBe('blocked');
    const policy = await bench.app.electron.evaluate(async ({ session }) => {
      const answer = await session
        .fromPartition('klyuchnik-approval', { cache: false })
        .fetch('app://approval/');
      return answer.headers.get('content-security-policy');
    });
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(rendererProcesses(bench.app.pid)).toHaveLength(2);
    const [above] = await bench.app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .filter((one) => one.isModal())
        .map((one) => one.getParentWindow()?.webContents.getURL()),
    );
    expect(above).toContain('app://vault/');

    await bench.app.electron.evaluate(({ BrowserWindow }) => {
      const main = BrowserWindow.getAllWindows().find((one) => !one.isModal());
      if (main !== undefined) main.focus = () => void Reflect.set(globalThis, 'hasFocus', true);
    });
    await approval.approve({ passphrase: TRAINING_PASSPHRASE, reason: REASON });
  });

  it('gives the focus back to the main window, which offers to send', async () => {
    await window.sees('Подписано. Ничего ещё не отправлено.');
    await seen(window.button('Отправить в банк')).toBeVisible();
    expect(bench.app.electron.windows().map((one) => one.url().split('#')[0])).toEqual(['app://vault/']);
    const hasFocus = () => bench.app.electron.evaluate((): unknown => Reflect.get(globalThis, 'hasFocus'));
    await expect.poll(hasFocus, { timeout: PATIENCE_MS }).toBe(true);
    const { companyId } = await call(window.page, 'session.snapshot', {});
    if (companyId === null) throw new Error('no company');
    const [approved] = await call(window.page, 'payments.list', { companyId, group: 'waiting' });
    if (approved === undefined) throw new Error('nothing was approved');
    const { paymentId, revision } = approved;
    await call(window.page, 'payments.pay', { paymentId, revision });
  });

  it('rejects with a reason', async () => {
    await becomeAccountant();
    await submit({ payeeName: 'ООО «Чужой»', payeeInn: '7707083893', purpose: 'Кому-то. НДС не облагается' });
    await becomeDirector();
    await window.goTo('На подпись');

    await (await ApprovalWindow.ofPayee(window, 'Чужой')).reject('Мы у них ничего не покупали');

    await window.sees('Отклонено. Ничего не отправлено.');
  });

  it('approves usual payments as one list, without the one that was taken out', async () => {
    await becomeAccountant();
    const usual = ['Второй', 'Третий', 'Четвёртый'];
    await submit(...usual.map((name) => ({ purpose: `${name} платёж. НДС не облагается` })));
    await submit({ amountText: '2000,01', purpose: 'Большой. НДС не облагается' });
    await becomeDirector();
    await window.goTo('На подпись');
    await window.sees(/4 платежа одним списком/);
    await window.sees('больше обычного');

    const batch = await ApprovalWindow.opened(window, () => window.button('Открыть 4 платежа').click());
    // The large one stands there, and is left out until somebody opens it.
    await seen(batch.page.getByText('сначала откройте')).toBeVisible();
    await batch.page
      .getByRole('button', { name: /^Убрать/ })
      .nth(1)
      .click();
    await batch.approve({ passphrase: TRAINING_PASSPHRASE });

    await window.sees('Подписаны 2 платежа. Ничего ещё не отправлено.');
    await seen(window.page.getByRole('button', { name: 'Отправить в банк' })).toHaveCount(2);
    const { companyId } = await call(window.page, 'session.snapshot', {});
    if (companyId === null) throw new Error('no company');
    const queue = await call(window.page, 'approvals.queue', { companyId });
    expect(queue.map(({ details }) => details.payment.purpose.split(' ')[0])).toEqual(['Третий', 'Большой.']);
  });

  it('goes with the lock, and its question with it', async () => {
    const approval = await ApprovalWindow.opened(window, () =>
      window.page
        .getByRole('button', { name: /^Открыть: / })
        .first()
        .click(),
    );
    await window.openSecret(() =>
      approval.page.getByRole('button', { name: 'Подписать', exact: true }).click(),
    );

    await bench.app.electron.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen'));

    await seen(window.title('Хранилище закрыто')).toBeVisible();
    await expect.poll(() => bench.app.electron.windows().length, { timeout: PATIENCE_MS }).toBe(1);
  });
});

import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompanyId, TokenId } from '../../../contract/values/ids.ts';
import { PATIENCE_MS, seen, type AppWindow } from '../screens/app-window.ts';
import { ApprovalWindow } from '../screens/approval-window.ts';
import { openPayment, readsStatus, sendToBank } from '../screens/payment-screens.ts';
import { call } from './support/app-calls.ts';
import { heapOf, scanFiles } from './support/canary-scan.ts';
import { readItem } from './support/keyring-items.ts';
import { needlesOf } from './support/needles.ts';
import { photographFailures } from './support/photograph-failures.ts';
import {
  ACCOUNTANT,
  answering,
  DIRECTOR,
  PASSPHRASE,
  prepareStandCompany,
  readyPayment,
  submittedPayment,
} from './support/stand-company.ts';
import { Workbench } from './support/workbench.ts';

const SEND = { name: /^Отправить/ } as const;
const IN_PROGRESS = 'Принят банком, исполняется';
/** Above it a payment needs an approval. Units: kopecks. */
const FREE_UP_TO = 50_000_00;

/** Gives up on the window for secrets. */
async function dismiss(secret: Page): Promise<void> {
  const closed = secret.waitForEvent('close', { timeout: PATIENCE_MS });
  // The window may be gone before the key is up again.
  await secret.keyboard.press('Escape').catch(() => undefined);
  await closed;
}

describe('a token that is sealed to the director', () => {
  let bench: Workbench;
  let companyId: CompanyId;
  let tokenId: TokenId;
  let window: AppWindow;

  beforeAll(async () => {
    bench = await Workbench.start({ settleAfterMs: 0 });
    ({ window } = await bench.open());
    companyId = await prepareStandCompany(bench);
    const tokens = await call(window.page, 'tokens.list', {});
    const paying = tokens.find(({ label }) => label === 'Платежи директора');
    if (paying === undefined) throw new Error('no paying token');
    ({ tokenId } = paying);
    await window.switchPerson(ACCOUNTANT, DIRECTOR, { passphrase: PASSPHRASE });
    const { version, rules } = await call(window.page, 'policy.get', { companyId });
    const stricter = { ...rules, payment: { ...rules.payment, approvalAboveMinor: FREE_UP_TO } };
    const change = () => call(window.page, 'policy.change', { companyId, version, rules: stricter });
    await answering(bench.app, change, { secret: PASSPHRASE });
  });

  afterAll(() => bench.stop());
  photographFailures(() => bench.app);

  const payRequests = async () => (await bench.bank.payRequests()).length;

  it('is sealed on the screen that says who can stop a payment, and the grade rises from C to B', async () => {
    const { page } = window;
    await page
      .getByRole('navigation')
      .getByRole('link', { name: /Кто остановит платёж/ })
      .click();
    const main = page.getByRole('main');
    await seen(main.getByText('C — держится на правилах программы').first()).toBeVisible();
    await seen(main.getByText(/За этим компьютером работают и не директора/)).toBeVisible();

    await main.getByRole('button', { name: 'Запечатать' }).first().click();
    const dialog = page.getByRole('dialog');
    await seen(dialog.getByText(/Забытый пароль не восстановить/)).toBeVisible();
    await window.answerSecret(() => dialog.getByRole('button', { name: 'Запечатать' }).click(), PASSPHRASE, {
      look: (secret) => seen(secret.getByText('Запечатать токен')).toBeVisible(),
    });

    await seen(main.getByText('B — нужен директор').first()).toBeVisible();
    await seen(main.getByText(`запечатан: ${DIRECTOR}`)).toBeVisible();
  });

  it('lies nowhere in plain text: not in the keyring, the files, the page', async () => {
    const text = bench.bank.token('director');
    const needles = needlesOf('token', text);
    const item = await readItem(bench, `token:${tokenId}`);
    const body = Buffer.from(item.replace(/^.*"value":"([^"]*)".*$/su, '$1'), 'base64url');
    expect(body.includes(text)).toBe(false);
    expect(scanFiles(bench.profileDir, needles)).toEqual([]);
    const heap = await heapOf(window.page);
    expect(needles.some(({ bytes }) => heap.includes(bytes))).toBe(false);
  });

  it('sends nothing for the accountant alone, and one payment for the passphrase of the director', async () => {
    await window.switchPerson(DIRECTOR, ACCOUNTANT, { passphrase: null });
    const payment = await readyPayment(bench.app, companyId, 3_001);
    await openPayment(window, payment.mark);
    const secret = await window.openSecret(() => sendToBank(window));
    await seen(secret.getByText('Открыть токен для одной отправки')).toBeVisible();
    await dismiss(secret);
    expect(await payRequests()).toBe(0);

    const yes = window.page.getByRole('dialog').getByRole('button', SEND);
    await seen(window.page.getByRole('dialog').getByText(/Токен запечатан/)).toBeVisible();
    await window.answerSecret(() => yes.click(), PASSPHRASE);
    await readsStatus(window, IN_PROGRESS, { next: 'Токен запечатан' });
    expect(await payRequests()).toBe(1);

    await window.answerSecret(() => window.button('Спросить банк сейчас').click(), PASSPHRASE);
    await readsStatus(window, 'Исполнен');
  });

  it('goes out once by the director’s approval, and the next payment asks again', async () => {
    const large = await submittedPayment(bench.app, companyId, { number: 60_001, becomes: 'submitted' });
    await window.switchPerson(ACCOUNTANT, DIRECTOR, { passphrase: PASSPHRASE });
    await window.goTo('На подпись');
    const approval = await ApprovalWindow.ofPayee(window, 'Ромашка');
    await approval.approve({ passphrase: PASSPHRASE });
    await window.switchPerson(DIRECTOR, ACCOUNTANT, { passphrase: null });
    await openPayment(window, large.mark);

    await sendToBank(window);

    await readsStatus(window, IN_PROGRESS);
    expect(await payRequests()).toBe(2);
    const next = await readyPayment(bench.app, companyId, 3_002);
    await openPayment(window, next.mark);
    const secret = await window.openSecret(() => sendToBank(window));
    await dismiss(secret);
    expect(await payRequests()).toBe(2);
  });
});

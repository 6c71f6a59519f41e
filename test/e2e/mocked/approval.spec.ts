import { expect, type Page } from '@playwright/test';
import type { FakeApprovalOptions } from '../../fakes/fake-approval.ts';
import { expectAccessible, expectTidy, settle, shoot } from './look.ts';
import { test } from './mocked-test.ts';

const SCENES: readonly (readonly [string, FakeApprovalOptions])[] = [
  ['plain', { desk: 'plain' }],
  ['warning', { desk: 'warning' }],
  ['warning-dark', { desk: 'warning', view: { theme: 'dark' } }],
  ['warning-en', { desk: 'warning', view: { language: 'en' } }],
  ['batch', { desk: 6 }],
  ['batch-dark-en', { desk: 40, view: { theme: 'dark', language: 'en' } }],
  ['send', { desk: 'warning', canSendToo: true }],
  ['send-dark-en', { desk: 'plain', canSendToo: true, view: { theme: 'dark', language: 'en' } }],
  ['obstacle', { desk: 'plain', obstacle: 'own-payment' }],
];

/** The window's own size, and what a desktop of 1024×700 leaves of it. */
const SIZES = [
  [940, 800],
  [940, 652],
] as const;

for (const [name, options] of SCENES) {
  test(`fits its window and is accessible: ${name}`, async ({
    mocked: { page, showApproval, complaints, resize },
  }) => {
    for (const [width, height] of SIZES) {
      await resize(width, height);
      await showApproval(options);
      await settle(page);
      await shoot(page, `approval-${name}-${height}`);
      await expectTidy(page, name);
      await expectAccessible(page, name);
      expect(complaints()).toEqual([]);
    }
  });
}

const outcomes: readonly (readonly [string, FakeApprovalOptions, RegExp])[] = [
  ['approved', { desk: 'plain' }, /^Подписано\. Ничего ещё не отправлено\.$/],
  ['more', { desk: 'plain', missing: 1 }, /Нужна ещё 1 подпись/],
  ['list', { desk: 3 }, /Подписан список из 3 платежей\. Ничего ещё не отправлено\./],
];

for (const [name, options, sentence] of outcomes) {
  test(`after an answer the window says what comes next: ${name}`, async ({
    mocked: { page, showApproval, complaints, resize },
  }) => {
    await resize(940, 800);
    await showApproval(options);
    await page.getByRole('button', { name: /^Подписать/ }).click();

    await expect(page.getByText(sentence)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Закрыть' })).toBeFocused();
    await settle(page);
    await shoot(page, `approval-ending-${name}`);
    await expectTidy(page, name);
    await expectAccessible(page, name);
    await page.keyboard.press('Enter');
    await expect.poll(() => lastCall(page)).toBe('approval.close');
    expect(complaints()).toEqual([]);
  });
}

const refusal = { status: 'failed', bankMessage: 'Недостаточно средств', error: null } as const;
const noMoney = { code: 'payment-no-money', details: {}, incidentId: null } as const;

const sendings: readonly (readonly [string, FakeApprovalOptions['sending'], RegExp])[] = [
  ['sent', undefined, /^Подписано и отправлено: банк принял платёж$/],
  ['handed', { status: 'handed-over', bankMessage: null, error: null }, /Черновик лежит в кабинете банка/],
  ['refused', refusal, /^Подписано, но банк не принял платёж$/],
  ['unknown', { status: 'unknown', bankMessage: null, error: null }, /банк не ответил\. Деньги могли уйти/],
  ['not-sent', { status: 'approved', bankMessage: null, error: noMoney }, /^Подписано, но не отправлено$/],
];

for (const [name, sending, sentence] of sendings) {
  test(`after the one act the window says signed, whether sent, and what comes next: ${name}`, async ({
    mocked: { page, showApproval, complaints, resize },
  }) => {
    await resize(940, 652);
    await showApproval({ desk: 'plain', canSendToo: true, ...(sending === undefined ? {} : { sending }) });
    await page.getByRole('button', { name: 'Подписать и отправить' }).click();

    await expect(page.getByText(sentence)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Закрыть' })).toBeFocused();
    await settle(page);
    await shoot(page, `approval-sending-${name}`);
    await expectTidy(page, name);
    await expectAccessible(page, name);
    expect(await calledNames(page)).not.toContain('approval.approve');
    if (name === 'not-sent') {
      await expect(page.getByRole('alert')).toContainText('Деньги не двигались.');
      await expect(page.getByRole('alert')).toContainText('Подпись остаётся.');
    }
    expect(complaints()).toEqual([]);
  });
}

test('neither Enter nor Ctrl+Enter signs or sends; the space bar on the button does', async ({
  mocked: { page, showApproval },
}) => {
  await showApproval({ desk: 'plain', canSendToo: true });
  const buttons = ['Подписать', 'Подписать и отправить'].map((name) =>
    page.getByRole('button', { name, exact: true }),
  );
  for (const place of [page.getByRole('main'), ...buttons]) {
    await place.focus();
    for (const key of ['Enter', 'Control+Enter']) await page.keyboard.press(key);
  }
  const names = await calledNames(page);
  expect(names.filter((name) => name.startsWith('approval.approve'))).toEqual([]);
  const boxes = await Promise.all(
    [page.getByRole('button', { name: 'Отклонить' }), ...buttons].map((one) => one.boundingBox()),
  );
  const widths = boxes.map((box) => box?.width ?? 0);
  expect(Math.max(...widths) - Math.min(...widths)).toBeLessThan(2);
  expect(new Set(boxes.map((box) => box?.height)).size).toBe(1);

  await page.keyboard.press('Space');

  await expect.poll(() => lastInput(page, 'approval.approveAndSend')).toMatchObject({ reason: '' });
});

test('a warning is answered before the one act too, and the window stays while it is sent', async ({
  mocked: { page, showApproval },
}) => {
  await showApproval({ desk: 'warning', canSendToo: true, slow: ['approval.approveAndSend'] });
  const send = page.getByRole('button', { name: 'Подписать и отправить' });
  await send.click();
  await expect(page.getByText('без ответа подписать нельзя')).toBeVisible();
  expect(await calledNames(page)).not.toContain('approval.approveAndSend');
  await page.getByLabel(/Почему вы согласны/).fill('Звонил, счёт верный');
  await send.click();

  await expect
    .poll(() => lastInput(page, 'approval.approveAndSend'))
    .toMatchObject({ reason: 'Звонил, счёт верный' });
  await expect(page.getByRole('status')).toContainText('потом ответ банка');
  for (const name of ['Отклонить', 'Подписать'])
    await expect(page.getByRole('button', { name, exact: true })).toBeDisabled();
  await page.keyboard.press('Escape');
  expect(await calledNames(page)).not.toContain('approval.close');
});

test('nothing is preselected, and Enter approves nothing', async ({ mocked: { page, showApproval } }) => {
  await showApproval({ desk: 'plain' });
  await expect(page.getByRole('main')).toBeFocused();

  await page.keyboard.press('Enter');
  const approve = page.getByRole('button', { name: 'Подписать' });
  await approve.focus();
  await page.keyboard.press('Enter');

  expect(await calledNames(page)).not.toContain('approval.approve');
  const [left, right] = await Promise.all([
    page.getByRole('button', { name: 'Отклонить' }).boundingBox(),
    approve.boundingBox(),
  ]);
  expect(Math.abs((left?.width ?? 0) - (right?.width ?? 9))).toBeLessThan(2);
  expect(left?.height).toBe(right?.height);
  await page.keyboard.press('Space');
  await expect.poll(() => calledNames(page)).toContain('approval.approve');
});

test('the keyboard alone reads, answers the warning and approves', async ({
  mocked: { page, showApproval },
}) => {
  await showApproval({ desk: 'warning' });
  await page.keyboard.press('Tab');
  await expect(page.getByLabel(/Почему вы согласны/)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Отклонить' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');

  await expect(page.getByText('без ответа подписать нельзя')).toBeVisible();
  await expect(page.getByLabel(/Почему вы согласны/)).toBeFocused();
  expect(await calledNames(page)).not.toContain('approval.approve');
  await page.keyboard.type('  Звонил, счёт верный ');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');

  await expect
    .poll(() => lastInput(page, 'approval.approve'))
    .toMatchObject({ payments: [{ reason: 'Звонил, счёт верный' }] });
});

test('Escape closes, but never what was typed', async ({ mocked: { page, showApproval } }) => {
  await showApproval({ desk: 'warning' });
  await page.getByLabel(/Почему вы согласны/).fill('Звонил');
  await page.keyboard.press('Escape');
  await expect(page.getByLabel(/Почему вы согласны/)).toHaveValue('Звонил');
  expect(await calledNames(page)).not.toContain('approval.close');
  await page.getByLabel(/Почему вы согласны/).fill('');
  await page.keyboard.press('Escape');

  await expect.poll(() => calledNames(page)).toContain('approval.close');
});

test('a rejection wants a reason', async ({ mocked: { page, showApproval } }) => {
  await showApproval({ desk: 'plain' });
  await page.getByRole('button', { name: 'Отклонить' }).click();
  const reason = page.getByLabel(/Причина/);
  await expect(reason).toBeFocused();
  await reason.fill('нет');
  await page.keyboard.press('Backspace');
  await page.getByRole('button', { name: 'Отклонить платёж' }).click();
  await expect(page.getByText('Не короче трёх знаков')).toBeVisible();
  await settle(page);
  await shoot(page, 'approval-rejecting');
  await expectAccessible(page, 'rejecting');
  await reason.fill('Не наш счёт');
  await page.getByRole('button', { name: 'Отклонить платёж' }).click();

  await expect(page.getByText('Отклонено. Ничего не отправлено.')).toBeVisible();
  expect(await lastInput(page, 'approval.reject')).toMatchObject({ reason: 'Не наш счёт' });
});

test('a payment of a batch is read, taken out and put back, and the rest are approved', async ({
  mocked: { page, showApproval },
}) => {
  await showApproval({ desk: 3 });
  await expect(page.getByRole('status').filter({ hasText: '3 из 3' })).toContainText('67 500,00');
  await page
    .getByRole('button', { name: /^Открыть/ })
    .nth(1)
    .click();
  await expect(page.locator('[data-line="amount"]')).toHaveText(/22.500,00/);
  await settle(page);
  await shoot(page, 'approval-batch-open');
  await expectAccessible(page, 'open');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /^Открыть/ }).nth(1)).toBeFocused();
  await page
    .getByRole('button', { name: /^Убрать/ })
    .first()
    .click();
  await page
    .getByRole('button', { name: /^Убрать/ })
    .first()
    .click();
  await page
    .getByRole('button', { name: /^Вернуть/ })
    .first()
    .click();
  await expect(page.getByRole('status').filter({ hasText: '2 из 3' })).toContainText('45 000,00');
  await shoot(page, 'approval-batch-taken-out');
  await page.getByRole('button', { name: 'Подписать 2 платежа' }).click();

  await expect
    .poll(() => lastInput(page, 'approval.approve'))
    .toMatchObject({
      payments: [
        { paymentId: 'payment-000', reason: '' },
        { paymentId: 'payment-002', reason: '' },
      ],
    });
});

test('a list is grouped by risk, and what has questions is signed only after it was read and answered', async ({
  mocked: { page, showApproval, resize },
}) => {
  await resize(940, 800);
  await showApproval({ desk: 'risky' });
  await expect(page.getByText('Новые получатели и новые счета')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: '5 из 7' })).toBeVisible();
  await settle(page);
  await shoot(page, 'approval-list-risk');
  await expectTidy(page, 'list');
  await expectAccessible(page, 'list');
  await page
    .getByRole('button', { name: /^Открыть/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Включить в список' }).click();
  await expect(page.getByText('Не короче трёх знаков: без ответа подписать нельзя')).toBeVisible();
  await page.getByRole('textbox').fill('Позвонил по номеру из договора');
  await shoot(page, 'approval-list-answer');
  await page.getByRole('button', { name: 'Включить в список' }).click();
  await expect(page.getByText('Ответ: Позвонил по номеру из договора')).toBeVisible();
  await page.getByRole('button', { name: 'Подписать 6 платежей' }).click();
  await expect(page.getByText('Слова списка для сверки по телефону: берёза')).toBeVisible();
  const input = await lastInput(page, 'approval.approve');
  expect(input).toMatchObject({ payments: { length: 6 } });
  expect(JSON.stringify(input)).toContain('Позвонил по номеру из договора');
});

test('an answer that is refused is told, and everything is read anew', async ({
  mocked: { page, showApproval },
}) => {
  await showApproval({ desk: 'plain', errors: { 'approval.approve': 'stale-revision' } });
  await page.getByRole('button', { name: 'Подписать' }).click();

  await expect(page.getByRole('alert')).toContainText('Деньги не двигались');
  expect((await calledNames(page)).filter((name) => name === 'approval.view')).toHaveLength(2);
});

test('a payment that waits no more leaves only the way out', async ({ mocked: { page, showApproval } }) => {
  await showApproval({ desk: 0 });
  await settle(page);

  await expect(page.getByRole('status')).toContainText('Подписывать здесь больше нечего');
  await shoot(page, 'approval-nothing-left');
  await expectAccessible(page, 'nothing left');
  await page.keyboard.press('Enter');
  await expect.poll(() => calledNames(page)).toContain('approval.close');
});

function calledNames(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => window.fakeApproval.calls.map(({ name }) => name));
}

async function lastCall(page: Page): Promise<string | undefined> {
  return (await calledNames(page)).at(-1);
}

function lastInput(page: Page, wanted: string): Promise<unknown> {
  return page.evaluate(
    (name) => window.fakeApproval.calls.filter((call) => call.name === name).at(-1)?.input,
    wanted,
  );
}

import { expect, type Page } from '@playwright/test';
import { settle, shoot } from './look.ts';
import { test } from './mocked-test.ts';
import type { MockedWindow } from './mocked-window.ts';
import { asDirector } from './scenarios.ts';

test.beforeEach(async ({ mocked }) => {
  await mocked.resize(1280, 800);
});

const purpose = (page: Page) => page.getByLabel('Назначение платежа', { exact: true });
const amount = (page: Page) => page.getByLabel('Сумма', { exact: true });
const vat = (page: Page) => page.getByRole('combobox', { name: 'НДС' });

async function newPayment({ page, show }: MockedWindow): Promise<void> {
  await show({}, '/payments/new');
  await expect(page.getByLabel('Получатель', { exact: true })).toBeFocused();
}

async function submits(page: Page): Promise<number> {
  return page.evaluate(() => window.fake.calls.filter(({ name }) => name === 'payments.submit').length);
}

test('the purpose typed after the VAT joins it with a full stop', async ({ mocked }) => {
  const { page } = mocked;
  await newPayment(mocked);
  await vat(page).press('ArrowDown');
  await page.getByRole('option', { name: 'не облагается' }).click();

  await purpose(page).focus();
  await page.keyboard.type('Оплата по счёту 17');
  await shoot(page, 'form-vat-first');
  await expect(purpose(page)).toHaveValue('Оплата по счёту 17. НДС не облагается');
  await page.keyboard.type(' от 02.11.2026.');
  await page.keyboard.press('Tab');
  await expect(purpose(page)).toHaveValue('Оплата по счёту 17 от 02.11.2026. НДС не облагается');
});

test('what is typed behind the VAT does not stick to it', async ({ mocked }) => {
  const { page } = mocked;
  await newPayment(mocked);
  await vat(page).press('ArrowDown');
  await page.getByRole('option', { name: 'не облагается' }).click();

  await purpose(page).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('Оплата по счёту 17');
  await expect(purpose(page)).toHaveValue('Оплата по счёту 17. НДС не облагается');
});

test('Enter passes a closed list by and the arrow opens it', async ({ mocked }) => {
  const { page } = mocked;
  await newPayment(mocked);
  await amount(page).focus();
  await page.keyboard.press('Enter');
  await expect(vat(page)).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Номер', { exact: true })).toBeFocused();
  await expect(page.getByRole('listbox')).toBeHidden();

  await vat(page).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('listbox')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(vat(page)).toHaveValue('не облагается');
});

for (const place of ['Счёт списания', 'НДС', 'Получатель', 'Назначение платежа']) {
  test(`Ctrl+Enter sends from «${place}», with its list open too`, async ({ mocked: { page, show } }) => {
    await show({}, '/payments/new/to/40802810700000000002');
    await expect(amount(page)).toBeFocused();
    await page.keyboard.type('1500');
    await purpose(page).fill('Оплата по счёту 17. НДС не облагается');
    const field = page.getByLabel(place, { exact: true }).first();
    await field.focus();
    if (place !== 'Назначение платежа') await page.keyboard.press('ArrowDown');

    await page.keyboard.press('Control+Enter');
    await expect.poll(() => submits(page)).toBe(1);
  });
}

test('the focus goes to the sum when a payee was chosen', async ({ mocked }) => {
  const { page } = mocked;
  await newPayment(mocked);
  await page.keyboard.type('рома');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');

  await expect(amount(page)).toBeFocused();
  await expect(page.getByLabel('Получатель', { exact: true })).toHaveValue('ООО «Ромашка»');
  await shoot(page, 'form-payee-chosen');
});

test('the labels show the letters that go to their fields', async ({ mocked }) => {
  const { page } = mocked;
  await newPayment(mocked);
  await shoot(page, 'form-new');
  for (const [keys, label] of [
    ['Alt+A', 'Счёт списания'],
    ['Alt+P', 'Получатель'],
    ['Alt+S', 'Сумма'],
    ['Alt+N', 'Назначение платежа'],
  ] as const) {
    const field = page.getByLabel(label, { exact: true }).first();
    await expect(page.locator('label', { hasText: label }).locator('..').getByText(keys)).toBeVisible();
    await page.keyboard.press(keys);
    await expect(field).toBeFocused();
    await expect(field).toHaveAttribute('aria-keyshortcuts', keys);
  }
});

test('the page of a payment has a key for its main action', async ({ mocked: { page, show } }) => {
  await show(asDirector, '/payments/payment-002');
  await settle(page);
  await shoot(page, 'payment-main-action');
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/#\/approvals\/payment-002$/);
});

test('the key of the main action asks before it sends', async ({ mocked: { page, show } }) => {
  await show(asDirector, '/payments/payment-012');
  await settle(page);
  await shoot(page, 'payment-main-send');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Отмена' })).toBeFocused();
  expect(await page.evaluate(() => window.fake.calls.filter(({ name }) => name === 'payments.pay'))).toEqual(
    [],
  );
});

test('a template fills in the single tax payment, and the fields of the budget stand by their numbers', async ({
  mocked,
}) => {
  const { page } = mocked;
  await newPayment(mocked);
  await page.getByRole('button', { name: 'Шаблоны' }).click();
  await page.getByRole('menuitem', { name: 'Единый налоговый платёж' }).click();

  await expect(amount(page)).toBeFocused();
  await page.keyboard.type('48700');
  await expect(page.getByLabel('КБК (104)')).toHaveValue('18201061201010000510');
  await expect(page.getByLabel('Статус (101)')).toHaveValue('01');
  await expect(page.getByLabel('УИН (22)')).toHaveValue('0');
  await page.getByLabel('ОКТМО (105)').fill('4534');
  await page.keyboard.press('Tab');
  await expect(page.getByText('ОКТМО — 8 или 11 цифр или 0; здесь знаков: 4.')).toBeVisible();
  await page.getByLabel('Налог за другое лицо').check();
  await shoot(page, 'form-tax');
  await mocked.resize(1024, 640);
  await shoot(page, 'form-tax-small');
});

/** Own case: the foot of a contract, with a slip in the account. */
const FOOT = `Получатель: ООО "Василек Образцовый"
ИНН 9999000119 КПП 999901001
Банк: АО "УЧЕБНЫЙ БАНК"
БИК 049999123
р/с 40702810500000000011
к/с 30101810600000000123`;

test('a block of bank details that is pasted is shown for confirmation, and fills the form by one key', async ({
  mocked,
}) => {
  const { page } = mocked;
  await newPayment(mocked);
  const paste = (label: string) =>
    page.getByLabel(label, { exact: true }).evaluate((field, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, FOOT);
  await paste('ИНН');
  const dialog = page.getByRole('dialog', { name: 'Нашли реквизиты в тексте' });
  await expect(dialog.getByRole('row', { name: /^БИК 049999123/ })).toContainText('сходится');
  await expect(dialog.getByRole('row', { name: /^Счёт получателя/ })).toContainText('сомнительно');
  await settle(page);
  await shoot(page, 'form-pasted');

  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(amount(page)).toBeFocused();
  await expect(page.getByLabel('Получатель', { exact: true })).toHaveValue('ООО "Василек Образцовый"');
  await expect(page.getByLabel('ИНН', { exact: true })).toHaveValue('9999000119');
  await expect(page.getByLabel('Банк получателя')).toHaveValue('АО "УЧЕБНЫЙ БАНК"');
});

test('the picture of an invoice is pasted or dropped, shown for confirmation and fills the form', async ({
  mocked,
}) => {
  const { page } = mocked;
  await newPayment(mocked);
  const send = (kind: 'paste' | 'drop') =>
    page.getByLabel('ИНН', { exact: true }).evaluate((field, which) => {
      const files = new DataTransfer();
      files.items.add(new File([new Uint8Array([1, 2, 3])], 'invoice.png', { type: 'image/png' }));
      const flags = { bubbles: true, cancelable: true };
      const event =
        which === 'paste'
          ? new ClipboardEvent('paste', { clipboardData: files, ...flags })
          : new DragEvent('drop', { dataTransfer: files, ...flags });
      field.dispatchEvent(event);
    }, kind);
  const dialog = page.getByRole('dialog', { name: 'Нашли QR-код счёта' });
  await send('drop');
  await expect(dialog.getByRole('row', { name: /^Назначение/ })).toContainText('сверьте');
  await expect(dialog.getByText('Счёт выставлен плательщику с ИНН 7707083893')).toBeVisible();
  await settle(page);
  await shoot(page, 'form-invoice');
  await dialog.getByRole('button', { name: 'Не заполнять' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByLabel('Получатель', { exact: true })).toHaveValue('');

  await send('paste');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(amount(page)).toHaveValue(/^18\s450,00$|^18450,00$/u);
  await expect(page.getByLabel('Получатель', { exact: true })).toHaveValue('ООО «Бумага и ручка»');
  const pictures = await page.evaluate(() =>
    window.fake.calls.filter(({ name }) => name === 'invoices.read').map(({ input }) => input),
  );
  expect(pictures).toMatchObject([{ picture: 'AQID' }, { picture: 'AQID' }]);
});

/** Spreadsheets and word processors put a picture beside the text that was copied. */
test('a text with a picture beside it is pasted as a text', async ({ mocked }) => {
  const { page } = mocked;
  await newPayment(mocked);
  await page.getByLabel('ИНН', { exact: true }).evaluate((field, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    clipboardData.items.add(new File([new Uint8Array([1])], 'image.png', { type: 'image/png' }));
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, FOOT);

  await expect(page.getByRole('dialog', { name: 'Нашли реквизиты в тексте' })).toBeVisible();
  const read = await page.evaluate(() => window.fake.calls.filter(({ name }) => name === 'invoices.read'));
  expect(read).toEqual([]);
});

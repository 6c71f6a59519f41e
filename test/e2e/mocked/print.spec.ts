import { expect, type Page } from '@playwright/test';
import type { PrintInput } from '../../../contract/areas/payments.ts';
import { sampleSession } from '../../fakes/sample-session.ts';
import { expectAccessible, expectTidy, settle, shoot } from './look.ts';
import { test } from './mocked-test.ts';

test.beforeEach(async ({ mocked }) => {
  await mocked.resize(1280, 800);
});

/** What the page has asked to print, in order. */
const printed = (page: Page) =>
  page.evaluate(() =>
    window.fake.calls.filter(({ name }) => name === 'payments.print').map(({ input }) => input as PrintInput),
  );

test('one payment is printed by its button and by Ctrl+P, and the page says where it is', async ({
  mocked,
}) => {
  const { page } = mocked;
  await mocked.show({}, '/payments/payment-007');
  await page.getByRole('button', { name: 'Печать' }).click();
  await expect(page.getByText('/home/anna/Документы/Платёжные поручения.pdf')).toBeVisible();
  await settle(page);
  await shoot(page, 'print-one');
  await expectTidy(page, 'print-one');
  await page.keyboard.press('Control+P');

  await expect.poll(async () => (await printed(page)).length).toBe(2);
  const [first, second] = await printed(page);
  expect(first).toEqual({ companyId: first?.companyId, what: 'orders', paymentIds: ['payment-007'] });
  expect(second).toEqual(first);
});

test('all that the list shows is printed in its order, at once', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show({}, '/payments');
  await page.getByRole('tab', { name: /^Остановлены/ }).click();
  await page.getByRole('button', { name: 'Сумма' }).click();
  await page.keyboard.press('Control+P');

  await expect(page.getByText('4 платежа сохранены для печати')).toBeVisible();
  const [input] = await printed(page);
  expect(input?.what).toBe('orders');
  expect(input?.paymentIds).toEqual(['payment-010', 'payment-011', 'payment-008', 'payment-009']);
});

test('marked payments are printed as one register, marked by the space bar and by their boxes', async ({
  mocked,
}) => {
  const { page } = mocked;
  await mocked.show({}, '/payments');
  const rows = page.getByRole('grid').locator('tbody tr');
  await rows.nth(0).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await rows.nth(4).getByRole('checkbox').click();
  await expect(page.getByRole('heading', { name: 'Платежи' })).toBeVisible();

  await page.getByRole('button', { name: 'Печать: 3' }).press('Enter');
  await expect(page.getByText('3 отмеченных платежа')).toBeVisible();
  for (const language of ['ru', 'en'] as const) {
    for (const theme of ['light', 'dark'] as const) {
      await page.evaluate((session) => window.fake.emit('session.changed', session), {
        ...sampleSession(),
        language,
        theme,
      });
      await settle(page);
      await shoot(page, `print-marked-${language}-${theme}`);
    }
  }
  await page.evaluate((session) => window.fake.emit('session.changed', session), sampleSession());
  await settle(page);
  await expectAccessible(page, 'print-marked');
  await page.getByRole('menuitem', { name: /^Реестр/ }).press('Enter');

  await expect(page.getByText('3 платежа сохранены для печати')).toBeVisible();
  const [input] = await printed(page);
  const keys = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-key')));
  expect(input?.what).toBe('register');
  expect(input?.paymentIds).toEqual([keys[0], keys[2], keys[4]]);
});

test('the box in the head marks all that are shown, and takes the marks away again', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show({}, '/payments');
  await page.getByRole('tab', { name: /^Ждут решения/ }).click();
  const all = page.getByRole('checkbox', { name: 'Отметить все показанные платежи' });
  await all.press('Space');
  await expect(page.getByRole('button', { name: 'Печать: 4' })).toBeVisible();
  await all.press('Space');

  await expect(page.getByRole('button', { name: 'Печать', exact: true })).toBeVisible();
});

test('a text that does not fit is named with its field, and nothing is said to be saved', async ({
  mocked,
}) => {
  const { page } = mocked;
  const error = {
    code: 'print-overflow' as const,
    details: { field: '24 «Назначение платежа»', number: '210' },
    incidentId: null,
  };
  await mocked.show({ errors: { 'payments.print': error } }, '/payments/payment-007');
  await page.keyboard.press('Control+P');

  await expect(page.getByText('Поле 24 «Назначение платежа» платёжного поручения 210')).toBeVisible();
  await expect(page.getByText('для печати', { exact: false })).toHaveCount(0);
});

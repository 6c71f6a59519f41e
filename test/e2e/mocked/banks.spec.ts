import { expect } from '@playwright/test';
import { sampleDirectory } from '../../fakes/sample-banks.ts';
import { expectAccessible, expectTidy, settle, shoot } from './look.ts';
import { test } from './mocked-test.ts';

test.beforeEach(async ({ mocked }) => {
  await mocked.resize(1280, 800);
});

test('a BIK brings its bank along, and takes it away again', async ({ mocked: { page, show } }) => {
  await show({}, '/payments/new');
  const bik = page.getByLabel('БИК', { exact: true });

  await bik.fill('044525225');
  await expect(page.getByText('ПАО Сбербанк, 30101810400000000225')).toBeVisible();
  await bik.fill('04452522');

  await expect(page.getByText('ПАО Сбербанк')).toHaveCount(0);
  await bik.fill('044525999');
  await expect(page.getByText('Нет в справочнике БИК')).toBeVisible();
  await expect(page.getByLabel('Банк получателя')).toHaveValue('');
});

test('restrictions stand under the BIK as the directory writes them', async ({ mocked: { page, show } }) => {
  await show({}, '/payments/new');

  await page.getByLabel('БИК', { exact: true }).fill('044525378');

  await expect(page.getByText('Ограничения Банка России: URRS с 20.01.2026, LWRS')).toBeVisible();
  await expect(page.getByText('Исключается из справочника 15.12.2026')).toBeVisible();
  await settle(page);
  await shoot(page, 'form-bank-restricted');
  await expectTidy(page, 'a bank under restrictions');
  await expectAccessible(page, 'a bank under restrictions');
});

test('an old directory says so, and a new one is dropped on it', async ({ mocked: { page, show } }) => {
  const old = sampleDirectory({ businessDay: '2026-11-05', ageDays: 11, isOld: true });
  await show({ directory: old }, '/settings/banks');

  await expect(page.getByText('Справочнику 11 дней.')).toBeVisible();
  await settle(page);
  await shoot(page, 'banks-old');
  await page.getByRole('tab', { name: 'Справочник БИК' }).evaluate((tab) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['PK'], 'ED807.zip'));
    tab.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  });
  await expect(page.getByText('Справочник БИК загружен: действует на 14.11.2026')).toBeVisible();
  const read = await page.evaluate(() => window.fake.calls.filter(({ name }) => name === 'banks.read'));
  expect(read).toMatchObject([{ input: { fileName: 'ED807.zip', content: btoa('PK') } }]);
});

test('without a directory the settings say what it is for', async ({ mocked: { page, show } }) => {
  await show({ isEmpty: true }, '/settings/banks');

  await expect(page.getByRole('button', { name: 'Загрузить справочник…' })).toBeVisible();
  await settle(page);
  await shoot(page, 'banks-none');
});

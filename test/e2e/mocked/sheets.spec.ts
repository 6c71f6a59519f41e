import { expect } from '@playwright/test';
import { sampleSession } from '../../fakes/sample-session.ts';
import { expectAccessible, expectTidy, settle, shoot } from './look.ts';
import { test } from './mocked-test.ts';

test.beforeEach(async ({ mocked }) => {
  await mocked.resize(1280, 800);
});

test('the export sends what the list shows, in its order, and says where it was saved', async ({
  mocked,
}) => {
  const { page } = mocked;
  await mocked.show({}, '/tokens');
  await page.getByRole('columnheader', { name: 'Название' }).click();
  const names = await page.getByRole('grid').locator('tbody tr td:first-child').allInnerTexts();

  await page.getByRole('button', { name: 'Выгрузить' }).press('Enter');
  await expect(page.getByText('Таблица Excel (XLSX), с сертификатами')).toBeVisible();
  await settle(page);
  await shoot(page, 'export-menu');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');

  await expect(page.getByText('/home/anna/Документы/', { exact: false })).toBeVisible();
  const sent = await page.evaluate(
    () => window.fake.calls.find((one) => one.name === 'sheets.export')?.input,
  );
  expect(sent).toMatchObject({ format: 'xlsx' });
  expect((sent as { tokenIds: string[] }).tokenIds).toHaveLength(names.length);
  await settle(page);
  await shoot(page, 'export-done');
});

test('a table is taken in after a look at what was understood', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show({}, '/tokens');
  await page.getByRole('button', { name: 'Из таблицы' }).click();
  await settle(page);
  await shoot(page, 'import-intro');
  await expectAccessible(page, 'import-intro');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');

  await expect(dialog.getByText('столбец не прочитан')).toBeVisible();
  await expect(dialog.getByText('Дата выпуска: «31.02.2026» — не дата')).toBeVisible();
  for (const language of ['ru', 'en'] as const) {
    for (const theme of ['light', 'dark'] as const) {
      const told = { ...sampleSession(), language, theme };
      await page.evaluate((session) => window.fake.emit('session.changed', session), told);
      await settle(page);
      await shoot(page, `import-review-${language}-${theme}`);
      await expectTidy(page, `import-review-${language}-${theme}`);
    }
  }
  await page.evaluate((session) => window.fake.emit('session.changed', session), sampleSession());
  await expectAccessible(page, 'import-review');

  await dialog.getByRole('combobox', { name: 'Телефон' }).click();
  await page.getByRole('option', { name: 'Зачем' }).click();
  await expect
    .poll(() =>
      page.evaluate(() => window.fake.calls.filter((one) => one.name === 'sheets.preview').at(-1)?.input),
    )
    .toMatchObject({ mapping: ['label', 'issuer', 'issuedOn', 'accesses', 'ips', null, 'purpose'] });
  await dialog.getByRole('button', { name: 'Внести 39 токенов' }).click();

  await expect(dialog.getByText('Внесено 39 токенов')).toBeVisible();
  await shoot(page, 'import-done');
  await dialog.getByRole('button', { name: 'Закрыть' }).last().click();
  await expect(dialog).toBeHidden();
});

test('a vault that can only be read takes nothing in, and exports', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show({ session: { readOnly: true } }, '/tokens');

  await expect(page.getByRole('button', { name: 'Из таблицы' })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Выгрузить' })).toBeEnabled();
});

test('a token whose text is elsewhere says so and cannot be checked', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show({}, '/tokens/token-sheet');

  await expect(page.getByText('Текст токена хранится не здесь')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Проверить' })).toHaveCount(0);
  await settle(page);
  await shoot(page, 'token-elsewhere');
});

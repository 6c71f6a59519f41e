import { expect } from '@playwright/test';
import { expectAccessible, expectTidy, settle, shoot } from './look.ts';
import { test } from './mocked-test.ts';

test.beforeEach(async ({ mocked }) => {
  await mocked.resize(1280, 800);
});

test('the statement is read when it is opened, searched and saved for 1C', async ({ mocked }) => {
  const { page, show } = mocked;
  await show({}, '/accounts');
  await expect(page.getByText('14 операций.')).toBeVisible();
  await expect(page.getByText(/Прочитано из банка/)).toBeVisible();
  await settle(page);
  await shoot(page, 'statement');
  await page.getByLabel('Поиск в выписке').fill('ромашка');
  await expect(page.getByText(/Найдено 9 из 14\. Пришло 0,00/)).toBeVisible();

  await page.getByRole('button', { name: 'Сохранить' }).click();
  await page.getByRole('menuitem', { name: 'Для 1С (kl_to_1c.txt)' }).click();
  await expect(page.getByText('/home/anna/Документы/kl_to_1c.txt')).toBeVisible();
  const saved = await page.evaluate(() =>
    window.fake.calls.filter(({ name }) => name === 'statements.export').map(({ input }) => input),
  );
  expect(saved).toMatchObject([{ format: '1c', accountNumber: '40702810500000000001' }]);
  const read = await page.evaluate(() =>
    window.fake.calls.filter(({ name }) => name === 'statements.read').map(({ input }) => input),
  );
  expect(read).toMatchObject([{ isAsked: false }]);
});

for (const theme of ['light', 'dark'] as const)
  test(`the totals of a statement are drawn and can be read as a table, ${theme}`, async ({ mocked }) => {
    const { page, show } = mocked;
    await show({ session: { theme } }, '/accounts');
    await page.getByText('Итоги', { exact: true }).click();
    await expect(page.getByRole('row', { name: /АО «Покупатель и партнёры»/ })).toBeVisible();
    await expect(page.getByRole('table', { name: 'Движение денег' }).getByRole('row')).toHaveCount(15);
    await settle(page);
    await shoot(page, `statement-totals-${theme}`);
    await expectTidy(page, 'statement-totals');
    await expectAccessible(page, 'statement-totals');
  });

import { expect } from '@playwright/test';
import { expectAccessible, expectTidy, settle, shoot } from './look.ts';
import { test } from './mocked-test.ts';

for (const theme of ['light', 'dark'] as const)
  test(`templates are listed with what is due, ${theme}`, async ({ mocked }) => {
    const { page, show } = mocked;
    await mocked.resize(1280, 800);
    await show({ session: { theme } }, '/payments/templates');
    await expect(page.getByRole('row', { name: /Аренда офиса.*пора/ })).toBeVisible();
    await settle(page);
    await shoot(page, `templates-${theme}`);
    await expectTidy(page, 'templates');
    await expectAccessible(page, 'templates');
  });

test('a draft is prepared from a template, and a template is changed', async ({ mocked }) => {
  const { page, show } = mocked;
  await mocked.resize(1024, 640);
  await show({}, '/payments/templates');
  await page.getByRole('row', { name: /Связь/ }).click();
  await page.getByRole('button', { name: 'Изменить' }).click();
  const dialog = page.getByRole('dialog', { name: 'Изменить шаблон' });
  await dialog.getByLabel('Повторять').selectOption('week');
  await dialog.getByLabel('Первый раз').fill('1.12.26');
  await settle(page);
  await shoot(page, 'template-dialog');
  await dialog.getByRole('button', { name: 'Сохранить' }).click();
  await expect(dialog).toBeHidden();
  const saved = await page.evaluate(() =>
    window.fake.calls.filter(({ name }) => name === 'templates.save').map(({ input }) => input),
  );
  expect(saved).toMatchObject([
    { templateId: 'template-phone', repeat: { every: 'week', since: '2026-12-01' }, keepsAmount: false },
  ]);

  await page.getByRole('button', { name: 'Подготовить платёж' }).click();
  await expect(page).toHaveURL(/payments\/payment-001/);
});

import { expect } from '@playwright/test';
import { expectAccessible, expectTidy, settle, shoot } from './look.ts';
import { test } from './mocked-test.ts';

test.beforeEach(async ({ mocked }) => {
  await mocked.resize(1280, 800);
});

test('marked payments go on and are sent together, with progress, a pause and the reasons', async ({
  mocked,
}) => {
  const { page } = mocked;
  await mocked.show({}, '/payments');
  await page.getByRole('checkbox', { name: 'Отметить все показанные платежи' }).check();
  await settle(page);
  await shoot(page, 'many-marked');
  await page.getByRole('button', { name: /^На подпись \(\d+\)$/ }).click();
  await expect(page.getByText(/^На подписи \d+, к отправке 0$/)).toBeVisible();
  await shoot(page, 'many-submitted');
  await page.getByRole('button', { name: 'Закрыть', exact: true }).click();

  await page.getByRole('button', { name: /^Отправить в банк \(\d+\)$/ }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await settle(page);
  await shoot(page, 'many-question');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Отправить на / })
    .click();
  await expect(page.getByText('Платежи отправляются')).toBeVisible();
  await expect(page.getByText(/^Ушло 12 из 40, всего на/)).toBeVisible();
  await settle(page);
  await shoot(page, 'many-sending');
  await expectTidy(page, 'many-sending');
  await expectAccessible(page, 'many-sending');

  await page.getByRole('button', { name: 'Приостановить' }).click();
  await expect(page.getByText('Отправка остановлена')).toBeVisible();
  await mocked.resize(1024, 640);
  await settle(page);
  await shoot(page, 'many-paused-small');
  await expectTidy(page, 'many-paused-small');
  await page.getByRole('button', { name: 'Продолжить (28)' }).click();
  await expect(page.getByText('Платежи отправляются')).toBeVisible();
});

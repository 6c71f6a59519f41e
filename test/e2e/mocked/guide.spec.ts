import { expect, type Page } from '@playwright/test';
import { expectAccessible, expectTidy, settle, shoot } from './look.ts';
import { test } from './mocked-test.ts';

const guide = (page: Page) => page.getByRole('dialog', { name: 'Руководство' });

for (const theme of ['light', 'dark'] as const)
  test(`F1 opens the page for the screen, ${theme}`, async ({ mocked }) => {
    const { page, show } = mocked;
    await mocked.resize(1024, 640);
    await show({ session: { theme } }, '/payments');

    await page.keyboard.press('F1');
    await expect(guide(page).getByRole('heading', { name: 'Первый день бухгалтера' })).toBeInViewport();
    const picture = guide(page).locator('img').first();
    await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
    await settle(page);
    await shoot(page, `guide-${theme}`);
    await expectTidy(page, 'guide');
    await expectAccessible(page, 'guide');

    await page.keyboard.press('Escape');
    await expect(guide(page)).toBeHidden();
  });

test('a link leads to another page, and F1 back to that of the screen', async ({ mocked }) => {
  const { page, show } = mocked;
  await mocked.resize(1280, 800);
  await show({}, '/payments');
  await page.keyboard.press('F1');
  await guide(page).getByRole('button', { name: 'о молчании банка' }).click();
  await expect(guide(page).getByRole('heading', { level: 2, name: 'Банк не ответил' })).toBeInViewport();

  await page.keyboard.press('F1');
  await expect(guide(page).getByRole('heading', { level: 2, name: 'Первый день бухгалтера' })).toBeVisible();
});

test('a question opens its answer', async ({ mocked }) => {
  const { page, show } = mocked;
  await mocked.resize(1280, 800);
  await show({}, '/settings/backup');
  await page.getByRole('button', { name: 'Как перейти на новый компьютер?' }).click();

  await expect(
    guide(page).getByRole('heading', { name: 'Как перейти на новый компьютер?' }),
  ).toBeInViewport();
  await settle(page);
  await shoot(page, 'guide-question');
});

test('the list of keys names F1', async ({ mocked }) => {
  const { page, show } = mocked;
  await show({}, '/');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('Руководство по этому экрану');
});

import { expect } from '@playwright/test';
import { expectAccessible, expectTidy, settle, shoot } from './look.ts';
import { test } from './mocked-test.ts';

test.beforeEach(async ({ mocked }) => {
  await mocked.resize(1280, 800);
});

test('the journal finds among all lines, opens a line and clears what was asked, by the keyboard alone', async ({
  mocked: { page, show, resize },
}) => {
  await show({}, '/journal');
  const rows = page.getByRole('grid').locator('tbody tr');
  await expect(page.getByText('Показано 100 из 140')).toBeVisible();

  await page.keyboard.press('F3');
  await page.keyboard.type('принят Связь 4 100,50');
  await expect(page.getByRole('heading', { name: 'Таких строк нет' })).toHaveCount(0);
  await expect(page.getByText('Таких строк нет')).toBeVisible();
  await page.getByRole('button', { name: 'Сбросить' }).last().press('Enter');
  await expect(page.getByText('Показано 100 из 140')).toBeVisible();

  // «Банк не ответил» is what the screen says; main knows it as a code.
  await page.keyboard.press('F3');
  await page.keyboard.type('не ответил Связь 4 100,50');
  await expect(page.getByText('Показано 20 из 20')).toBeVisible();
  await expect(rows).toHaveCount(20);
  await expect(rows.first()).toContainText(/1\s284\s1/);

  await rows.first().press('Enter');
  const panel = page.getByRole('complementary');
  await expect(panel).toContainText(/Строка 1\s284\s1\d\d/);
  await expect(panel).toContainText('МСК');
  await expect(panel).toContainText('4 100,50');
  await settle(page);
  await shoot(page, 'journal-line');
  await expectAccessible(page, 'journal-line');
  await resize(1024, 640);
  await settle(page);
  await shoot(page, 'journal-line-1024');
  await expectTidy(page, 'journal-line-1024');
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await expect(rows.first()).toBeFocused();
});

test('the journal is filtered by person, kind and days, and says what is wrong with a day', async ({
  mocked: { page, show },
}) => {
  await show({}, '/journal');
  await page.getByRole('combobox', { name: 'Кто' }).press('ArrowDown');
  await settle(page);
  await shoot(page, 'journal-people');
  await page.getByRole('option', { name: 'Петров П. П.' }).click();
  await expect(page.getByText('Показано 60 из 60')).toBeVisible();

  await page.getByRole('combobox', { name: 'Что сделано' }).fill('подписан');
  await page.getByRole('option', { name: 'Подписан', exact: true }).click();
  await expect(page.getByText('Показано 20 из 20')).toBeVisible();

  await page.getByRole('textbox', { name: 'С какого дня' }).fill('16.11.2026');
  await page.getByRole('textbox', { name: 'По какой день' }).fill('15.11.2026');
  await expect(page.getByText('Первый день позже последнего')).toBeVisible();
  await settle(page);
  await shoot(page, 'journal-filtered');
  await page.getByRole('textbox', { name: 'По какой день' }).fill('16.11.2026');
  await expect(page.getByText('Первый день позже последнего')).toHaveCount(0);
  await expect(page.getByText('Показано 20 из 20')).toHaveCount(0);
  await expect(page.getByText(/^Показано (\d) из \1$/)).toBeVisible();
});

test('the journal is saved whole, and what was found once something is searched for', async ({
  mocked: { page, show },
}) => {
  await show({}, '/journal');
  const whole = page.getByRole('menuitem', { name: 'Весь журнал, с подписью' });
  const found = page.getByRole('menuitem', { name: 'Найденные строки, с подписью' });

  await page.getByRole('button', { name: 'Сохранить' }).press('Enter');
  await expect(found).toBeDisabled();
  await settle(page);
  await shoot(page, 'journal-save');
  await whole.press('Enter');
  await expect(page.getByText('Сохранено 140 строк журнала.')).toBeVisible();

  await page.keyboard.press('F3');
  await page.keyboard.type('Связь');
  await page.getByRole('button', { name: 'Сохранить' }).press('Enter');
  await expect(found).toBeEnabled();
  await settle(page);
  await shoot(page, 'journal-saved');
  await expectAccessible(page, 'journal-save');
});

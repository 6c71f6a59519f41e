import { expect, type Locator, type Page } from '@playwright/test';
import { expectAccessible, settle, shoot } from './look.ts';
import { test } from './mocked-test.ts';

test.beforeEach(async ({ mocked }) => {
  await mocked.resize(1280, 800);
});

const headers = (page: Page) => page.getByRole('grid').locator('thead th').allTextContents();

test('a filter gets a name, comes back, is renamed and deleted, with the keyboard alone', async ({
  mocked: { page, show },
}) => {
  await show({}, '/tokens');
  await page.keyboard.press('F3');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('склад');
  await page.getByRole('button', { name: 'Состояние' }).press('Enter');
  const menu = page.getByRole('button', { name: /^(Фильтры|Сохранённый фильтр: .*)$/ });
  await menu.press('Enter');
  await settle(page);
  await shoot(page, 'saved-views-empty');
  await page.getByRole('menuitem', { name: 'Сохранить то, что на экране…' }).press('Enter');
  await expect(page.getByRole('textbox', { name: 'Название' })).toBeFocused();
  await page.keyboard.type('Мой склад');
  await page.keyboard.press('Enter');
  await expect(menu).toHaveText('Мой склад');

  await page.getByRole('searchbox').fill('');
  await expect(menu).toHaveText('Фильтры');
  await menu.press('Enter');
  await page.getByRole('menuitem', { name: 'Мой склад' }).press('Enter');
  await expect(page.getByRole('searchbox')).toHaveValue('склад');
  await expect(page.getByRole('columnheader', { name: 'Состояние' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );

  await menu.press('Enter');
  await page.getByRole('menuitem', { name: 'Переименовать «Мой склад»…' }).press('Enter');
  await page.getByRole('textbox', { name: 'Название' }).fill('Главный склад');
  await page.keyboard.press('Enter');
  await expect(menu).toHaveText('Главный склад');

  await menu.press('Enter');
  await settle(page);
  await shoot(page, 'saved-views');
  await expectAccessible(page, 'saved-views');
  await page.getByRole('menuitem', { name: 'Удалить «Главный склад»' }).press('Enter');
  await expect(menu).toHaveText('Фильтры');
});

test('columns are chosen, moved and put back with the keyboard', async ({ mocked: { page, show } }) => {
  await show({ tokens: 40 }, '/tokens');
  const first = await headers(page);
  await page.getByRole('button', { name: 'Столбцы' }).press('Enter');
  const issuer = page.getByRole('checkbox', { name: 'Кто выпустил' });
  await issuer.press('Space');
  for (let step = 0; step < 5; step += 1) await issuer.press('Alt+ArrowUp');
  await settle(page);
  await shoot(page, 'columns');
  await expectAccessible(page, 'columns');
  await expect
    .poll(() => headers(page))
    .toEqual(['Название', 'Может', 'Кто выпустил', 'IP', 'Использован', 'Жив до', 'Сертификат', 'Состояние']);
  await page.getByRole('button', { name: 'Вернуть как было' }).press('Enter');

  await expect.poll(() => headers(page)).toEqual(first);
});

test('a list of one company shows only its tokens, and «Все организации» all again', async ({
  mocked: { page, show },
}) => {
  await show({ tokens: 40 }, '/tokens');
  const rows = page.getByRole('grid').locator('tbody tr');
  await expect(rows).toHaveCount(40);
  await page.getByRole('combobox', { name: 'Организация' }).click();
  await page.getByRole('option', { name: 'ООО «Пример»' }).click();

  await expect(rows).toHaveCount(14);
  await page.getByRole('combobox', { name: 'Организация' }).click();
  await page.getByRole('option', { name: 'Все организации' }).click();
  await expect(rows).toHaveCount(40);
});

test('a card opens the list of its risk and of its company', async ({ mocked: { page, show } }) => {
  await show({}, '/');
  await page.getByRole('link', { name: /Истекли и истекают/ }).click();

  await expect(page).toHaveURL(/#\/tokens\/filter\/expiring\/company-primer$/);
  await expect(page.getByRole('combobox', { name: 'Организация' })).toHaveValue('ООО «Пример»');
  await expect(page.getByRole('radio', { name: /Истекли и истекают/ })).toBeChecked();
});

test('the card of certificates opens those in trouble, and the rest on demand', async ({
  mocked: { page, show },
}) => {
  await show({}, '/certificates/trouble/-');
  const rows = page.getByRole('grid').locator('tbody tr');
  const few = await rows.count();
  await expect(page.getByRole('status').filter({ hasText: 'надо что‑то сделать' })).toBeVisible();
  await page.getByRole('button', { name: 'Показать все' }).click();

  await expect.poll(() => rows.count()).toBeGreaterThan(few);
});

test('the overview shows all companies, remembers that, and goes to one of them', async ({
  mocked: { page, show },
}) => {
  await show({}, '/');
  await page.getByText('Все организации', { exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Организации' })).toBeVisible();
  await page.keyboard.press('Control+2');
  await page.keyboard.press('Control+1');
  await expect(page.getByRole('heading', { name: 'Организации' })).toBeVisible();
  await page.getByRole('button', { name: 'ИП Сидоров Сергей Сергеевич' }).click();

  await expect(page.getByRole('heading', { name: 'Можно потратить' })).toBeVisible();
  await expect(page.getByRole('button', { name: /ИП Сидоров Сергей/ })).toBeVisible();
});

test('arrows walk the calendar, its card tells what, when and who, Enter goes in and Escape comes back', async ({
  mocked: { page, show },
}) => {
  await show({}, '/');
  const november = page.getByRole('button', { name: /^ноябрь 2026: 1 токен, из них скоро 1/ });
  await november.focus();
  const card = page.getByRole('dialog', { name: 'ноябрь 2026' });
  await expect(card).toContainText('Выписка для 1С');
  await expect(card).toContainText('22.11.2026');
  await expect(card).toContainText('продлевает Петров П. П.');
  await settle(page);
  await shoot(page, 'timeline-card');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: /^декабрь 2026/ })).toBeFocused();
  await page.keyboard.press('Home');
  await expect(november).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(card.getByRole('link', { name: 'Выписка для 1С' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(november).toBeFocused();
  await expect(card).toBeHidden();
});

test('the calendar is there as a table too', async ({ mocked: { page, show } }) => {
  await show({}, '/');
  await page.getByRole('button', { name: 'Показать таблицей' }).press('Enter');
  const table = page.getByRole('table', { name: 'Календарь на 12 месяцев' });

  await expect(table.getByRole('row')).toHaveCount(1 + 8 + 5);
  await expect(table.getByRole('row', { name: /Сертификат Петрова.*12\.12\.2026/ })).toContainText(
    'продлевает Петров П. П.',
  );
  await settle(page);
  await shoot(page, 'timeline-table');
  await expectAccessible(page, 'timeline-table');
});

/** Source: issue 10, Screens 11. */
test('a drawer that was closed brings back what was typed and not what the last try said', async ({
  mocked: { page, show, resize },
}) => {
  await resize(1024, 569);
  await show({ errors: { 'tokens.add': 'keychain-locked' } }, '/tokens');
  await page.keyboard.press('Insert');
  const form = page.getByRole('form', { name: 'Новый токен' });
  const label = form.getByRole('textbox', { name: 'Название' });
  await label.fill('Касса');

  await form.getByLabel('Адрес 1', { exact: true }).focus();
  await page.keyboard.press('Control+Enter');
  const issuer = form.getByRole('textbox', { name: 'Кто выпустил' });
  await expect(issuer).toBeFocused();
  await issuer.fill('Иванова А. П.');
  await page.keyboard.press('Control+Enter');
  const day = form.getByRole('textbox', { name: 'Дата выпуска' });
  await expect(day).toBeFocused();
  await day.fill('01.11.2026');
  await page.keyboard.press('Control+Enter');
  const none = form.getByText('Отметьте хотя бы один доступ');
  await expect(none).toBeInViewport();
  const edges = async (place: Locator) => {
    const box = await place.boundingBox();
    return { top: box?.y ?? 0, bottom: (box?.y ?? 0) + (box?.height ?? 0) };
  };
  expect((await edges(none)).bottom).toBeLessThan((await edges(form.getByRole('status'))).top);
  await shoot(page, 'token-form-problem-569');

  await page.keyboard.press('Escape');
  await expect(form).toBeHidden();
  await page.keyboard.press('Insert');
  await expect(label).toHaveValue('Касса');
  await expect(none).toBeHidden();
  await expect(form.getByRole('status')).toBeHidden();
});

test('a question that failed does not say so when it is asked again', async ({ mocked: { page, show } }) => {
  await show({ errors: { 'payments.cancel': 'store-full' } }, '/payments/payment-001');
  const ask = page.getByRole('main').getByRole('button', { name: 'Отменить платёж' });
  const dialog = page.getByRole('dialog');
  await ask.click();
  await dialog.getByRole('button').last().click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByRole('button', { name: 'Отмена' }).click();
  await ask.click();
  await expect(dialog.getByRole('button', { name: 'Отмена' })).toBeFocused();
  await expect(dialog.getByRole('alert')).toBeHidden();
});

test('an overview on a large screen shows the ends in words below their chart', async ({
  mocked: { page, show, resize },
}) => {
  await resize(1920, 1040);
  await show({}, '/');
  await expect(page.getByRole('table', { name: 'Календарь на 12 месяцев' })).toBeVisible();
  await shoot(page, 'overview-1920');
  await resize(1280, 800);
  await expect(page.getByRole('table', { name: 'Календарь на 12 месяцев' })).toBeHidden();
});

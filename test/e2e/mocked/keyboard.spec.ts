import { expect } from '@playwright/test';
import { settle, shoot } from './look.ts';
import { test } from './mocked-test.ts';
import { nobody } from './scenarios.ts';

test.beforeEach(async ({ mocked }) => {
  await mocked.resize(1280, 800);
});

test('Ctrl and a digit open the screens, in the Russian layout too', async ({ mocked: { page, show } }) => {
  await show({}, '/');

  await page.keyboard.press('Control+2');
  await expect(page.getByRole('heading', { level: 1, name: 'Токены' })).toBeVisible();
  await page.keyboard.press('Control+Digit8');
  await expect(page.getByRole('heading', { level: 1, name: 'Журнал' })).toBeVisible();
});

test('arrows, Home and End walk a table', async ({ mocked: { page, show } }) => {
  await show({}, '/journal');
  const rows = page.getByRole('grid').locator('tbody tr');
  await rows.first().focus();

  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press('End');
  await expect(rows.last()).toBeFocused();
  await page.keyboard.press('Home');
  await expect(rows.first()).toBeFocused();
});

test('Enter opens a token and Escape goes back to its row', async ({ mocked: { page, show } }) => {
  await show({}, '/tokens');
  const row = page.getByRole('row', { name: /^Бухгалтерия, повседневный/ });
  await row.focus();

  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Бухгалтерия, повседневный' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Бухгалтерия, повседневный' })).toBeHidden();
  await expect(row).toBeFocused();
});

test('Escape closes a menu of the panel and leaves the panel open', async ({ mocked: { page, show } }) => {
  await show({}, '/tokens');
  await page.getByRole('grid').locator('tbody tr').first().click();
  await page.getByRole('button', { name: 'Действия' }).click();
  await expect(page.getByRole('menuitem').first()).toBeVisible();
  await settle(page);

  await page.keyboard.press('Escape');
  await expect(page.getByRole('menuitem').first()).toBeHidden();
  await expect(page.getByRole('heading', { level: 2 })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 2 })).toBeHidden();
});

test('the palette finds a payment by its payee', async ({ mocked: { page, show } }) => {
  await show({}, '/');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('textbox', { name: 'Найти или сделать' })).toBeFocused();

  await page.keyboard.type('энергия');
  await expect(page.getByText('ООО «Энергия»').first()).toBeVisible();
  await settle(page);
  await shoot(page, 'palette');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/payments\/payment-005$/);
});

test('the palette begins a payment to a payee, with the sum left to type', async ({
  mocked: { page, show },
}) => {
  await show({}, '/');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('textbox', { name: 'Найти или сделать' })).toBeFocused();
  await page.keyboard.type('роща');
  await page.getByText(/ИНН \d+ · новый платёж/).click();

  await expect(page).toHaveURL(/#\/payments\/new\/to\/\d{20}$/);
  await expect(page.getByLabel('Получатель').first()).toHaveValue('ООО «Роща»');
  await expect(page.getByLabel('Сумма')).toBeFocused();
});

test('a question mark lists the keys of the screen and Escape gives the focus back', async ({
  mocked: { page, show },
}) => {
  await show({}, '/');
  const link = page.getByRole('link', { name: 'Журнал' });
  await link.focus();

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('Новый платёж');
  await shoot(page, 'keys');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(link).toBeFocused();
});

test('a question mark typed into a field stays a question mark', async ({ mocked: { page, show } }) => {
  await show({}, '/journal');
  const finder = page.getByRole('searchbox', { name: 'Кто, что, о чём, сумма' });
  await page.keyboard.press('F3');
  await expect(finder).toBeFocused();

  await page.keyboard.type('?');
  await expect(finder).toHaveValue('?');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('Ctrl+L locks at once and leaves nothing of the vault on the page', async ({
  mocked: { page, show },
}) => {
  await show({}, '/payments');
  await expect(page.getByText('ООО «Ромашка»').first()).toBeVisible();

  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { name: 'Хранилище закрыто' })).toBeVisible();
  await expect(page.getByText('ООО «Ромашка»')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Открыть хранилище' })).toBeFocused();
});

test('every screen is reached by Tab alone, with a focus that can be seen', async ({
  mocked: { page, show },
}) => {
  await show({}, '/');
  const seen = new Set<string>();

  for (let step = 0; step < 30; step += 1) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => document.activeElement?.textContent ?? '');
    seen.add(name.replace(/\d.*$/, ''));
  }

  for (const name of [
    'Сводка',
    'Токены',
    'Сертификаты',
    'Платежи',
    'На подпись',
    'Счета',
    'Журнал',
    'Настройки',
  ]) {
    expect([...seen]).toContain(name);
  }
});

test('the header, the bell and the badges count alike', async ({ mocked: { page, show } }) => {
  await show({}, '/');
  const badges = await page
    .getByRole('navigation')
    .locator('li a')
    .evaluateAll((links) => links.map((link) => Number(/\d+/.exec(link.textContent)?.[0] ?? 0)));
  const sum = badges.reduce((all, one) => all + one, 0);
  expect(sum).toBeGreaterThan(0);

  await expect(page.getByText(new RegExp(`${String(sum)} дел`))).toBeVisible();
  const bell = page.getByRole('button', { name: new RegExp(`^Вас жд.т ${String(sum)} дел`) });
  await bell.click();
  await settle(page);
  await shoot(page, 'bell');
});

test('an own organization is set up from the keyboard, step by step', async ({
  mocked: { page, show, resize },
}) => {
  await resize(1024, 700);
  await show({ session: nobody }, '/');

  await expect(page.getByRole('button', { name: 'Учебная организация' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Иванова А. П.');
  await shoot(page, 'first-run-person');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Кто подписывает' })).toBeVisible();
  await page.keyboard.type('Петров П. П.');
  await shoot(page, 'first-run-director');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Ваша организация' })).toBeVisible();
  await page.keyboard.type('ООО «Пример»');
  await page.keyboard.press('Tab');
  await page.keyboard.type('9999000007');
  await page.keyboard.press('Tab');
  await page.keyboard.type('999901001');
  await page.keyboard.press('Enter');
  await expect(page.getByText('ИНН не сходится с контрольной цифрой')).toBeVisible();
  await shoot(page, 'first-run-company');
  await page.getByRole('textbox', { name: 'ИНН' }).fill('9999000006');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Связка ключей' })).toBeVisible();
  await shoot(page, 'first-run-keychain');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Первый токен' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Кто выпустил' })).toHaveValue('Петров П. П.');
  await page.getByRole('button', { name: 'Повседневный бухгалтерский' }).press('Enter');
  await expect(page.getByRole('checkbox', { name: 'Информация о компании', exact: true })).toBeChecked();
  await shoot(page, 'first-run-token');
  await page.getByRole('button', { name: 'Пропустить' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Сертификат для платежей' })).toBeVisible();
  await shoot(page, 'first-run-certificate');
  await page.getByRole('button', { name: 'Выбрать файлы…' }).press('Enter');
  await page.getByRole('textbox', { name: 'Название' }).fill('Платежи, 2027');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Оставить файлы' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Токен для платежей' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Директор платит' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('textbox', { name: 'Кто выпустил' })).toHaveValue('Петров П. П.');
  await shoot(page, 'first-run-paying');
  await page.getByRole('button', { name: 'Пропустить' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Можно работать' })).toBeVisible();
  await shoot(page, 'first-run-done');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Сводка' })).toBeVisible();
});

import { expect } from '@playwright/test';
import { director } from '../../fakes/sample-session.ts';
import { expectAccessible, expectTidy, settle, shoot } from './look.ts';
import { test } from './mocked-test.ts';

const TABS = [
  'Общие',
  'Правила платежей',
  'Люди',
  'Рабочая группа',
  'Организации',
  'Справочник БИК',
  'Где что лежит',
  'Резервная копия',
  'Доверие',
  'Учебный банк',
  'О программе',
];

test.beforeEach(async ({ mocked }) => {
  await mocked.resize(1024, 700);
});

test('each part of the settings is tidy and accessible', async ({ mocked: { page, show, complaints } }) => {
  await show({ session: { person: director } }, '/settings');

  for (const [index, tab] of TABS.entries()) {
    await page.getByRole('tab', { name: tab, exact: true }).click();
    await settle(page);
    await shoot(page, `settings-${index + 1}`);
    await expectTidy(page, tab);
    await expectAccessible(page, tab);
  }

  expect(complaints()).toEqual([]);
});

test('a director cannot save a ceiling below the threshold', async ({ mocked: { page, show } }) => {
  await show({ session: { person: director } }, '/settings');
  await page.getByRole('tab', { name: 'Правила платежей' }).click();

  await page.getByRole('textbox', { name: 'Один платёж: Потолок' }).fill('100');
  await page.getByRole('button', { name: 'Сохранить правила' }).click();

  await expect(page.getByText('Потолок не может быть ниже порога подписи.')).toBeVisible();
  const asked = await page.evaluate(
    () => window.fake.calls.filter((one) => one.name === 'policy.change').length,
  );
  expect(asked).toBe(0);
});

test('saved rules go to main in kopecks, on the version that was read', async ({
  mocked: { page, show },
}) => {
  await show({ session: { person: director } }, '/settings');
  await page.getByRole('tab', { name: 'Правила платежей' }).click();

  await page.getByRole('textbox', { name: 'Один платёж: Подпись нужна выше' }).fill('12 345,6');
  await page.getByRole('button', { name: 'Сохранить правила' }).click();

  await page.waitForFunction(() => window.fake.calls.some((one) => one.name === 'policy.change'));
  const input = await page.evaluate(
    () => window.fake.calls.find((one) => one.name === 'policy.change')?.input,
  );
  expect(input).toMatchObject({ version: 3, rules: { payment: { approvalAboveMinor: 1_234_560 } } });
});

test('a threshold of 50 000 beside zeros says that every payment still waits for a signature', async ({
  mocked: { page, show },
}) => {
  await show({ session: { person: director } }, '/settings');
  await page.getByRole('tab', { name: 'Правила платежей' }).click();
  const warning = page.getByText(/Порог 0 стоит в строках/);
  await expect(warning).toHaveCount(0);

  await page.getByRole('textbox', { name: 'Один платёж: Подпись нужна выше' }).fill('50000');
  await page.getByRole('textbox', { name: 'Все платежи за день: Подпись нужна выше' }).fill('0');

  await expect(warning).toContainText('«Все платежи за день»');
  await expect(warning).not.toContainText('«Один платёж»');
  await settle(page);
  await shoot(page, 'settings-zero-threshold');
  await page.getByRole('textbox', { name: 'Все платежи за день: Подпись нужна выше' }).fill('90000');
  await expect(warning).toHaveCount(0);
});

test('a tier is added by the keyboard, and the rules go to main with those who sign them', async ({
  mocked: { page, show },
}) => {
  await show({ session: { person: director } }, '/settings');
  await page.getByRole('tab', { name: 'Правила платежей' }).click();

  await page.getByRole('button', { name: 'Добавить ступень' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Ступень 3: сумма' }).fill('450000');
  await page.getByRole('button', { name: 'Сохранить правила' }).click();
  await expect(page.getByText('Правила просят подписей: 4, а директоров 3')).toBeVisible();
  await page.getByRole('button', { name: 'Убрать ступень 2' }).click();
  await page.getByRole('textbox', { name: 'Ступень 2: сколько подписей' }).fill('3');
  await page.getByRole('button', { name: 'Сохранить правила' }).click();

  await page.waitForFunction(() => window.fake.calls.some((one) => one.name === 'policy.change'));
  const input = await page.evaluate(
    () => window.fake.calls.find((one) => one.name === 'policy.change')?.input,
  );
  expect(input).toMatchObject({
    signers: ['person-orlova', 'person-gromov'],
    rules: {
      tiers: [
        { aboveMinor: 20_000_000, approvals: 2 },
        { aboveMinor: 45_000_000, approvals: 3 },
      ],
    },
  });
});

test('a tier that asks for no more than the one before stops the rules', async ({
  mocked: { page, show },
}) => {
  await show({ session: { person: director } }, '/settings');
  await page.getByRole('tab', { name: 'Правила платежей' }).click();

  await page.getByRole('textbox', { name: 'Ступень 2: сколько подписей' }).fill('2');
  await page.getByRole('textbox', { name: 'Ступень 2: сумма' }).fill('200000');
  await page.getByRole('button', { name: 'Сохранить правила' }).click();

  await expect(page.getByText('Больше, чем на предыдущей ступени.')).toBeVisible();
  await expect(page.getByText('Больше, чем на предыдущей, и не больше 5.')).toBeVisible();
  await expect(page.getByText('Исправьте 2 поля')).toBeVisible();
});

test('the rules show what they would have changed in the last ninety days', async ({
  mocked: { page, show },
}) => {
  await show({ session: { person: director } }, '/settings');
  await page.getByRole('tab', { name: 'Правила платежей' }).click();

  const preview = page.getByRole('region', { name: 'На платежах последних 90 дней' });
  await expect(preview.getByText('1 не прошёл бы')).toBeVisible();
  await expect(preview.getByRole('row')).toHaveCount(5);
});

test('an accountant reads the rules and is offered no way to change them', async ({
  mocked: { page, show },
}) => {
  await show({}, '/settings');
  await page.getByRole('tab', { name: 'Правила платежей' }).click();

  await expect(page.getByText('Правила меняет только директор.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Сохранить правила' })).toHaveCount(0);
  await shoot(page, 'settings-policy-accountant');
});

test('the language changes at once, everywhere', async ({ mocked: { page, show } }) => {
  await show({}, '/settings');

  await page.getByText('English', { exact: true }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

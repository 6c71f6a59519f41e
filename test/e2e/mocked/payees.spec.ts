import { expect, type Page } from '@playwright/test';
import type { CallName } from '../../../contract/channel-names.ts';
import { sampleDirectory } from '../../fakes/sample-banks.ts';
import { director } from '../../fakes/sample-session.ts';
import { expectAccessible, expectTidy, settle, shoot } from './look.ts';
import { test } from './mocked-test.ts';

test.beforeEach(async ({ mocked }) => {
  await mocked.resize(1280, 800);
});

const callsOf = (page: Page, name: CallName) =>
  page.evaluate((wanted) => window.fake.calls.filter((one) => one.name === wanted), name);
const panel = (page: Page, name: string) => page.getByRole('complementary', { name: `Получатель ${name}` });

for (const [width, height, theme, language] of [
  [1280, 800, 'light', 'ru'],
  [1280, 800, 'dark', 'ru'],
  [1024, 640, 'light', 'ru'],
  [1024, 640, 'light', 'en'],
] as const)
  test(`a payee with its accounts at ${width}x${height}, ${theme}, ${language}`, async ({
    mocked: { page, show, resize, complaints },
  }) => {
    await resize(width, height);
    await show({ session: { theme, language } }, '/payees');

    await page.getByRole('row', { name: /ООО «Ромашка»/ }).click();

    await expect(page.getByRole('complementary')).toContainText('+7 495 123-45-67');
    await settle(page);
    const name = `payees-panel-${language}-${theme}-${width}x${height}`;
    await shoot(page, name);
    await expectTidy(page, name);
    await expectAccessible(page, name);
    expect(complaints()).toEqual([]);
  });

test('the keyboard finds a payee, opens it and closes it', async ({ mocked: { page, show } }) => {
  await show({}, '/payees');
  await page.keyboard.press('F3');
  await page.keyboard.type('7743180892');
  await expect(page.getByRole('row')).toHaveCount(2);

  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.getByRole('row', { name: /Вектор/ }).focus();
  await page.keyboard.press('Enter');
  await expect(panel(page, 'АО «Вектор»')).toContainText('Счёт подменён в письме');
  await expect(panel(page, 'АО «Вектор»')).toContainText('Снять отметку может директор.');
  await settle(page);
  await shoot(page, 'payees-never-pay');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary')).toHaveCount(0);
});

test('a director takes «never pay» away, after a question', async ({ mocked: { page, show } }) => {
  await show({ session: { person: director } }, '/payees');
  await page.getByRole('row', { name: /Вектор/ }).click();

  await page.getByRole('button', { name: 'Снять отметку' }).click();
  expect(await callsOf(page, 'payees.allow')).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Снять отметку' }).click();

  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await callsOf(page, 'payees.allow')).toMatchObject([{ input: { key: '7743180892' } }]);
});

test('nobody is marked «never pay» without a reason', async ({ mocked: { page, show } }) => {
  await show({}, '/payees');
  await page.getByRole('row', { name: /Кузнецов/ }).click();
  await page.getByRole('button', { name: 'Никогда не платить…' }).click();
  const submit = page.getByRole('dialog').getByRole('button', { name: 'Никогда не платить' });
  await expect(submit).toBeDisabled();

  await page.getByLabel('Почему').fill('Подменяли счёт');
  await settle(page);
  await shoot(page, 'payees-never-dialog');
  await submit.click();

  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await callsOf(page, 'payees.forbid')).toMatchObject([
    { input: { key: '500100732259', reason: 'Подменяли счёт' } },
  ]);
});

test('a double is merged into the payee that is open, and a note is kept', async ({
  mocked: { page, show },
}) => {
  await show({}, '/payees');
  await page.getByRole('row', { name: /ООО «Ромашка»/ }).click();

  await page.getByRole('button', { name: 'Объединить' }).click();
  await settle(page);
  await shoot(page, 'payees-merge');
  await page.getByRole('dialog').getByRole('button', { name: 'Объединить' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByLabel('Заметка').last().fill('Аренда');
  await page.getByRole('button', { name: 'Сохранить заметку' }).click();

  await page.waitForFunction(() => window.fake.calls.some(({ name }) => name === 'payees.note'));
  expect(await callsOf(page, 'payees.merge')).toMatchObject([
    { input: { key: '0|ромашка', into: '7707083893' } },
  ]);
  expect(await callsOf(page, 'payees.note')).toMatchObject([{ input: { note: 'Аренда' } }]);
});

test('a call about an account says what is missing before it is recorded', async ({
  mocked: { page, show },
}) => {
  await show({}, '/payees');
  await page.getByRole('row', { name: /Кузнецов/ }).click();
  await page.getByRole('button', { name: 'Записать звонок об этом счёте' }).click();
  await page.getByRole('button', { name: 'Записать звонок', exact: true }).click();
  await expect(page.getByText('Запишите, с кем говорили')).toBeVisible();
  await expect(page.getByText('Запишите номер целиком')).toBeVisible();
  await expect(page.getByText('Выберите, откуда номер')).toBeVisible();

  await recordCall(page);

  expect(await callsOf(page, 'payees.callBack')).toMatchObject([
    { input: { payeeInn: '500100732259', payeeAccount: '40802810700000000002', source: 'contract' } },
  ]);
});

test('a payment to a new payee asks for the call beside the form', async ({ mocked: { page, show } }) => {
  await show({ isCallMissing: true }, '/payments/new');
  await page.getByLabel('Получатель', { exact: true }).fill('ООО «Новый поставщик»');
  await page.getByLabel('ИНН', { exact: true }).fill('7707083893');
  await page.getByLabel('БИК', { exact: true }).fill('044525974');
  await page.getByLabel('Счёт получателя').fill('40702810500000000001');
  await page.getByLabel('Сумма', { exact: true }).fill('92400');
  await page.getByLabel('Сумма', { exact: true }).press('Tab');
  await expect(page.getByRole('heading', { name: 'Позвоните получателю' })).toBeVisible();
  await expect(page.getByText('Сначала запишите звонок получателю.')).toBeVisible();
  await settle(page);
  await shoot(page, 'form-call-missing');
  await expectTidy(page, 'the form for a call');
  await expectAccessible(page, 'the form for a call');

  await recordCall(page);

  const [call] = await callsOf(page, 'payees.callBack');
  expect(call).toMatchObject({ input: { phone: '+7 495 123-45-67', spokeTo: 'Сидорова, главбух' } });
});

test('an old directory of banks is told of over the payees', async ({ mocked: { page, show } }) => {
  const directory = sampleDirectory({ businessDay: '2026-11-05', ageDays: 11, isOld: true });
  await show({ directory }, '/payees');

  await expect(page.getByText('Справочнику 11 дней.')).toBeVisible();
  await page.getByRole('link', { name: 'Справочник БИК' }).click();
  await expect(page.getByRole('heading', { name: 'Справочник БИК Банка России' })).toBeVisible();
});

async function recordCall(page: Page): Promise<void> {
  await page.getByLabel('Кто ответил').fill('Сидорова, главбух');
  await page.getByLabel('По какому номеру').fill('+7 495 123-45-67');
  await page.getByRole('combobox', { name: 'Откуда известен номер' }).click();
  await page.getByRole('option', { name: 'из договора' }).click();
  await page.getByRole('button', { name: 'Записать звонок', exact: true }).click();
  await page.waitForFunction(() => window.fake.calls.some(({ name }) => name === 'payees.callBack'));
}

import { expect, type Page } from '@playwright/test';
import type { ImportOrdersInput } from '../../../contract/areas/orders.ts';
import { sampleOrdersFolder } from '../../fakes/sample-orders.ts';
import { expectAccessible, expectTidy, settle, shoot } from './look.ts';
import { test } from './mocked-test.ts';
import type { MockedWindow } from './mocked-window.ts';

test.beforeEach(async ({ mocked }) => {
  await mocked.resize(1280, 800);
});

/** What the page has asked to take in. */
const taken = (page: Page) =>
  page.evaluate(() =>
    window.fake.calls
      .filter(({ name }) => name === 'orders.import')
      .map(({ input }) => input as ImportOrdersInput),
  );

async function openFile({ page, show }: MockedWindow): Promise<void> {
  await show({}, '/payments');
  await page.getByRole('link', { name: 'Из 1С' }).click();
  await page.getByRole('button', { name: 'Выбрать файл' }).click();
  await expect(page.getByText('1c_to_kl.txt · windows-1251')).toBeVisible();
}

test('a file of 1C is shown whole, and what fits is sent for approval by one button', async ({ mocked }) => {
  const { page } = mocked;
  await openFile(mocked);
  await settle(page);
  await shoot(page, 'orders');
  await expectTidy(page, 'orders');
  await expectAccessible(page, 'orders');
  await expect(
    page.getByText('Поле 103: Значение «770801001» здесь неверно. Верно: 770701001.'),
  ).toBeVisible();
  await expect(page.getByText(/^42 поручения на .*, из них исправить 1$/)).toBeVisible();

  await page.getByRole('button', { name: 'Загрузить и отправить на подпись' }).click();
  await expect(page.getByText('Загружено из 1С: на подписи 42, к отправке 0, черновиков 0')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Платежи' })).toBeVisible();
  const [input] = await taken(page);
  expect(input).toMatchObject({ draftId: 'orders-1', route: 'direct', isSubmitted: true });
  // What reads like a payment that is here, and what cannot be paid, is not among them.
  expect(input?.orders).toEqual([0, 1, ...Array.from({ length: 40 }, (_, at) => at + 6)]);
});

test('a file of 1C is dropped on the window', async ({ mocked }) => {
  const { page, show } = mocked;
  await show({}, '/payments');
  await page.getByRole('link', { name: 'Из 1С' }).click();
  await page.getByText(/Выберите файл/).evaluate((place) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['1CClientBankExchange'], '1c_to_kl.txt'));
    place.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  });
  await expect(page.getByText('1c_to_kl.txt · windows-1251')).toBeVisible();
  const read = await page.evaluate(() => window.fake.calls.filter(({ name }) => name === 'orders.read'));
  expect(read).toMatchObject([
    { input: { fileName: '1c_to_kl.txt', content: btoa('1CClientBankExchange') } },
  ]);
});

test('an order is chosen by the space bar and its faults are read by Enter', async ({ mocked }) => {
  const { page } = mocked;
  await openFile(mocked);
  await page.getByRole('row', { name: /ИП Образцов/ }).focus();
  await page.keyboard.press('Space');
  await expect(page.getByText(/^43 поручения на/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Открыть платёж' })).toBeVisible();
  await page.getByRole('button', { name: 'Загрузить черновиками' }).click();

  await expect.poll(async () => (await taken(page)).length).toBe(1);
  const [input] = await taken(page);
  expect(input?.orders).toContain(2);
  expect(input?.isSubmitted).toBe(false);
});

test('it fits the smallest window', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.resize(1024, 640);
  await mocked.show({}, '/payments/from-1c');
  await settle(page);
  await shoot(page, 'orders-pick-small');
  await page.getByRole('button', { name: 'Выбрать файл' }).click();
  await expect(page.getByText('1c_to_kl.txt · windows-1251')).toBeVisible();
  await settle(page);
  await shoot(page, 'orders-small');
  await expectTidy(page, 'orders-small');
});

test('a new file in the folder of 1C is told of, opened by one button, and the folder says how it is', async ({
  mocked,
}) => {
  const { page, show } = mocked;
  await show({ ordersFolder: sampleOrdersFolder() }, '/payments');
  await expect(page.getByText('Из 1С: новый файл, 12 поручений')).toBeVisible();
  await settle(page);
  await shoot(page, 'payments-found');
  await expectTidy(page, 'payments-found');
  await expectAccessible(page, 'payments-found');
  await page.getByRole('link', { name: 'И ещё 1 файл' }).click();
  await expect(page.getByText('Папка, в которую выгружает 1С')).toBeVisible();
  await settle(page);
  await shoot(page, 'orders-folder');
  await expectTidy(page, 'orders-folder');
  await expectAccessible(page, 'orders-folder');
  await page.getByRole('link', { name: 'Открыть: 1c_to_kl.txt, 12 поручений' }).click();
  await expect(page.getByText('1c_to_kl.txt · windows-1251')).toBeVisible();
  const opened = await page.evaluate(() =>
    window.fake.calls.filter(({ name }) => name === 'orders.openFound'),
  );
  expect(opened).toMatchObject([{ input: { fileId: 'file-1' } }]);
});

test('the folder of 1C that is away is said in clear words, and one can be chosen', async ({ mocked }) => {
  const { page, show, resize } = mocked;
  await resize(1024, 640);
  const away = { ...sampleOrdersFolder(), problem: 'missing' as const, files: [], waiting: [] };
  await show({ ordersFolder: away }, '/payments');
  await page.getByRole('link', { name: 'Показать папку' }).click();
  await expect(page.getByText(/сетевой диск не отвечает/)).toBeVisible();
  await settle(page);
  await shoot(page, 'orders-folder-away-small');
  await expectTidy(page, 'orders-folder-away-small');
  await show({}, '/payments/from-1c');
  await page.getByRole('button', { name: 'Выбрать папку' }).click();
  const chosen = await page.evaluate(() =>
    window.fake.calls.filter(({ name }) => name === 'orders.chooseFolder'),
  );
  expect(chosen).toHaveLength(1);
});

// @module-tag may-run-again
import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { PATIENCE_MS, seen } from '../screens/app-window.ts';
import { demoIsReady, failure, reaches } from './support/app-calls.ts';
import { readItem, wholeItem, writeItem } from './support/keyring-items.ts';
import { photographFailures } from './support/photograph-failures.ts';
import { changeFile, flipBit, valueIn } from './support/sqlite-file.ts';
import { Workbench } from './support/workbench.ts';

const TOKENS = ['Бухгалтерия, повседневный', 'Платежи директора'];

describe('a vault whose file was damaged between two runs', () => {
  let bench: Workbench;
  let file: string;
  let whole: string;

  beforeAll(async () => {
    bench = await Workbench.start({});
    const { page } = await bench.open({ isDemo: true });
    await demoIsReady(page);
    // The dates are learned after the first screen.
    const reminders = path.join(bench.profileDir, 'reminders.json');
    await vi.waitUntil(() => existsSync(reminders), { timeout: PATIENCE_MS });
    await bench.app.close();
    file = path.join(bench.profileDir, 'store', 'vault.sqlite');
    whole = path.join(bench.dir, 'whole.sqlite');
    copyFileSync(file, whole);
  });

  beforeEach(() => copyFileSync(whole, file));
  afterEach(() => bench.app.close());
  afterAll(() => bench.stop());
  photographFailures(() => bench.app);

  it('opens for reading, says so, and lists the tokens that are whole', async () => {
    flipBit(file, valueIn(file, 'SELECT sealed FROM tokens LIMIT 1'));

    const { window, page } = await bench.open();

    await window.sees('Хранилище открыто только для чтения');
    await window.sees('Повреждена 1 запись.');
    await window.goTo('Токены');
    await seen(page.getByRole('row').filter({ hasText: new RegExp(TOKENS.join('|')) })).toHaveCount(1);
    await window.goTo('Журнал');
    await window.sees('Токен добавлен');
  });

  it('still lists the tokens of a company whose own record is damaged', async () => {
    flipBit(file, valueIn(file, 'SELECT sealed FROM companies LIMIT 1'));

    const { window } = await bench.open();

    await window.sees('Повреждена 1 запись.');
    await window.goTo('Токены');
    for (const label of TOKENS) await seen(window.row(label)).toBeVisible();
  });

  /** Source: https://github.com/kando-menu/kando/issues/858, https://github.com/piec/elecwhat/issues/15. */
  it('opens though a power cut has emptied the small files beside it, and names the one that is needed', async () => {
    const small = ['training-bank.json', 'reminders.json', 'keychain.json', 'spare-key.json'];
    const before = small.map((name) => [name, readFileSync(path.join(bench.profileDir, name))] as const);
    for (const [name] of before) writeFileSync(path.join(bench.profileDir, name), '\0'.repeat(40));

    const { window, page } = await bench.open();

    await window.goTo('Токены');
    for (const label of TOKENS) await seen(window.row(label)).toBeVisible();
    await window.goTo('Счета');
    await page.getByRole('button', { name: 'Обновить остатки' }).click();
    await seen(page.getByRole('alert').first()).toContainText('training-bank.json', {
      timeout: PATIENCE_MS,
    });
    await bench.app.close();
    for (const [name, bytes] of before) writeFileSync(path.join(bench.profileDir, name), bytes);
  });

  it('refuses to write and says why', async () => {
    flipBit(file, valueIn(file, 'SELECT sealed FROM tokens LIMIT 1'));
    const { window, page } = await bench.open();
    await window.sees('Хранилище открыто только для чтения');
    const before = readFileSync(file);
    await window.goTo('Настройки');

    await page.getByText('Тёмное', { exact: true }).click();

    const alert = page.getByRole('alert');
    await seen(alert).toContainText('Хранилище открыто только для чтения.', { timeout: PATIENCE_MS });
    await seen(alert).toContainText('Деньги не двигались.');
    const person = { name: 'Новый Н. Н.', role: 'accountant' };
    expect(await failure(page, 'setup.addPerson', person)).toMatchObject({ code: 'store-read-only' });
    await bench.app.close();
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('is not opened when it was made by a newer version', async () => {
    changeFile(file, 'PRAGMA user_version = 99');

    const { window } = await bench.open();

    await seen(window.title('Хранилище создано более новой версией программы.')).toBeVisible({
      timeout: PATIENCE_MS,
    });
    await window.sees('Обновите программу.');
  });

  it('is not opened when the key in the keychain is another one, and opens when the key is back', async () => {
    const key = await readItem(bench, 'store-key');
    await writeItem(bench, 'store-key', wholeItem(randomBytes(32)));

    const { window, page } = await bench.open();

    await seen(window.title('Ключ не подходит к этому хранилищу.')).toBeVisible({
      timeout: PATIENCE_MS,
    });
    await window.sees('Верните прежнюю связку ключей или файл хранилища, к которому ключ подходит.');
    await writeItem(bench, 'store-key', key);
    await window.button('Повторить').click();
    await reaches(page, 'ready');
  });

  it('still shows the inventory when the first page of the file is destroyed', async () => {
    const content = readFileSync(file);
    content.fill(0x5a, 0, 4096);
    writeFileSync(file, content);

    const { window } = await bench.open();

    await window.sees('Хранилище открыто только для чтения');
    await window.goTo('Токены');
    for (const label of TOKENS) await seen(window.row(label)).toBeVisible();
  });

  it('is not opened when nothing is left of the file', async () => {
    writeFileSync(file, Buffer.alloc(64 * 1024, 0x5a));

    const { window } = await bench.open();

    await seen(window.title('Файл хранилища повреждён.')).toBeVisible({ timeout: PATIENCE_MS });
    await window.sees('Деньги не двигались. Ничего не удалено и не перезаписано.');
  });
});

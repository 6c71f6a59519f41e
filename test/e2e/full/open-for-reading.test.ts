// @module-tag may-run-again
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROJECT_DIR } from '../../../scripts/electron/launch-app.ts';
import { PATIENCE_MS, seen } from '../screens/app-window.ts';
import { call, demoIsReady, failure, reaches } from './support/app-calls.ts';
import { scanFiles } from './support/canary-scan.ts';
import { needlesOf } from './support/needles.ts';
import { photographFailures } from './support/photograph-failures.ts';
import { Workbench } from './support/workbench.ts';

const TOKENS = ['Бухгалтерия, повседневный', 'Платежи директора'];
const REFUSED = 'Хранилище открыто запасным ключом, только для чтения.';
const PASSPHRASE = 'пять рыжих котов под мостом';

/** What the terminal prints of the profile, in a session without a keychain. */
async function printed({ profileDir }: Workbench): Promise<{ code: number | null; labels: string[] }> {
  const script = path.join(PROJECT_DIR, 'scripts', 'cli.ts');
  const args = ['--import', 'tsx', script, 'inventory', '--profile', profileDir, '--json'];
  const child = spawn(process.execPath, args, { cwd: PROJECT_DIR, stdio: ['ignore', 'pipe', 'inherit'] });
  const [out] = await Promise.all([text(child.stdout), once(child, 'close')]);
  const { tokens } = JSON.parse(out || '{"tokens":[]}') as { tokens: { label: string }[] };
  return { code: child.exitCode, labels: tokens.map(({ label }) => label).sort() };
}

describe('a vault whose keyring is locked', () => {
  let bench: Workbench;

  beforeAll(async () => {
    bench = await Workbench.start({});
    const { page } = await bench.open({ isDemo: true });
    await demoIsReady(page);
  });
  afterAll(() => bench.stop());
  photographFailures(() => bench.app);

  it('has a training copy, so that the terminal lists its tokens while the app is open', async () => {
    const { window, page } = bench.app;
    await seen
      .poll(async () => (await call(page, 'spareKey.view', {})).state, { timeout: PATIENCE_MS })
      .toBe('training');

    expect(await printed(bench)).toEqual({ code: 0, labels: TOKENS });
    await window.goTo('Настройки');
    await page.getByRole('tab', { name: 'Где что лежит' }).click();
    await window.sees('Учебный, открывается всем известным паролем.');
  });

  it('is given a passphrase of its own in the settings', async () => {
    const { window, page } = bench.app;
    await window.answerSecret(() => window.button('Задать пароль').click(), PASSPHRASE, { repeat: true });

    await window.sees(/^Задан /);
    await window.goTo('Журнал');
    await seen(window.row('Задан запасной ключ')).toBeVisible({ timeout: PATIENCE_MS });
    expect((await call(page, 'spareKey.view', {})).state).toBe('own');
    expect(scanFiles(bench.dir, needlesOf('passphrase', PASSPHRASE))).toEqual([]);
  });

  it('is opened for reading: every screen shows, a write and a call to the bank are refused, the file stays as it was', async () => {
    await bench.app.close();
    await bench.session.keyring?.lock();
    const file = path.join(bench.profileDir, 'store', 'vault.sqlite');
    const before = readFileSync(file);

    const { window, page } = await bench.open();
    await seen(window.title('Связка ключей системы закрыта.')).toBeVisible({ timeout: PATIENCE_MS });
    const secret = await window.openSecret(() => window.button('Открыть для чтения').click());
    await secret.locator('input').first().fill('не тот пароль совсем');
    await secret.locator('button[type=submit]').click();
    await seen(secret.getByRole('alert')).toContainText('Пароль не подошёл.', { timeout: PATIENCE_MS });
    await secret.locator('input').first().fill(PASSPHRASE);
    await secret.locator('button[type=submit]').click();

    await reaches(page, 'ready');
    await window.sees('Открыто запасным ключом, только для чтения');
    await window.goTo('Токены');
    for (const label of TOKENS) await seen(window.row(label)).toBeVisible({ timeout: PATIENCE_MS });
    for (const screen of ['Сводка', 'Сертификаты', 'Платежи', 'Журнал']) {
      await window.goTo(screen);
      await seen(page.getByRole('alert')).toHaveCount(0);
    }
    // The balances are known; the statement is the bank's.
    await window.goTo('Счета');
    await window.sees(/1\s284\s900,50/);
    await seen(page.getByRole('alert')).toContainText(REFUSED);
    await window.goTo('Токены');
    await window.row(TOKENS[0] ?? '').click();
    await window.button('Проверить').click();
    await seen(page.getByRole('alert')).toContainText(
      'Хранилище открыто запасным ключом, только для чтения.',
      {
        timeout: PATIENCE_MS,
      },
    );
    await page.keyboard.press('Escape');
    const person = { name: 'Новый Н. Н.', role: 'accountant' };
    expect(await failure(page, 'setup.addPerson', person)).toMatchObject({ code: 'open-for-reading' });
    expect(await failure(page, 'spareKey.remove', {})).toMatchObject({ code: 'open-for-reading' });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('is opened whole again from there, once the keyring is unlocked', async () => {
    const { window, page } = bench.app;
    await bench.session.keyring?.unlock();
    await window.button('Закрыть и войти заново').click();
    await window.button('Открыть хранилище').click();

    await reaches(page, 'ready');
    expect(await call(page, 'session.snapshot', {})).toMatchObject({ readOnly: false, bySpareKey: false });
    await seen(page.getByText('Открыто запасным ключом')).toHaveCount(0);
  });

  it('loses the training copy when the first real company is added', async () => {
    const { page } = bench.app;
    await call(page, 'spareKey.remove', {});
    await bench.app.close();
    const again = await bench.open();
    await reaches(again.page, 'ready');
    await seen
      .poll(async () => (await call(again.page, 'spareKey.view', {})).state, { timeout: PATIENCE_MS })
      .toBe('training');
    const company = { name: 'ИП Сидоров', inn: '999900000097', kpp: '0', environment: 'production' };
    const { companyId } = await call(again.page, 'session.snapshot', {});
    await call(again.page, 'setup.addCompany', company);
    // The real company has nobody yet; the journal is shown to people.
    await call(again.page, 'session.selectCompany', { companyId: companyId ?? '' });

    expect((await call(again.page, 'spareKey.view', {})).state).toBe('none');
    const { entries } = await call(again.page, 'journal.page', { companyId: null, before: null, limit: 5 });
    expect(entries.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['training-copy-removed', 'store-key-renewed']),
    );
    await bench.app.close();
    const last = await bench.open();
    await reaches(last.page, 'ready');
    expect(await call(last.page, 'session.snapshot', {})).toMatchObject({
      readOnly: false,
      damagedRecords: 0,
    });
    expect((await call(last.page, 'spareKey.view', {})).state).toBe('none');
  });
});

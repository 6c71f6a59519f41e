import { existsSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { PATIENCE_MS, seen, untilClosed } from '../screens/app-window.ts';
import { call, failure, knowsBalances, reaches } from './support/app-calls.ts';
import { scanFiles } from './support/canary-scan.ts';
import { answerFileDialog, answerSaveDialog } from './support/file-dialog.ts';
import { needlesOf } from './support/needles.ts';
import { photographFailures } from './support/photograph-failures.ts';
import type { RunningApp } from './support/running-app.ts';
import {
  ACCOUNTANT,
  answering,
  DIRECTOR,
  PASSPHRASE,
  prepareStandCompany,
  readyPayment,
  type ReadyPayment,
} from './support/stand-company.ts';
import { Workbench } from './support/workbench.ts';

const DAILY = 'восемь рыжих лис под старым мостом';
const WITH_SECRETS = 'девять сонных трамваев у причала';
const ENDING = '.klyuchnik-backup.age';

describe('a computer and its backups', () => {
  let old: Workbench;
  let fresh: Workbench;
  let companyId: CompanyId;
  let payment: ReadyPayment;
  let folder: string;
  let carried: string;

  beforeAll(async () => {
    old = await Workbench.start({ settleAfterMs: 0 });
    fresh = await Workbench.start({ sharedBank: old.bank });
    folder = path.join(old.dir, 'copies');
    carried = path.join(old.dir, 'carried');
    for (const one of [folder, carried]) await mkdir(one);
    await old.open();
    companyId = await prepareStandCompany(old);
    payment = await readyPayment(old.app, companyId, 1_700);
  });
  afterAll(async () => {
    await fresh.stop();
    await old.stop();
  });
  photographFailures(() => old.app);

  const filesIn = (dir: string) => readdirSync(dir).filter((name) => name.endsWith(ENDING));
  const statusAt = async ({ page }: RunningApp) =>
    (await call(page, 'payments.get', { paymentId: payment.paymentId })).payment.status;
  const payRequests = async () => (await old.bank.payRequests()).reduce((sum, count) => sum + count, 0);

  /** The director's passphrase, and then one that is typed twice for the file. */
  async function saveWithSecrets(leaves: boolean): Promise<void> {
    const { window, page } = old.app;
    const asked: Promise<unknown>[] = [];
    const ask = async () => void asked.push(call(page, 'backup.saveWithSecrets', { leaves }));
    await window.answerSecret(ask, PASSPHRASE);
    const secret = await window.secretWindow();
    await secret.locator('input').first().fill(WITH_SECRETS);
    await secret.locator('input').nth(1).fill(WITH_SECRETS);
    await untilClosed(secret, () => secret.locator('button[type=submit]').click());
    await Promise.all(asked);
  }

  it('makes its first backup when a folder and a passphrase are chosen, and shows it', async () => {
    const { window, page, electron } = old.app;
    await answerFileDialog(electron, [folder]);
    await window.goTo('Настройки');
    await page.getByRole('tab', { name: 'Резервная копия' }).click();
    await window.answerSecret(() => window.button('Выбрать папку и пароль…').click(), DAILY, {
      repeat: true,
    });
    await window.sees(folder);
    await seen(window.button('Сделать сейчас')).toBeVisible();
    expect(filesIn(folder)).toHaveLength(1);
    expect(scanFiles(old.dir, needlesOf('passphrase', DAILY))).toEqual([]);
  });

  it('proves it, and does not offer to put it in place of records that work', async () => {
    const { window, page, electron } = old.app;
    await answerFileDialog(electron, [path.join(folder, filesIn(folder)[0] ?? '')]);
    await window.answerSecret(() => window.button('Проверить копию…').click(), DAILY);
    const dialog = page.getByRole('dialog', { name: 'Копия цела' });
    await seen(dialog.getByText('ООО «Пример», 9999000006')).toBeVisible();
    await seen(dialog.getByText(/Токенов и ключей в копии нет/)).toBeVisible();
    await seen(dialog.getByRole('button', { name: 'Восстановить', exact: true })).toHaveCount(0);
    expect(await failure(page, 'backup.restore', {})).toMatchObject({ code: 'backup-vault-in-use' });
    await page.keyboard.press('Escape');
  });

  it('saves one with secrets by the director alone, and pays afterwards', async () => {
    const { window, page, electron } = old.app;
    expect(await failure(page, 'backup.saveWithSecrets', { leaves: false })).toMatchObject({
      code: 'not-entitled',
    });
    await window.switchPerson(ACCOUNTANT, DIRECTOR, { passphrase: PASSPHRASE });
    await answerSaveDialog(electron, carried);
    await saveWithSecrets(false);
    expect(filesIn(carried)).toHaveLength(1);
    await window.switchPerson(DIRECTOR, ACCOUNTANT, { passphrase: null });

    const { revision } = (await call(page, 'payments.get', { paymentId: payment.paymentId })).payment;
    await call(page, 'payments.pay', { paymentId: payment.paymentId, revision });
    await expect.poll(() => statusAt(old.app), { timeout: PATIENCE_MS }).toBe('executed');
    expect(await payRequests()).toBe(1);
  });

  it('is put back on a new computer, where nothing goes out before the director takes it in', async () => {
    const { window, page, electron } = await fresh.open();
    await reaches(page, 'first-run');
    await answerFileDialog(electron, [path.join(carried, filesIn(carried)[0] ?? '')]);
    const secret = await window.openSecret(() => window.button('Восстановить из резервной копии…').click());
    await secret.locator('input').first().fill('не тот пароль совсем');
    await secret.locator('button[type=submit]').click();
    await seen(secret.getByRole('alert')).toContainText('Пароль не подошёл.');
    await secret.locator('input').first().fill(WITH_SECRETS);
    await untilClosed(secret, () => secret.locator('button[type=submit]').click());
    const dialog = page.getByRole('dialog', { name: 'Восстановить из копии?' });
    await dialog.getByRole('button', { name: 'Восстановить', exact: true }).click();

    await reaches(page, 'ready');
    await window.sees('Записи восстановлены из резервной копии');
    const { readOnly, misfit } = await call(page, 'session.snapshot', {});
    expect({ readOnly, kind: misfit?.kind }).toEqual({ readOnly: true, kind: 'restored' });
    expect(await statusAt(fresh.app)).toBe('unknown');
    const { revision } = (await call(page, 'payments.get', { paymentId: payment.paymentId })).payment;
    expect(await failure(page, 'payments.pay', { paymentId: payment.paymentId, revision })).toMatchObject({
      code: 'store-read-only',
    });
    expect(readdirSync(path.join(fresh.profileDir, 'set-aside'))).toHaveLength(1);
  });

  it('shows the same afterwards, and has the bank say what became of the payment', async () => {
    const { window, page } = fresh.app;
    await window.answerSecret(() => window.button(`Принять записи (${DIRECTOR})`).click(), PASSPHRASE);
    await window.sees('Записи приняты. Сверьте платежи с выпиской, прежде чем платить.');
    await knowsBalances(page);
    const labels = async ({ page: at }: RunningApp) =>
      (await call(at, 'tokens.list', {})).map(({ label, lastFour }) => `${label} ${lastFour}`).sort();
    expect(await labels(fresh.app)).toEqual(await labels(old.app));

    await expect.poll(() => statusAt(fresh.app), { timeout: PATIENCE_MS }).toBe('executed');
    expect(await payRequests()).toBe(1);
    for (const { tokenId } of await call(page, 'tokens.list', {}))
      expect(await call(page, 'tokens.check', { tokenId })).toMatchObject({ problem: null });
    await window.goTo('Журнал');
    await seen(window.row('Записи восстановлены из резервной копии')).toBeVisible();
    expect(await call(page, 'journal.verify', {})).toMatchObject({ ok: true });
    const next = await readyPayment(fresh.app, companyId, 1_800);
    const { revision } = (await call(page, 'payments.get', { paymentId: next.paymentId })).payment;
    await call(page, 'payments.pay', { paymentId: next.paymentId, revision });
    expect(await payRequests()).toBe(2);
  });

  it('pays nothing more after people moved away, until the director takes it up again', async () => {
    const { window, page } = old.app;
    const waiting = await readyPayment(old.app, companyId, 1_900);
    const seenNow = async () => {
      const { revision } = (await call(old.app.page, 'payments.get', { paymentId: waiting.paymentId }))
        .payment;
      return { paymentId: waiting.paymentId, revision };
    };
    await window.switchPerson(ACCOUNTANT, DIRECTOR, { passphrase: PASSPHRASE });
    await saveWithSecrets(true);
    expect(await failure(page, 'payments.pay', await seenNow())).toMatchObject({ code: 'vault-left' });
    await old.app.close();
    const { page: again } = await old.open();
    await reaches(again, 'ready');
    await knowsBalances(again);
    expect(await failure(again, 'payments.pay', await seenNow())).toMatchObject({ code: 'vault-left' });
    expect((await call(again, 'backup.view', {})).leftAt).not.toBeNull();
    expect(await payRequests()).toBe(2);

    const { people } = await call(again, 'session.snapshot', {});
    const personId = people.find(({ name }) => name === DIRECTOR)?.personId;
    if (personId === undefined) throw new Error('no director');
    await answering(old.app, () => call(again, 'session.switchPerson', { personId }), {
      secret: PASSPHRASE,
    });
    await answering(old.app, () => call(again, 'backup.takeUp', {}), { secret: PASSPHRASE });
    expect((await call(again, 'backup.view', {})).leftAt).toBeNull();
    expect(existsSync(path.join(old.profileDir, 'set-aside'))).toBe(false);
  });
});

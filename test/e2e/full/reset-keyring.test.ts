import { readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { PATIENCE_MS, seen, untilClosed } from '../screens/app-window.ts';
import { call, failure, reaches } from './support/app-calls.ts';
import { answerFileDialog, answerSaveDialog } from './support/file-dialog.ts';
import { removeAllItems } from './support/keyring-items.ts';
import { photographFailures } from './support/photograph-failures.ts';
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

const SPARE = 'пять рыжих котов под мостом';
const ON_PAPER = 'девять сонных трамваев у причала';
const NEW_PASSPHRASE = 'шесть синих кастрюль на закате';
const PICTURES = path.join(import.meta.dirname, '../../../test-results/reset-keyring');

describe('an organization whose keyring was reset', () => {
  let bench: Workbench;
  let companyId: CompanyId;
  let payment: ReadyPayment;
  let carried: string;

  beforeAll(async () => {
    bench = await Workbench.start({ settleAfterMs: 600_000 });
    carried = path.join(bench.dir, 'carried');
    await mkdir(carried);
    const { window, page, electron } = await bench.open();
    companyId = await prepareStandCompany(bench);
    await window.switchPerson(ACCOUNTANT, DIRECTOR, { passphrase: PASSPHRASE });
    await found();
    await answerSaveDialog(electron, carried);
    await makeRecovery();
    await answering(bench.app, () => call(page, 'spareKey.set', {}), { secret: SPARE, repeat: true });
    await window.switchPerson(DIRECTOR, ACCOUNTANT, { passphrase: null });
    payment = await readyPayment(bench.app, companyId, 1_700);
    await bench.app.close();
    await removeAllItems(bench);
  });
  afterAll(() => bench.stop());
  photographFailures(() => bench.app);

  async function found(): Promise<void> {
    const { page } = bench.app;
    const { people } = await call(page, 'session.snapshot', {});
    const members = people.filter(({ name }) => name === ACCOUNTANT).map(({ personId }) => personId);
    const asked = () => call(page, 'organization.found', { companyId, members, changesNeed: 1 });
    await answering(bench.app, asked, { secret: PASSPHRASE });
  }

  /** A passphrase for the file, then the director's for the document that names it. */
  async function makeRecovery(): Promise<void> {
    const { window, page } = bench.app;
    const { base } = await organization();
    const asked: Promise<unknown>[] = [];
    const ask = async () => void asked.push(call(page, 'organization.makeRecovery', { base }));
    await window.answerSecret(ask, ON_PAPER, { repeat: true });
    const secret = await window.secretWindow();
    await secret.locator('input').first().fill(PASSPHRASE);
    await untilClosed(secret, () => secret.locator('button[type=submit]').click());
    await Promise.all(asked);
  }

  async function organization() {
    const view = await call(bench.app.page, 'organization.view', { companyId });
    if (view.organization === null) throw new Error('no organization');
    return view.organization;
  }

  /** Whatever the app has saved that ends so. */
  function saved(end: string): string {
    const name = readdirSync(carried).find((file) => file.endsWith(end));
    if (name === undefined) throw new Error(`nothing was saved that ends in ${end}`);
    return path.join(carried, name);
  }

  it('opens by the spare passphrase, which puts the key back, and is there for reading', async () => {
    const { window, page } = await bench.open();
    await seen(window.title('Связка ключей вернула повреждённую запись.')).toBeVisible({
      timeout: PATIENCE_MS,
    });
    await seen(window.button('Открыть для чтения')).toBeVisible({ timeout: PATIENCE_MS });
    await page.screenshot({ path: path.join(PICTURES, 'blocked.png') });
    const secret = await window.openSecret(() => window.button('Вернуть ключ в связку ключей').click());
    await secret.screenshot({ path: path.join(PICTURES, 'spare-passphrase.png') });
    await secret.locator('input').first().fill('не тот пароль совсем');
    await secret.locator('button[type=submit]').click();
    await seen(secret.getByRole('alert')).toContainText('Пароль не подошёл.', { timeout: PATIENCE_MS });
    expect((await call(page, 'session.snapshot', {})).phase).toBe('blocked');
    await secret.locator('input').first().fill(SPARE);
    await untilClosed(secret, () => secret.locator('button[type=submit]').click());

    await reaches(page, 'ready');
    await window.sees('Связка ключей снова открывает записи.');
    const { readOnly, bySpareKey, misfit } = await call(page, 'session.snapshot', {});
    expect({ readOnly, bySpareKey, kind: misfit?.kind }).toEqual({
      readOnly: true,
      bySpareKey: false,
      kind: 'unkept',
    });
    expect(misfit?.directors).toEqual([]);
    await window.sees(/Отметка о последних записях исчезла из связки ключей/);
    await window.sees(/Ключа директора здесь нет/);
    await seen(page.getByRole('button', { name: /^Принять записи/ })).toHaveCount(0);
    await page.screenshot({ path: path.join(PICTURES, 'unkept.png') });
    const person = { name: 'Новый Н. Н.', role: 'accountant' };
    expect(await failure(page, 'setup.addPerson', person)).toMatchObject({ code: 'store-read-only' });
  });

  it('is as it was after the lock, and is taken in by the recovery file, with a line for both', async () => {
    await bench.app.close();
    const { window, page, electron } = await bench.open();
    await reaches(page, 'ready');
    await answerFileDialog(electron, [saved('.klyuchnik-recovery.age')]);
    const secret = await window.openSecret(() => window.button('Принять файлом восстановления').click());
    await seen(secret.getByText('Записи изменены вне программы')).toBeVisible();
    await secret.screenshot({ path: path.join(PICTURES, 'recovery.png') });
    await secret.locator('input').first().fill(PASSPHRASE);
    await secret.locator('button[type=submit]').click();
    await seen(secret.getByRole('alert')).toContainText('Пароль не подошёл.', { timeout: PATIENCE_MS });
    await secret.locator('input').first().fill(ON_PAPER);
    await untilClosed(secret, () => secret.locator('button[type=submit]').click());

    await window.sees('Записи приняты. Сверьте платежи с выпиской, прежде чем платить.');
    const now = async () => {
      const { phase, readOnly, misfit } = await call(page, 'session.snapshot', {});
      return { phase, readOnly, misfit };
    };
    await seen.poll(now, { timeout: PATIENCE_MS }).toEqual({ phase: 'ready', readOnly: false, misfit: null });
    await window.goTo('Журнал');
    const put = window.row('Ключ записей возвращён в связку ключей паролем запасного ключа');
    await seen(put).toBeVisible({ timeout: PATIENCE_MS });
    const accepted = window.row('Записи приняты такими, какие они есть');
    await seen(accepted).toContainText('в связке ключей нет отметки о записях');
    await page.screenshot({ path: path.join(PICTURES, 'journal.png') });
    await call(page, 'setup.addPerson', { name: 'Новый Н. Н.', role: 'accountant' });
  });

  it('says of every token that its text is gone, and pays nothing', async () => {
    const { page, window } = bench.app;
    const { paymentId } = payment;
    const before = await call(page, 'payments.get', { paymentId });
    expect(before.payment.status).toBe('approved');
    const { revision } = before.payment;
    const refused = await failure(page, 'payments.pay', { paymentId, revision });

    expect(refused.code).toBe('secret-missing');
    expect(await bench.bank.payRequests()).toEqual([]);
    expect((await call(page, 'payments.get', { paymentId })).payment.status).toBe('approved');
    for (const { tokenId } of await call(page, 'tokens.list', {}))
      expect(await failure(page, 'tokens.check', { tokenId })).toMatchObject({ code: 'secret-missing' });
    await window.goTo('Токены');
    for (const label of ['Бухгалтерия', 'Платежи директора'])
      await seen(window.row(label)).toContainText('С ошибкой', { timeout: PATIENCE_MS });
    const tokens = await call(page, 'tokens.list', {});
    expect(tokens.map(({ lastProblem }) => lastProblem?.code)).toEqual(['secret-missing', 'secret-missing']);
    await page.screenshot({ path: path.join(PICTURES, 'tokens.png') });
  });

  it('has a director who signs again, by a new key that the recovery file put in', async () => {
    const { page, window, electron } = bench.app;
    const { people } = await call(page, 'session.snapshot', {});
    const personId = people.find(({ name }) => name === DIRECTOR)?.personId;
    if (personId === undefined) throw new Error('no director');
    await answerSaveDialog(electron, carried);
    const wanted = { personId, knowsPassphrase: false };
    await answering(bench.app, () => call(page, 'organization.newKey', wanted), {
      secret: NEW_PASSPHRASE,
      repeat: true,
    });
    await answerFileDialog(electron, [saved('.klyuchnik-card')]);
    const { draftId } = await call(page, 'organization.pickCard', {});
    const { base, members } = await organization();
    const key = members.find(({ name }) => name === DIRECTOR)?.key ?? '';
    await answerFileDialog(electron, [saved('.klyuchnik-recovery.age')]);
    const recover = () => call(page, 'organization.recover', { base, key, draftId, wordsMatch: true });
    await answering(bench.app, recover, { secret: ON_PAPER });

    await window.switchPerson(ACCOUNTANT, DIRECTOR, { passphrase: NEW_PASSPHRASE });
    const { version, rules } = await call(page, 'policy.get', { companyId });
    const strict = { ...rules, newPayeeNeedsApproval: true };
    await answering(bench.app, () => call(page, 'policy.change', { companyId, version, rules: strict }), {
      secret: NEW_PASSPHRASE,
    });
    const { state, rules: signed } = await call(page, 'policy.get', { companyId });
    expect([state, signed.newPayeeNeedsApproval]).toEqual(['signed', true]);
  });
});

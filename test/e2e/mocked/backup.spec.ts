import { expect } from '@playwright/test';
import type { MisfitView } from '../../../contract/areas/session.ts';
import { SAMPLE_BACKUPS, SAMPLE_OPENED } from '../../fakes/sample-backups.ts';
import { director } from '../../fakes/sample-session.ts';
import { expectAccessible, expectTidy, settle, shoot } from './look.ts';
import { test } from './mocked-test.ts';
import { nobody } from './scenarios.ts';

const LOST = {
  phase: 'blocked',
  problem: { code: 'store-corrupt', details: {}, incidentId: null },
} as const;

const NOBODY_TOOK_IN: MisfitView = {
  kind: 'restored',
  rows: [],
  count: 0,
  since: '2026-11-15T10:31:00.000Z',
  newest: null,
  directors: [director],
  renewable: [],
  recoveryOf: null,
};

test.beforeEach(async ({ mocked }) => {
  await mocked.resize(1280, 800);
});

test('the settings show the day of the last backup, and make one', async ({ mocked: { page, show } }) => {
  await show({ session: { person: director } }, '/settings/backup');

  await expect(page.getByText(SAMPLE_BACKUPS.folder ?? '')).toBeVisible();
  await page.getByRole('button', { name: 'Сделать сейчас' }).click();
  await expect(page.getByText('12', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Сохранить с секретами…' })).toBeEnabled();
});

test('an accountant is not offered the backup with secrets', async ({ mocked: { page, show } }) => {
  await show({}, '/settings/backup');

  await expect(page.getByRole('button', { name: 'Сделать сейчас' })).toBeEnabled();
  await expect(page.getByRole('button', { name: 'Сохранить с секретами…' })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Начать переезд…' })).toBeDisabled();
});

test('a mishap, a missing folder and a computer that was left say so', async ({ mocked: { page, show } }) => {
  const failure = { at: '2026-11-16T09:00:00.000Z', code: 'backup-folder-gone' } as const;
  await show({ session: { person: director }, backups: { failure } }, '/settings/backup');
  await expect(page.getByText('Папка для копий недоступна.')).toBeVisible();
  await settle(page);
  await shoot(page, 'backup-failed');

  const none = { folder: null, lastAt: null, lastFile: null, kept: 0, provedAt: null };
  const left = { ...none, leftAt: '2026-11-14T09:00:00.000Z' };
  await show({ session: { person: director }, backups: left }, '/settings/backup');
  await expect(page.getByText('Отсюда переехали')).toBeVisible();
  await settle(page);
  await shoot(page, 'backup-left');
  await expectTidy(page, 'a computer that was left');
  await expectAccessible(page, 'a computer that was left');
});

test('a backup is proved and shown, and nothing is put back from there', async ({
  mocked: { page, show },
}) => {
  await show({}, '/settings/backup');
  await page.getByRole('button', { name: 'Проверить копию…' }).click();

  const dialog = page.getByRole('dialog', { name: 'Копия цела' });
  await expect(dialog.getByText(SAMPLE_OPENED.file)).toBeVisible();
  await expect(dialog.getByText(/Токенов и ключей в копии нет/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Восстановить' })).toHaveCount(0);
  await settle(page);
  await shoot(page, 'backup-proved');
  await expectAccessible(page, 'a proved backup');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => window.fake.calls.some((one) => one.name === 'backup.forget'));
});

test('where records are damaged a backup is offered, read and put back by the keyboard', async ({
  mocked: { page, show },
}) => {
  await show({ session: LOST }, '/');
  await expect(page.getByText(/Записи пропали или не открываются/)).toBeVisible();
  await settle(page);
  await shoot(page, 'backup-gate');
  await expectTidy(page, 'damaged records');
  await page.getByRole('button', { name: 'Восстановить из резервной копии…' }).press('Enter');

  const dialog = page.getByRole('dialog', { name: 'Восстановить из копии?' });
  await expect(dialog.getByText(/программа спросит банк/)).toBeVisible();
  await settle(page);
  await shoot(page, 'backup-restore');
  await expectAccessible(page, 'restoring');
  await dialog.getByRole('button', { name: 'Восстановить', exact: true }).press('Enter');
  await page.waitForFunction(() => window.fake.calls.some((one) => one.name === 'backup.restore'));
});

test('the first start offers a backup too', async ({ mocked: { page, show } }) => {
  await show({ session: nobody }, '/');
  await expect(page.getByRole('button', { name: 'Восстановить из резервной копии…' })).toBeVisible();
  await settle(page);
  await shoot(page, 'backup-first-run');
  await expectTidy(page, 'the first start');
});

test('records out of a backup wait for a director, or for his new passphrase', async ({
  mocked: { page, show },
}) => {
  await show({ session: { readOnly: true, misfit: NOBODY_TOOK_IN } }, '/payments');
  await expect(page.getByText('Записи восстановлены из резервной копии')).toBeVisible();
  await expect(page.getByRole('button', { name: /Принять записи/ })).toBeVisible();
  await settle(page);
  await shoot(page, 'backup-restored');

  const keyless = { ...NOBODY_TOOK_IN, directors: [], renewable: [director] };
  await show({ session: { readOnly: true, misfit: keyless } }, '/payments');
  await expect(page.getByRole('button', { name: /Новый пароль и принять/ })).toBeVisible();
  await expectTidy(page, 'restored records');
  await expectAccessible(page, 'restored records');
});

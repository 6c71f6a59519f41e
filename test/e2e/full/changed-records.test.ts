// @module-tag may-run-again
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '@playwright/test';
import { TRAINING_PASSPHRASE } from '../../../main/domain/training/prepare-training.ts';
import { PATIENCE_MS, seen } from '../screens/app-window.ts';
import { call, demoIsReady, failure, reaches } from './support/app-calls.ts';
import { photographFailures } from './support/photograph-failures.ts';
import { changeFile } from './support/sqlite-file.ts';
import { Workbench } from './support/workbench.ts';

const CHANGED = 'Записи изменены вне программы';
const PICTURES = path.join(import.meta.dirname, '../../../test-results/changed-records');

describe('a vault whose records were changed outside the program', () => {
  let bench: Workbench;
  let file: string;
  let early: string;

  beforeAll(async () => {
    bench = await Workbench.start({});
    const { page } = await bench.open({ isDemo: true });
    await demoIsReady(page);
    await bench.app.close();
    file = path.join(bench.profileDir, 'store', 'vault.sqlite');
    early = path.join(bench.dir, 'early.sqlite');
    copyFileSync(file, early);
  });

  afterEach(() => bench.app.close());
  afterAll(() => bench.stop());
  photographFailures(() => bench.app);

  it('opens as ever after a day of work', async () => {
    const { page, window } = await bench.open();

    await reaches(page, 'ready');
    await window.goTo('Журнал');
    await seen(page.getByText(CHANGED)).toHaveCount(0);
  });

  it('opens for reading when it was put back, says since when, and is taken in by a director', async () => {
    copyFileSync(file, `${early}.newest`);
    copyFileSync(early, file);

    const { page, window } = await bench.open();

    await window.sees(CHANGED);
    await window.sees(/Похоже на старую копию/);
    await window.sees('Есть копия новее?');
    await page.screenshot({ path: path.join(PICTURES, 'older.png') });
    const person = { name: 'Новый Н. Н.', role: 'accountant' } as const;
    expect(await failure(page, 'setup.addPerson', person)).toMatchObject({ code: 'store-read-only' });
    const look = async (secret: Page) => {
      await secret.screenshot({ path: path.join(PICTURES, 'accept.png') });
    };
    await window.answerSecret(
      () => page.getByRole('button', { name: /^Принять записи/ }).click(),
      TRAINING_PASSPHRASE,
      { look },
    );
    await seen(page.getByText(CHANGED)).toHaveCount(0, { timeout: PATIENCE_MS });
    await window.goTo('Журнал');
    await window.sees('Записи приняты такими, какие они есть');
    await page.screenshot({ path: path.join(PICTURES, 'accepted.png') });
    await call(page, 'setup.addPerson', person);
  });

  it('names the rows that somebody deleted', async () => {
    changeFile(file, 'DELETE FROM people WHERE id = (SELECT max(id) FROM people); DELETE FROM policies');

    const { page, window } = await bench.open();

    await window.sees(CHANGED);
    await window.sees(/Люди .*: нет записи/);
    await window.sees(/Правила .*: нет записи/);
    await page.screenshot({ path: path.join(PICTURES, 'deleted.png') });
  });

  it.each([
    ['is gone', () => rmSync(file), 'Файла записей нет на месте, а связка ключей его помнит.'],
    ['is empty', () => writeFileSync(file, ''), 'Файл хранилища повреждён.'],
  ])('does not begin anew when the file %s', async (_name, spoil, title) => {
    spoil();

    const { window } = await bench.open();

    await seen(window.title(title)).toBeVisible({
      timeout: PATIENCE_MS,
    });
  });
});

import { expect } from '@playwright/test';
import { sampleFork, sampleOrganization } from '../../fakes/sample-organization.ts';
import { director } from '../../fakes/sample-session.ts';
import { expectAccessible, expectTidy, settle, shoot } from './look.ts';
import { test } from './mocked-test.ts';
import { nobody } from './scenarios.ts';

const MATCHED = 'Мы сверили слова вслух, все шесть совпали';

test.beforeEach(async ({ mocked }) => {
  await mocked.resize(1280, 800);
});

test('nobody is added before the words of his card were compared', async ({ mocked: { page, show } }) => {
  const organization = sampleOrganization({ proposals: [] });
  await show({ session: { person: director }, organization }, '/settings/organization');

  await page.getByRole('button', { name: 'Добавить по карточке' }).press('Enter');
  await page.getByRole('button', { name: 'Открыть карточку' }).press('Enter');
  const add = page.getByRole('button', { name: 'Добавить', exact: true });
  await expect(page.getByText('Егор Лосев')).toBeVisible();
  await expect(add).toBeDisabled();
  await page.getByRole('checkbox', { name: MATCHED }).press('Space');
  await settle(page);
  await shoot(page, 'organization-card');
  await expectTidy(page, 'card');
  await expectAccessible(page, 'card');
  await add.press('Enter');

  await expect(add).toHaveCount(0);
  const told = await page.evaluate(() =>
    window.fake.calls.filter(({ name }) => name === 'organization.changeMember').map(({ input }) => input),
  );
  expect(told).toMatchObject([{ change: { kind: 'add', draftId: 'draft-0001', wordsMatch: true } }]);
});

test('an auditor looks at the organization and changes nothing', async ({ mocked: { page, show } }) => {
  const person = { ...director, role: 'auditor' as const };
  const organization = sampleOrganization({ canChange: false });
  await show({ session: { person }, organization }, '/settings/organization');

  await expect(page.getByText('Участники', { exact: true })).toBeVisible();
  for (const name of [
    'Подписать изменение',
    'Добавить по карточке',
    'Закончить ключ',
    'Открыть файл документов',
  ])
    await expect(page.getByRole('button', { name })).toHaveCount(0);
});

test('a director decides which of two versions holds', async ({ mocked: { page, show, resize } }) => {
  await resize(1280, 1100);
  const fork = sampleFork();
  const organization = sampleOrganization({ proposals: [], fork });
  await show({ session: { person: director }, organization }, '/settings/organization');

  const first = page.getByRole('region', { name: 'Версия 1' });
  await expect(first.getByText('Добавить: Егор Лосев')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Версия 2' }).getByText('Вера Орлова').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Добавить по карточке' })).toHaveCount(0);
  await settle(page);
  await shoot(page, 'organization-fork');
  await expectTidy(page, 'fork');
  await expectAccessible(page, 'fork');
  await first.getByRole('button', { name: 'Оставить эту версию' }).press('Enter');

  await expect(first).toHaveCount(0);
  const told = await page.evaluate(() =>
    window.fake.calls.filter(({ name }) => name === 'organization.decide').map(({ input }) => input),
  );
  const [one, two] = fork.branches;
  expect(told).toMatchObject([{ keep: one?.keep, seen: [one?.keep, two?.keep] }]);
});

test('an accountant reads who may decide, and cannot', async ({ mocked: { page, show } }) => {
  const person = { ...director, role: 'accountant' as const };
  const { branches, ...fork } = sampleFork();
  const theirs = { ...fork, branches: branches.map((one) => ({ ...one, canKeep: false, isEnough: false })) };
  const voided = [
    { kind: 'rules' as const, version: 2, issuedAt: '2026-11-10T09:00:00.000Z', signedBy: ['Вера'] },
  ];
  const organization = sampleOrganization({ canChange: false, fork: theirs, voided });
  await show({ session: { person }, organization }, '/settings/organization');

  await expect(page.getByText('Решают директора общей версии: Борис Ильин, Вера Орлова.')).toBeVisible();
  await expect(page.getByText('Отменённые документы')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Оставить эту версию' })).toHaveCount(0);
  // The recovery file is the right of whoever holds it.
  const second = page.getByRole('region', { name: 'Версия 2' });
  await second.getByRole('button', { name: 'Решить файлом восстановления' }).press('Enter');
  await expect(second).toHaveCount(0);
  const told = await page.evaluate(() =>
    window.fake.calls.filter(({ name }) => name === 'organization.decideByFile').map(({ input }) => input),
  );
  expect(told).toMatchObject([{ keep: branches[1]?.keep }]);
});

test('a new computer joins by a file at its first start', async ({ mocked: { page, show } }) => {
  await show({ session: { ...nobody, people: [director], person: director } }, '/');

  await page.getByRole('button', { name: 'Присоединиться по файлу' }).press('Enter');
  await settle(page);
  await page.getByRole('button', { name: 'Сохранить карточку' }).press('Enter');
  await expect(page.getByRole('list', { name: 'Слова для сверки' })).toContainText('перец');
  await page.getByRole('button', { name: 'Открыть файл документов' }).press('Enter');
  const join = page.getByRole('button', { name: 'Принять и присоединиться' });
  await expect(join).toBeDisabled();
  await page.getByRole('checkbox', { name: MATCHED }).press('Space');
  await settle(page);
  await shoot(page, 'first-run-join');
  await expectTidy(page, 'join');
  await expectAccessible(page, 'join');
  await expect(join).toBeEnabled();
});

test('the first start offers to join beside the other two ways', async ({ mocked: { page, show } }) => {
  await show({ session: nobody }, '/');

  await settle(page);
  await shoot(page, 'first-run-choice');
  await expectTidy(page, 'choice');
  await page.getByRole('button', { name: 'Присоединиться по файлу' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Присоединиться к рабочей группе' })).toBeVisible();
});

import { expect } from '@playwright/test';
import { sampleOrganization } from '../../fakes/sample-organization.ts';
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
  await expect(page.getByRole('heading', { name: 'Присоединиться к организации' })).toBeVisible();
});

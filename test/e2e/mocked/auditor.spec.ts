import { expect } from '@playwright/test';
import { director } from '../../fakes/sample-session.ts';
import { test } from './mocked-test.ts';

const person = { ...director, role: 'auditor' as const };

test.beforeEach(async ({ mocked }) => {
  await mocked.resize(1280, 800);
});

/** What each screen offers to people who work, and not to an auditor. */
const OFFERED = [
  ['/', ['Новый платёж', 'Спросить остатки у банка']],
  ['/tokens', ['Добавить токен', 'Из таблицы']],
  ['/payments', ['Новый платёж']],
  ['/accounts', ['Обновить остатки', 'Обновить выписку']],
  ['/settings/companies', ['Добавить организацию']],
  ['/settings/people', ['Добавить человека']],
] as const;

for (const [address, names] of OFFERED)
  test(`an auditor is offered nothing at ${address} that main refuses`, async ({
    mocked: { page, show },
  }) => {
    await show({ session: { person: director } }, address);
    for (const name of names)
      await expect(page.getByRole('button', { name }).or(link(name)).first()).toBeVisible();

    await show({ session: { person } }, address);
    await expect(page.getByRole('main')).toBeVisible();
    for (const name of names)
      await expect(page.getByRole('button', { name, disabled: false }).or(link(name))).toHaveCount(0);

    function link(name: string) {
      return page.getByRole('link', { name });
    }
  });

test('an auditor chooses language and theme, and nothing else of the general settings', async ({
  mocked: { page, show },
}) => {
  await show({ session: { person } }, '/settings/general');

  await page.getByText('English', { exact: true }).click();
  await expect(page.getByRole('switch').first()).toBeDisabled();
  const names = await page.evaluate(() => window.fake.calls.map(({ name }) => name));
  expect(names).toContain('setup.changeLook');
  expect(names).not.toContain('setup.changeSettings');
});

import { expect } from '@playwright/test';
import type { Language, SessionView } from '../../../contract/areas/session.ts';
import { sampleSession } from '../../fakes/sample-session.ts';
import { expectAccessible, expectTidy, settle, shoot } from './look.ts';
import { test } from './mocked-test.ts';
import type { MockedWindow } from './mocked-window.ts';
import { lists, screens, type Scenario } from './scenarios.ts';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1024, height: 640 },
  { width: 1024, height: 569 },
] as const;
const THEMES = ['light', 'dark'] as const;
const LANGUAGES = ['ru', 'en'] as const;

for (const scenario of screens) {
  test(`${scenario.name} is whole, tidy and accessible in each language, size and theme`, async ({
    mocked,
  }) => {
    await mocked.show(scenario.options, scenario.address);

    for (const size of SIZES) {
      await mocked.resize(size.width, size.height);
      for (const language of LANGUAGES) {
        for (const theme of THEMES) {
          // The dark one differs in colours alone.
          if (theme === 'dark' && size !== SIZES[0]) continue;
          const name = `${scenario.name}-${language}-${theme}-${size.width}x${size.height}`;
          await retell(mocked, scenario, { language, theme });
          await shoot(mocked.page, name);
          await expectTidy(mocked.page, name);
          if (language === 'ru' && size === SIZES[0])
            await expectAccessible(mocked.page, name, theme === 'dark' ? 'colours' : undefined);
        }
      }
    }

    expect(mocked.complaints()).toEqual([]);
  });
}

async function retell(
  mocked: MockedWindow,
  scenario: Scenario,
  change: { readonly language: Language; readonly theme: SessionView['theme'] },
): Promise<void> {
  const session = { ...sampleSession(), ...scenario.options.session, ...change };
  await mocked.page.evaluate((told) => window.fake.emit('session.changed', told), session);
  await expect(mocked.page.locator('html')).toHaveAttribute('lang', change.language);
  await expect(mocked.page.locator('html')).toHaveAttribute('data-mantine-color-scheme', change.theme);
  await settle(mocked.page);
}

for (const list of lists) {
  test(`${list.name} says what it waits for, what failed and what it is for when empty`, async ({
    mocked,
  }) => {
    const { page } = mocked;
    await mocked.resize(1280, 800);

    await mocked.show({ slow: [list.call] }, list.address);
    await settle(page);
    await expect(page.getByRole('status').first()).toBeVisible();
    await shoot(page, `${list.name}-loading`);

    await mocked.show({ errors: { [list.call]: 'bank-unreachable' } }, list.address);
    await settle(page);
    await expect(page.getByRole('alert').first()).toContainText('Деньги не двигались.');
    await expect(page.getByRole('button', { name: 'Повторить' }).first()).toBeVisible();
    await shoot(page, `${list.name}-error`);
    await expectTidy(page, `${list.name} error`);

    await mocked.show({ isEmpty: true }, list.address);
    await settle(page);
    await shoot(page, `${list.name}-empty`);
    await expectTidy(page, `${list.name} empty`);
    await expectAccessible(page, `${list.name} empty`);
    expect(mocked.complaints()).toEqual([]);
  });
}

import { test as base } from '@playwright/test';
import { WHOLE_TEST_MS } from '../../../scripts/patience.ts';
import { openMockedWindow, type MockedWindow } from './mocked-window.ts';

/** Playwright's `test` with one mocked window for the whole run. */
export const test = base.extend<object, { mocked: MockedWindow }>({
  mocked: [
    // Playwright reads what a fixture needs from this pattern.
    async ({}, use) => {
      const mocked = await openMockedWindow();
      await use(mocked);
      await mocked.close();
    },
    { scope: 'worker', timeout: WHOLE_TEST_MS },
  ],
});

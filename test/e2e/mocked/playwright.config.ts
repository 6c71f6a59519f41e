import { defineConfig } from '@playwright/test';
import { PATIENCE_MS, WHOLE_TEST_MS } from '../../../scripts/patience.ts';

/** The renderer on a fake main, in the real Electron. One window serves all tests, one after another. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../../test-results/mocked-failures',
  workers: 1,
  globalSetup: '../../../scripts/electron/before-tests.ts',
  timeout: WHOLE_TEST_MS,
  expect: { timeout: PATIENCE_MS },
  reporter: [['list']],
});

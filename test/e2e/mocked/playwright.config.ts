import { defineConfig } from '@playwright/test';

/** The renderer on a fake main, in the real Electron. One window serves all tests, one after another. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../../test-results/mocked-failures',
  workers: 1,
  // An overall limit for a busy machine; what a test waits for is a condition.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
});

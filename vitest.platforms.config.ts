import { defineConfig } from 'vitest/config';
import { PATIENCE_MS, WHOLE_TEST_MS } from './scripts/patience.ts';

/** Packages as people get them, and other systems: `npm run test:platforms`. One file after another. */
export default defineConfig({
  test: {
    include: ['test/platforms/**/*.test.ts'],
    globalSetup: 'scripts/electron/before-tests.ts',
    testTimeout: WHOLE_TEST_MS,
    // Vitest's own second is too short for a busy machine.
    expect: { poll: { timeout: PATIENCE_MS } },
    // A whole system is installed there.
    hookTimeout: 3 * WHOLE_TEST_MS,
    maxWorkers: 1,
    fileParallelism: false,
  },
});

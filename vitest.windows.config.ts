import { defineConfig } from 'vitest/config';
import { PATIENCE_MS, WHOLE_TEST_MS } from './scripts/patience.ts';
import { MAY_RUN_AGAIN } from './scripts/test/again.ts';

/** The whole app in real windows, one file after another: two apps at once would fight for the processors. */
export default defineConfig({
  test: {
    include: [
      'test/e2e/full/**/*.test.ts',
      'test/packaged/**/*.test.ts',
      'test/runtime/packaged-fuses.test.ts',
    ],
    tags: [{ name: MAY_RUN_AGAIN, description: 'neither pays nor approves nor counts payments (ADR 0060)' }],
    globalSetup: 'scripts/electron/before-tests.ts',
    testTimeout: WHOLE_TEST_MS,
    // Vitest's own second is too short for a busy machine.
    expect: { poll: { timeout: PATIENCE_MS } },
    hookTimeout: WHOLE_TEST_MS,
    maxWorkers: 1,
    fileParallelism: false,
  },
});

import { defineConfig } from 'vitest/config';

/** The whole app in real windows, one file after another: two apps at once would fight for the processors. */
export default defineConfig({
  test: {
    include: [
      'test/e2e/full/**/*.test.ts',
      'test/packaged/**/*.test.ts',
      'test/runtime/packaged-fuses.test.ts',
    ],
    testTimeout: 480_000,
    // Vitest's own second is too short for a busy machine.
    expect: { poll: { timeout: 30_000 } },
    hookTimeout: 480_000,
    maxWorkers: 1,
    fileParallelism: false,
  },
});

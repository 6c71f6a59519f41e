import { defineConfig } from 'vitest/config';

/**
 * Everything in Node: nouns, verbs, edges on real local servers, files and keyrings. What needs a window runs
 * elsewhere.
 */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/packaged/**', 'test/runtime/packaged-fuses.test.ts', 'test/e2e/**'],
    // Random plans and killed processes take some ten seconds, on a busy machine several times as long.
    testTimeout: 300_000,
    // Vitest's own second is too short for a busy machine.
    expect: { poll: { timeout: 30_000 } },
    hookTimeout: 300_000,
    maxWorkers: 2,
  },
});

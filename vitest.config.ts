import { defineConfig } from 'vitest/config';
import { PATIENCE_MS, WHOLE_TEST_MS } from './scripts/patience.ts';

/**
 * Everything in Node: nouns, verbs, edges on real local servers, files and keyrings. What needs a window runs
 * elsewhere.
 */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [
      'test/packaged/**',
      'test/platforms/**',
      'test/runtime/packaged-fuses.test.ts',
      'test/e2e/**',
      // On Windows alone: `npm run test:windows`.
      'test/{keychain,system}/windows-*.test.ts',
    ],
    testTimeout: WHOLE_TEST_MS,
    // Vitest's own second is too short for a busy machine.
    expect: { poll: { timeout: PATIENCE_MS } },
    hookTimeout: WHOLE_TEST_MS,
    maxWorkers: 2,
    // The files of a worker share what they import: reading it anew for each was a sixth of the whole time.
    isolate: false,
  },
});

import { defineConfig } from 'vitest/config';

/** Tests that fail on purpose, for the test of the closing summary. */
export default defineConfig({ test: { root: import.meta.dirname, include: ['*.sample.ts'] } });

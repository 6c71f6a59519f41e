import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { PATIENCE_MS, WHOLE_TEST_MS } from './scripts/patience.ts';
import PhaseReporter, { REPORT_FILE } from './scripts/test/phase-reporter.ts';
import { winePool } from './scripts/wine/wine-pool.ts';
import { prepareWine } from './scripts/wine/wine.ts';
import { windowsFiles } from './scripts/wine/windows-files.ts';

/** What meets Windows, on a Node for Windows under Wine (ADR 0081). That Node reads TypeScript itself. */
export default defineConfig(async () => ({
  test: {
    include: [...windowsFiles(import.meta.dirname).run],
    pool: winePool(await prepareWine(), path.join(import.meta.dirname, 'test-results/wine')),
    reporters: ['default', ...(process.env[REPORT_FILE] === undefined ? [] : [new PhaseReporter()])],
    experimental: { viteModuleRunner: false, nodeLoader: false },
    testTimeout: WHOLE_TEST_MS,
    // Vitest's own second is too short for a busy machine.
    expect: { poll: { timeout: PATIENCE_MS } },
    hookTimeout: WHOLE_TEST_MS,
    maxWorkers: 2,
    isolate: false,
  },
}));

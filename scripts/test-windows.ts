import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { isMain } from './is-main.ts';
import { ensureSystemPackages } from './session/system-packages.ts';
import { closeBroken, closeRun, runPhase, vitestPhase } from './test/run-phase.ts';
import { endWine, prepareWine, wineNeeds } from './wine/wine.ts';
import { windowsFiles } from './wine/windows-files.ts';

const root = path.resolve(import.meta.dirname, '..');

/**
 * Runs what meets Windows on a Node for Windows under Wine. Installs what is missing, tells which files and tests mean
 * nothing there and why, and closes with one line of counts; returns the exit code.
 */
async function testWindows(): Promise<number> {
  await ensureSystemPackages(wineNeeds);
  const wine = await prepareWine();
  await mkdir(path.join(root, 'test-results'), { recursive: true });
  try {
    const report = path.join(root, 'test-results/windows-node.json');
    // The configuration names the reporters: native imports, which it asks for, load none that is in TypeScript.
    const phase = vitestPhase('windows node', report, []);
    const ran = await runPhase({ ...phase, args: ['run', '-c', 'vitest.wine.config.ts'] });
    const files = windowsFiles(root).apart.map(({ file, why }) => ({ name: file, reason: why }));
    return closeRun([{ ...ran, apart: [...files, ...(ran.apart ?? [])] }]);
  } finally {
    await endWine(wine);
  }
}

if (isMain(import.meta.url)) {
  process.exitCode = await testWindows().catch((error: unknown) => closeBroken('test:windows', error));
}

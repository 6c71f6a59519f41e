import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { resolveElectron } from './electron/electron-runtime.ts';
import { isMain } from './is-main.ts';
import { ensureSystemPackages, sessionNeeds, testNeeds, windowNeeds } from './session/system-packages.ts';
import {
  closeBroken,
  closeRun,
  runPhase,
  vitestPhase,
  type Phase,
  type PhaseResult,
} from './test/run-phase.ts';

const root = path.resolve(import.meta.dirname, '..');
const report = (name: string) => path.join(root, 'test-results', `${name}.json`);

/** What is tried besides `npm test`, one after another: each keeps both processors busy. */
const STEPS: readonly Phase[] = [
  {
    name: 'packages are made',
    command: path.join(root, 'node_modules/.bin/tsx'),
    args: ['scripts/dist.ts', '--quick'],
    counts: { kind: 'exit-code' },
  },
  vitestPhase('packages', report('packages'), ['-c', 'vitest.platforms.config.ts']),
  { name: 'test:windows', command: 'npm', args: ['run', 'test:windows'], counts: { kind: 'exit-code' } },
  { name: 'test:next', command: 'npm', args: ['run', 'test:next'], counts: { kind: 'exit-code' } },
];

/** Runs every step and closes with one line of counts. */
async function testPlatforms(): Promise<number> {
  await ensureSystemPackages([...windowNeeds, ...sessionNeeds, ...testNeeds]);
  await resolveElectron();
  await mkdir(path.join(root, 'test-results'), { recursive: true });
  const results: PhaseResult[] = [];
  for (const step of STEPS) {
    process.stdout.write(`\n== ${step.name}\n`);
    results.push(await runPhase(step));
  }
  return closeRun(results);
}

if (isMain(import.meta.url)) {
  process.exitCode = await testPlatforms().catch((error: unknown) => closeBroken('test:platforms', error));
}

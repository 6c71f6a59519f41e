import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { resolveElectron } from './electron/electron-runtime.ts';
import { isMain } from './is-main.ts';
import { ensureSystemPackages, sessionNeeds, testNeeds, windowNeeds } from './session/system-packages.ts';
import { closingLines, runPhase, vitestPhase, type Phase, type PhaseResult } from './test/run-phase.ts';

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
  process.stdout.write('\n');
  for (const line of closingLines(results)) process.stdout.write(`${line}\n`);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, { failures }) => sum + failures.length, 0);
  process.stdout.write(`${String(passed)} passed, ${String(failed)} failed\n`);
  return failed === 0 ? 0 : 1;
}

if (isMain(import.meta.url)) {
  try {
    process.exitCode = await testPlatforms();
  } catch (error) {
    process.stderr.write(`test:platforms: ${error instanceof Error ? error.message : String(error)}\n`);
    process.stdout.write('0 passed, 1 failed\n');
    process.exitCode = 1;
  }
}

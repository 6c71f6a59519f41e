import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { buildBundles } from './build-bundles.ts';
import { runStaticChecks } from './check.ts';
import { resolveElectron } from './electron/electron-runtime.ts';
import { isMain } from './is-main.ts';
import { mayRunAgain } from './test/again.ts';
import {
  closeBroken,
  closeRun,
  runPhase,
  vitestPhase,
  type Phase,
  type PhaseResult,
} from './test/run-phase.ts';
import { ensureSystemPackages, sessionNeeds, testNeeds, windowNeeds } from './session/system-packages.ts';

const root = path.resolve(import.meta.dirname, '..');
const bin = (name: string) => path.join(root, 'node_modules/.bin', name);
const report = (name: string) => path.join(root, 'test-results', `${name}.json`);

/** Phases that follow each other. */
type Lane = readonly Phase[];

/**
 * What runs after what: lanes beside each other, then the next ones. The tests of Node keep both processors busy alone;
 * those of windows wait for processes much of their time, and every one has a display, a bus and a keyring of its own.
 */
function schedule(): readonly (readonly Lane[])[] {
  return [[[vitestPhase('node', report('node'), [])]], [[rendererPhase()], windowsPhases()]];
}

function rendererPhase(): Phase {
  const mocked = report('mocked');
  return {
    name: 'renderer on a fake main',
    command: bin('playwright'),
    args: ['test', '-c', 'test/e2e/mocked/playwright.config.ts', '--reporter=dot,json'],
    counts: { kind: 'playwright', report: mocked },
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: mocked },
    isHeldBack: true,
  };
}

/** The packed app is built before the tests that start it. */
function windowsPhases(): Lane {
  return [
    {
      name: 'packed app is built',
      command: bin('tsx'),
      args: ['scripts/dist-dir.ts'],
      counts: { kind: 'exit-code' },
    },
    {
      ...vitestPhase('windows', report('windows'), ['-c', 'vitest.windows.config.ts']),
      mayRunAgain: async (file) => mayRunAgain(await readFile(path.join(root, file), 'utf8')),
    },
    {
      name: 'demo tour',
      command: bin('tsx'),
      args: ['scripts/demo.ts', '--tour', path.join(root, 'test-results/tour')],
      counts: { kind: 'exit-code' },
    },
  ];
}

async function runLane(lane: Lane): Promise<readonly PhaseResult[]> {
  const results: PhaseResult[] = [];
  for (const phase of lane) {
    if (phase.isHeldBack !== true) process.stdout.write(`\n== ${phase.name}\n`);
    results.push(await runPhase(phase));
  }
  return results;
}

/** Installs what is missing, builds, runs everything, and closes with one line of counts. */
async function runTests(): Promise<number> {
  await ensureSystemPackages([...windowNeeds, ...sessionNeeds, ...testNeeds]);
  await resolveElectron();
  await mkdir(path.join(root, 'test-results'), { recursive: true });
  const results: PhaseResult[] = [...(await runStaticChecks())];
  await buildBundles(root, 'development');
  for (const lanes of schedule()) results.push(...(await Promise.all(lanes.map(runLane))).flat());
  return closeRun(results);
}

if (isMain(import.meta.url)) {
  process.exitCode = await runTests().catch((error: unknown) => closeBroken('test', error));
}

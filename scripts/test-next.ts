import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { resolveElectron } from './electron/electron-runtime.ts';
import { isMain } from './is-main.ts';
import { runOrThrow } from './run-command.ts';
import {
  ensureSystemPackages,
  sessionNeeds,
  testNeeds,
  windowNeeds,
  type Need,
} from './session/system-packages.ts';
import { newerNode } from './test/registry-node.ts';
import { closeBroken, closeRun, runPhase, vitestPhase, type Phase } from './test/run-phase.ts';

const root = path.resolve(import.meta.dirname, '..');
const report = (name: string) => path.join(root, 'test-results', `${name}.json`);

/** Debian's current Chromium, newer than that of any Electron here. Source: Debian 12 and 13, package `chromium`. */
const chromiumNeeds: readonly Need[] = [['chromium']];
const CHROMIUM = '/usr/bin/chromium';

/**
 * What meets Node itself: its TLS, cryptography, files, processes, Intl. Left out are nouns and verbs, which meet the
 * language alone, and what looks at the sources or the scripts of the project.
 */
const NODE_SUITES = [
  'bik',
  'cli',
  'dbus',
  'envelopes',
  'ipc',
  'keychain',
  'onec',
  'pdf',
  'qr',
  'renderer',
  'requests',
  'store',
  'system',
  'tapi',
  'training-bank',
  'unit',
  'windows',
  'x509',
].map((name) => `test/${name}/`);

/**
 * Every screen with its pictures and axe, the keyboard, the longest lists, and the windows for secrets and approvals.
 * The other specs tell what pages do, which no Chromium changes: they run in Electron with `npm test`.
 */
const PAGES = ['screens', 'keyboard', 'lists', 'approval', 'secret', 'print'];

/** The files run under that Node, and so does what they start. */
function nodePhase(node: string): Phase {
  const phase = vitestPhase('newest node', report('newest-node'), NODE_SUITES);
  return {
    ...phase,
    command: node,
    args: [path.join(root, 'node_modules/vitest/vitest.mjs'), ...phase.args],
  };
}

function pagesPhase(): Phase {
  const pages = report('chromium');
  return {
    name: 'pages in chromium',
    command: path.join(root, 'node_modules/.bin/playwright'),
    args: ['test', '-c', 'test/e2e/mocked/playwright.config.ts', '--reporter=dot,json', ...PAGES],
    counts: { kind: 'playwright', report: pages },
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: pages, KLYUCHNIK_CHROMIUM: CHROMIUM },
  };
}

/**
 * Runs what a release will run on, as far as it is to be had: the newest Node of the line of the newest Electron, and
 * the pages in a current Chromium. Installs what is missing, closes with one line of counts; returns the exit code.
 */
async function testNext(): Promise<number> {
  await ensureSystemPackages([...windowNeeds, ...sessionNeeds, ...testNeeds, ...chromiumNeeds]);
  await resolveElectron();
  const node = await newerNode();
  await mkdir(path.join(root, 'test-results'), { recursive: true });
  const say = async (name: string, program: string) =>
    process.stdout.write(`${name}: ${(await runOrThrow(program, ['--version'])).trim()}\n`);
  await say('newest node', node);
  await say('pages in chromium', CHROMIUM);
  const results = [];
  for (const phase of [nodePhase(node), pagesPhase()]) {
    process.stdout.write(`\n== ${phase.name}\n`);
    results.push(await runPhase(phase));
  }
  return closeRun(results);
}

if (isMain(import.meta.url)) {
  process.exitCode = await testNext().catch((error: unknown) => closeBroken('test:next', error));
}

import path from 'node:path';
import { isMain } from './is-main.ts';
import { closingLines, runPhase, vitestPhase, type Phase, type PhaseResult } from './test/run-phase.ts';

const bin = (name: string) => path.resolve(import.meta.dirname, '../node_modules/.bin', name);

/** Results of the last run, kept outside the checkout's own files: only what changed is looked at again. */
const cache = (name: string) => path.resolve(import.meta.dirname, '../node_modules/.cache', name);

/** What a developer runs before each commit: format, lint, types, import rules, unit and use-case tests. */
const CHECKS: readonly Phase[] = [
  {
    name: 'format',
    command: bin('prettier'),
    args: ['--check', '--log-level', 'warn', '--cache', '.'],
    counts: { kind: 'exit-code' },
  },
  {
    name: 'lint',
    command: bin('eslint'),
    args: [
      '--max-warnings',
      '0',
      '--cache',
      '--cache-strategy',
      'content',
      '--cache-location',
      cache('eslint/'),
      '.',
    ],
    counts: { kind: 'exit-code' },
  },
  {
    name: 'types',
    command: bin('tsc'),
    args: ['-p', '.', '--incremental', '--tsBuildInfoFile', cache('types.tsbuildinfo')],
    counts: { kind: 'exit-code' },
  },
];

const QUICK_TESTS = ['test/rules', 'test/unit', 'test/usecases', 'test/ipc', 'test/renderer'];
/** Thousands of random runs of whole payments; `npm test` has them. */
const LONG_TESTS = ['test/usecases/crash.test.ts', 'test/usecases/rules-model.test.ts'];

/** Runs the static checks side by side. */
export async function runStaticChecks(): Promise<readonly PhaseResult[]> {
  return Promise.all(CHECKS.map(runPhase));
}

async function check(): Promise<number> {
  const report = path.resolve(import.meta.dirname, '../test-results/quick.json');
  const quickTests = vitestPhase('quick tests', report, [
    ...QUICK_TESTS,
    ...LONG_TESTS.map((file) => `--exclude=${file}`),
  ]);
  const [checks, tests] = await Promise.all([runStaticChecks(), runPhase(quickTests)]);
  const all = [...checks, tests];
  for (const line of closingLines(all)) process.stdout.write(`${line}\n`);
  return all.every(({ failures }) => failures.length === 0) ? 0 : 1;
}

if (isMain(import.meta.url)) process.exitCode = await check();

import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isMain } from './is-main.ts';
import { drawPlaces, type Source } from './mutate/choose-places.ts';
import { Equivalents, scoreOf, StrykerReport, type Score } from './mutate/score.ts';

const root = path.resolve(import.meta.dirname, '..');
/** Of this run alone: one that was killed may still be tidying up. */
const WORK = `test-results/mutate/${process.pid}`;
const work = path.join(root, WORK);

const FOLDERS = ['main/domain/payments', 'main/domain/policy', 'main/domain/requests', 'main/edges/tapi'];
/** What decides that money leaves: every line of these is mutated. */
const WHOLE = [
  'main/domain/payments/approving/approval.ts',
  'main/domain/payments/approving/approval-standing.ts',
  'main/domain/payments/approving/judge-approvals.ts',
  'main/domain/payments/sending/pay.ts',
  'main/domain/payments/sending/last-look.ts',
];
/** Own choice: the issue that asked for the run. */
const LEAST_PERCENT = 90;
const LEAST_OF_THE_REST = 500;
/**
 * A line of code has nearly one mutation; some of them are made while a module is loaded and cannot be tried. Own
 * choice, by counting.
 */
const LINES_OF_THE_REST = 480;

/**
 * A change that makes its tests run `factor` times as long and this much more hangs. Units: milliseconds. Own choice: a
 * busy machine is no hanging test.
 */
const HANGS = { timeoutMS: 20_000, timeoutFactor: 3 };

interface Options {
  readonly seed: number;
  readonly only: readonly string[];
  readonly json: string | null;
  readonly workers: number;
}

/**
 * Breaks lines that hold the money, one at a time in a copy of the checkout, and counts for how many a test turns red.
 * Returns the exit code.
 */
async function mutate({ seed, only, json, workers }: Options): Promise<number> {
  const mutated = only.length > 0 ? only : [...WHOLE, ...(await drawRest(seed))];
  await mkdir(work, { recursive: true });
  try {
    return await run({ seed, only, json, workers }, mutated);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function run({ seed, only, json, workers }: Options, mutated: readonly string[]): Promise<number> {
  const report = path.join(work, 'stryker.json');
  const config = path.join(work, 'stryker.config.json');
  await writeFile(config, JSON.stringify(strykerConfig(mutated, report, workers)));
  const code = await runStryker(config);
  if (code !== 0) return code;
  const score = scoreOf(
    StrykerReport.parse(JSON.parse(await readFile(report, 'utf8'))),
    Equivalents.parse(JSON.parse(await readFile(path.join(root, 'scripts/mutate/equivalent.json'), 'utf8'))),
  );
  if (json !== null) await writeFile(json, `${JSON.stringify({ seed, ...score }, null, 2)}\n`);
  return tell(score, { seed, isSample: only.length === 0, rest: await restOf(report) });
}

async function drawRest(seed: number): Promise<readonly string[]> {
  const sources: Source[] = [];
  for (const folder of FOLDERS) {
    for (const name of await readdir(path.join(root, folder), { recursive: true })) {
      const file = `${folder}/${name}`;
      if (file.endsWith('.ts') && !WHOLE.includes(file))
        sources.push({ file, text: await readFile(path.join(root, file), 'utf8') });
    }
  }
  return drawPlaces(sources, seed, LINES_OF_THE_REST).map(({ file, from, to }) => `${file}:${from}-${to}`);
}

function strykerConfig(mutated: readonly string[], report: string, workers: number): object {
  return {
    mutate: mutated,
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'scripts/mutate/vitest.config.ts', related: false },
    coverageAnalysis: 'perTest',
    ignoreStatic: true, // a change at load time would need all tests each
    concurrency: workers,
    ...HANGS,
    dryRunTimeoutMinutes: 30,
    disableTypeChecks: false,
    reporters: ['json', 'progress-append-only'],
    jsonReporter: { fileName: report },
    tempDirName: `${WORK}/copies`, // never the sources themselves
    cleanTempDir: 'always',
    ignorePatterns: ['/out', '/dist', '/tour', '/test-results'],
    allowConsoleColors: false,
    checkers: [],
  };
}

function runStryker(config: string): Promise<number> {
  const child = spawn(path.join(root, 'node_modules/.bin/stryker'), ['run', config], {
    cwd: root,
    stdio: 'inherit',
  });
  const stop = (signal: NodeJS.Signals) => child.kill(signal); // it tidies up, and so do we then
  process.once('SIGINT', stop).once('SIGTERM', stop);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** How many changes outside of `WHOLE` were tried. */
async function restOf(report: string): Promise<number> {
  const { files } = StrykerReport.parse(JSON.parse(await readFile(report, 'utf8')));
  const rest = Object.entries(files).filter(([file]) => !WHOLE.includes(file));
  const score = scoreOf({ files: Object.fromEntries(rest) }, []);
  return score.killed + score.survivors.length;
}

function tell(
  { killed, survivors, equivalent, untried, percent }: Score,
  { seed, isSample, rest }: { readonly seed: number; readonly isSample: boolean; readonly rest: number },
): number {
  const lines = survivors.map(
    ({ file, line, text, from, to, isUncovered }) =>
      `${file}:${line} ${isUncovered ? '(no test runs it) ' : ''}${text}\n    ${oneLine(from)}  →  ${oneLine(to)}`,
  );
  lines.push(
    `${killed} killed, ${survivors.length} survived: ${percent.toFixed(1)} % (at least ${LEAST_PERCENT} %)`,
    `${equivalent} equivalent ones listed, ${untried} not tried${isSample ? `, seed ${seed}` : ''}`,
  );
  const isTooFew = isSample && rest < LEAST_OF_THE_REST;
  if (isTooFew) lines.push(`only ${rest} of the rest were tried, not ${LEAST_OF_THE_REST}`);
  process.stdout.write(`\n${lines.join('\n')}\n`);
  return percent >= LEAST_PERCENT && !isTooFew ? 0 : 1;
}

function oneLine(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length > 90 ? `${flat.slice(0, 89)}…` : flat;
}

if (isMain(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      only: { type: 'string', multiple: true, default: [] },
      json: { type: 'string' },
      workers: { type: 'string', default: '2' },
    },
  });
  const [seed, workers] = [Number(values.seed), Number(values.workers)];
  if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(workers) || workers < 1) {
    process.stderr.write('--seed and --workers take whole numbers\n');
    process.exitCode = 2;
  } else {
    process.exitCode = await mutate({ seed, workers, only: values.only, json: values.json ?? null });
  }
}

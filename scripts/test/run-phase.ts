import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { REPORT_FILE } from './phase-reporter.ts';
import {
  fromPlaywright,
  fromVitest,
  VitestReport,
  withSecondRun,
  type TestNote,
  type TestReport,
} from './test-report.ts';

/** How one part of the test run ended. */
export interface PhaseResult extends TestReport {
  readonly name: string;
  /** Units: seconds. */
  readonly seconds: number;
}

/**
 * A part of the test run: a command, and where its counts come from. `exit-code` counts the command itself as one test.
 */
export interface Phase {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly counts:
    { readonly kind: 'exit-code' } | { readonly kind: 'vitest' | 'playwright'; readonly report: string };
  /**
   * Says which files of a Vitest phase are run once more, as a whole, when something in them failed. None when left
   * out.
   */
  readonly mayRunAgain?: (file: string) => Promise<boolean>;
  readonly env?: Readonly<Record<string, string>>;
  /** What it prints is held back until it has ended, because another phase prints meanwhile. */
  readonly isHeldBack?: boolean;
}

/** Returns the phase that runs Vitest with these arguments, shown as always, and counts from `report`. */
export function vitestPhase(name: string, report: string, args: readonly string[]): Phase {
  const root = path.resolve(import.meta.dirname, '../..');
  const reporter = path.join(root, 'scripts/test/phase-reporter.ts');
  return {
    name,
    command: path.join(root, 'node_modules/.bin/vitest'),
    args: ['run', ...args, '--reporter=default', `--reporter=${reporter}`],
    counts: { kind: 'vitest', report },
    env: { [REPORT_FILE]: report },
  };
}

/**
 * Runs one phase with its output shown, and counts. A command that fails without a failed test counts as one failure.
 * Effects: an older report of the same phase is removed first; files that may be run again are, when they failed.
 */
export async function runPhase(phase: Phase): Promise<PhaseResult> {
  const startedAt = performance.now();
  const report = await reportOf(phase);
  return { ...report, name: phase.name, seconds: (performance.now() - startedAt) / 1000 };
}

function reportOf(phase: Phase): Promise<TestReport> {
  switch (phase.counts.kind) {
    case 'exit-code':
      return runCommandAsTest(phase);
    case 'vitest':
      return runVitest(phase, phase.counts.report);
    case 'playwright':
      return runPlaywright(phase, phase.counts.report);
  }
}

async function runCommandAsTest(phase: Phase): Promise<TestReport> {
  const code = await run(phase);
  return { passed: code === 0 ? 1 : 0, failures: code === 0 ? [] : [endedWith(code)], retried: [] };
}

async function runPlaywright(phase: Phase, report: string): Promise<TestReport> {
  const { code, json } = await runReporting(phase, report);
  try {
    const found = fromPlaywright(json);
    const isSilent = code !== 0 && found.failures.length === 0;
    return isSilent ? { ...found, failures: [endedWith(code)] } : found;
  } catch {
    return { passed: 0, failures: [NO_REPORT], retried: [] };
  }
}

/** More files that fail at once are broken, and no accident of a busy machine. Own choice. */
const MOST_AGAIN = 3;

async function runVitest(phase: Phase, report: string): Promise<TestReport> {
  const first = await runVitestOnce(phase, report);
  const again: string[] = [];
  for (const { file, failures } of first.files) {
    if (failures.length > 0 && (await phase.mayRunAgain?.(file)) === true) again.push(file);
  }
  if (again.length === 0 || again.length > MOST_AGAIN) return fromVitest(first);
  process.stdout.write(`\n== ${phase.name}, once more: ${again.join(' ')}\n`);
  const second = await runVitestOnce({ ...phase, args: [...phase.args, ...again] }, report);
  return fromVitest(withSecondRun(first, second));
}

async function runVitestOnce(phase: Phase, report: string): Promise<VitestReport> {
  const { code, json } = await runReporting(phase, report);
  const parsed = VitestReport.safeParse(json);
  if (!parsed.success) return { files: [], outside: [NO_REPORT] };
  const isSilent = code !== 0 && fromVitest(parsed.data).failures.length === 0;
  return isSilent ? { ...parsed.data, outside: [endedWith(code)] } : parsed.data;
}

async function runReporting(phase: Phase, report: string): Promise<{ code: number; json: unknown }> {
  await rm(report, { force: true });
  const code = await run(phase);
  const text = await readFile(report, 'utf8').catch(() => 'null');
  return { code, json: JSON.parse(text) as unknown };
}

/**
 * What closes a run, as lines: every test that told itself apart and why, every test that was run again, every test
 * that failed and why, and the counts of each phase. The last lines of a printout are those that are kept.
 */
export function closingLines(results: readonly PhaseResult[]): readonly string[] {
  const reported = (kind: string, notes: (result: PhaseResult) => readonly TestNote[]) =>
    results.flatMap((result) =>
      notes(result).flatMap(({ name, reason }) => [`${kind}: ${result.name}: ${name}`, `  ${reason}`]),
    );
  return [
    ...reported('apart', ({ apart = [] }) => apart),
    ...reported('retried', ({ retried }) => retried),
    ...reported('failed', ({ failures }) => failures),
    ...results.map(countsLine),
  ];
}

/** Prints what closes a run, one line of all counts last, and returns the exit code. */
export function closeRun(results: readonly PhaseResult[]): 0 | 1 {
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, { failures }) => sum + failures.length, 0);
  const lines = ['', ...closingLines(results), `${passed} passed, ${failed} failed`];
  process.stdout.write(`${lines.join('\n')}\n`);
  return failed === 0 ? 0 : 1;
}

/** Says why a run could not be made, closes it as one failure, and returns the exit code. */
export function closeBroken(command: string, error: unknown): 1 {
  process.stderr.write(`${command}: ${error instanceof Error ? error.message : String(error)}\n`);
  process.stdout.write('0 passed, 1 failed\n');
  return 1;
}

function countsLine({ name, passed, failures, retried, apart = [], seconds }: PhaseResult): string {
  const again = retried.length === 0 ? '' : `, ${String(retried.length)} retried`;
  const aside = apart.length === 0 ? '' : `, ${String(apart.length)} apart`;
  return `${name}: ${String(passed)} passed, ${String(failures.length)} failed${again}${aside}, ${seconds.toFixed(0)} s`;
}

function run({ name, command, args, env, isHeldBack = false }: Phase): Promise<number> {
  const output = isHeldBack ? 'pipe' : 'inherit';
  return new Promise((resolve) => {
    const child = spawn(command, [...args], {
      stdio: ['ignore', output, output],
      env: { ...process.env, ...env },
    });
    const printed: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (part: Buffer) => void printed.push(part));
    child.on('error', () => resolve(127));
    child.on('close', (code) => {
      if (isHeldBack) process.stdout.write(`\n== ${name}\n${Buffer.concat(printed).toString('utf8')}`);
      resolve(code ?? 1);
    });
  });
}

function endedWith(code: number): TestNote {
  return { name: 'the command', reason: `ended with ${String(code)}` };
}

const NO_REPORT: TestNote = { name: 'the report', reason: 'was not written' };

import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { REPORT_FILE } from './phase-reporter.ts';
import { fromPlaywright, TestReport, type TestNote } from './test-report.ts';

/** How one part of the test run ended. */
export interface PhaseResult extends TestReport {
  readonly name: string;
  /** Units: seconds. */
  readonly seconds: number;
}

/** A part of the test run: a command, and where its counts come from. `exit-code` counts the command itself as one test. */
export interface Phase {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly counts:
    { readonly kind: 'exit-code' } | { readonly kind: 'vitest' | 'playwright'; readonly report: string };
  readonly env?: Readonly<Record<string, string>>;
}

/** Returns the phase that runs Vitest with these arguments, shown as always, and counts from `report`. */
export function vitestPhase(name: string, report: string, args: readonly string[]): Phase {
  const root = path.resolve(import.meta.dirname, '..');
  const reporter = path.join(root, 'scripts/phase-reporter.ts');
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
 * Effects: an older report of the same phase is removed first.
 */
export async function runPhase(phase: Phase): Promise<PhaseResult> {
  const { name, counts } = phase;
  const startedAt = performance.now();
  if (counts.kind !== 'exit-code') await rm(counts.report, { force: true });
  const code = await run(phase);
  const report = counts.kind === 'exit-code' ? commandAsTest(code) : await readReport(counts);
  const isSilent = code !== 0 && report.failures.length === 0;
  const failures = isSilent ? [endedWith(code)] : report.failures;
  return { ...report, name, failures, seconds: (performance.now() - startedAt) / 1000 };
}

/**
 * What closes a run, as lines: every test that was run again, every test that failed and why, and the counts of each phase. The last lines of a
 * printout are those that are kept.
 */
export function closingLines(results: readonly PhaseResult[]): readonly string[] {
  const told = (kind: string, notes: (result: PhaseResult) => readonly TestNote[]) =>
    results.flatMap((result) =>
      notes(result).flatMap(({ name, reason }) => [`${kind}: ${result.name}: ${name}`, `  ${reason}`]),
    );
  return [
    ...told('retried', ({ retried }) => retried),
    ...told('failed', ({ failures }) => failures),
    ...results.map(countsLine),
  ];
}

function countsLine({ name, passed, failures, retried, seconds }: PhaseResult): string {
  const again = retried.length === 0 ? '' : `, ${String(retried.length)} retried`;
  return `${name}: ${String(passed)} passed, ${String(failures.length)} failed${again}, ${seconds.toFixed(0)} s`;
}

function run({ command, args, env }: Phase): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, [...args], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.on('error', () => resolve(127));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

function commandAsTest(code: number): TestReport {
  return code === 0
    ? { passed: 1, failures: [], retried: [] }
    : { passed: 0, failures: [endedWith(code)], retried: [] };
}

function endedWith(code: number): TestNote {
  return { name: 'the command', reason: `ended with ${String(code)}` };
}

async function readReport(counts: {
  readonly kind: 'vitest' | 'playwright';
  readonly report: string;
}): Promise<TestReport> {
  try {
    const json: unknown = JSON.parse(await readFile(counts.report, 'utf8'));
    return counts.kind === 'vitest' ? TestReport.parse(json) : fromPlaywright(json);
  } catch {
    return {
      passed: 0,
      failures: [{ name: 'the report', reason: 'was not written or cannot be read' }],
      retried: [],
    };
  }
}

import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** How one part of the test run ended. */
export interface PhaseResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
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

const VitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numFailedTestSuites: z.int(),
});
const PlaywrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int() }),
  errors: z.array(z.unknown()),
});

/** Runs one phase with its output shown, and counts. A command that fails without a failed test counts as one failure. */
export async function runPhase(phase: Phase): Promise<PhaseResult> {
  const startedAt = performance.now();
  const code = await run(phase);
  const counts = await countsOf(phase, code);
  const failed = code !== 0 && counts.failed === 0 ? 1 : counts.failed;
  return { name: phase.name, passed: counts.passed, failed, seconds: (performance.now() - startedAt) / 1000 };
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

async function countsOf(
  phase: Phase,
  code: number,
): Promise<{ readonly passed: number; readonly failed: number }> {
  const { counts } = phase;
  if (counts.kind === 'exit-code') return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  const report: unknown = await readFile(counts.report, 'utf8')
    .then(JSON.parse)
    .catch(() => null);
  if (counts.kind === 'vitest') {
    const parsed = VitestReport.safeParse(report);
    if (!parsed.success) return { passed: 0, failed: 1 };
    const { numPassedTests, numFailedTests, numFailedTestSuites } = parsed.data;
    return { passed: numPassedTests, failed: Math.max(numFailedTests, numFailedTestSuites > 0 ? 1 : 0) };
  }
  const parsed = PlaywrightReport.safeParse(report);
  if (!parsed.success) return { passed: 0, failed: 1 };
  const { stats, errors } = parsed.data;
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + (errors.length > 0 ? 1 : 0) };
}

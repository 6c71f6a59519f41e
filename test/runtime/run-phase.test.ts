import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../../scripts/run-command.ts';
import { closingLines, runPhase, vitestPhase, type PhaseResult } from '../../scripts/run-phase.ts';
import { fromPlaywright, TestReport } from '../../scripts/test-report.ts';
import { temporaryDir } from './temporary-dir.ts';

const NOTHING = { passed: 0, failures: [], retried: [], seconds: 0 };

describe('the report of a phase', () => {
  it('names each failed test and hook of Vitest with the first line of why, and each test that was run again', async () => {
    const file = path.join(await temporaryDir(), 'report.json');
    const config = path.join(import.meta.dirname, 'sample-run/vitest.config.ts');
    const { command, args, env } = vitestPhase('sample', file, ['-c', config]);

    const { code } = await runCommand(command, args, { env: { ...process.env, ...env } });

    expect(code).toBe(1);
    const report = TestReport.parse(JSON.parse(await readFile(file, 'utf8')));
    expect(report.passed).toBe(2);
    expect(report.retried).toEqual([
      {
        name: 'outcomes.sample.ts > a group > has a test that passes when it is run again',
        reason: 'RangeError: the first time',
      },
    ]);
    expect([...report.failures].sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      {
        name: 'outcomes.sample.ts > a group > has a test that fails',
        reason: "AssertionError: expected 'one\\ntwo' to be 'three' // Object.is equality",
      },
      { name: 'outcomes.sample.ts > a group whose beginning fails', reason: 'Error: nothing can begin' },
      { name: 'unloadable.sample.ts', reason: 'Error: this file cannot be loaded' },
    ]);
  });

  it('names the failed and the repeated tests of Playwright, without colours', () => {
    const failing = { error: { message: '\u001b[31mTimeoutError\u001b[39m: too long\nCall log:' } };
    const test = (title: string, status: string, results: unknown[]) => ({
      title,
      tests: [{ status, results }],
    });
    const report = fromPlaywright({
      suites: [
        {
          title: 'lists.spec.ts',
          specs: [test('opens', 'expected', [{}])],
          suites: [
            {
              title: 'a table',
              specs: [
                test('sorts', 'unexpected', [failing, failing]),
                test('scrolls', 'flaky', [failing, {}]),
                test('is left out', 'skipped', []),
              ],
            },
          ],
        },
      ],
      errors: [{ message: 'no window came' }],
    });

    expect(report).toEqual({
      passed: 2,
      failures: [
        { name: 'lists.spec.ts > a table > sorts', reason: 'TimeoutError: too long' },
        { name: 'outside of the tests', reason: 'no window came' },
      ],
      retried: [{ name: 'lists.spec.ts > a table > scrolls', reason: 'TimeoutError: too long' }],
    });
  });
});

describe('a phase', () => {
  const node = (script: string) => ({ command: process.execPath, args: ['-e', script] });

  it('counts a command by its exit code', async () => {
    const phase = { name: 'one', counts: { kind: 'exit-code' } } as const;

    expect(await runPhase({ ...phase, ...node('') })).toMatchObject({ passed: 1, failures: [] });
    expect(await runPhase({ ...phase, ...node('process.exit(3)') })).toMatchObject({
      passed: 0,
      failures: [{ name: 'the command', reason: 'ended with 3' }],
    });
  });

  it('fails when its report was not written, and never takes an older one for it', async () => {
    const report = path.join(await temporaryDir(), 'old.json');
    await writeFile(report, JSON.stringify({ passed: 5, failures: [], retried: [] }));

    const result = await runPhase({ name: 'one', ...node(''), counts: { kind: 'vitest', report } });

    expect(result).toMatchObject({ passed: 0, failures: [{ name: 'the report' }] });
  });

  it('fails when the command fails though all its tests passed', async () => {
    const report = path.join(await temporaryDir(), 'report.json');
    const text = JSON.stringify({ passed: 5, failures: [], retried: [] });
    const script = `require('fs').writeFileSync(${JSON.stringify(report)}, ${JSON.stringify(text)}); process.exit(1)`;

    const result = await runPhase({ name: 'one', ...node(script), counts: { kind: 'vitest', report } });

    expect(result).toMatchObject({ passed: 5, failures: [{ name: 'the command', reason: 'ended with 1' }] });
  });
});

describe('the closing lines', () => {
  it('say what was run again and what failed and why, and end with the counts', () => {
    const results: PhaseResult[] = [
      { ...NOTHING, name: 'node', passed: 7, failures: [{ name: 'a.test.ts > adds', reason: 'wrong sum' }] },
      {
        ...{ ...NOTHING, name: 'windows', passed: 3, seconds: 61.7 },
        retried: [{ name: 'b.test.ts > opens', reason: 'the page hung' }],
      },
    ];

    expect(closingLines(results)).toEqual([
      'retried: windows: b.test.ts > opens',
      '  the page hung',
      'failed: node: a.test.ts > adds',
      '  wrong sum',
      'node: 7 passed, 1 failed, 0 s',
      'windows: 3 passed, 0 failed, 1 retried, 62 s',
    ]);
  });
});

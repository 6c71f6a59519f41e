import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { runCommand } from '../../scripts/run-command.ts';
import { closingLines, runPhase, vitestPhase, type PhaseResult } from '../../scripts/test/run-phase.ts';
import { fromPlaywright, fromVitest, VitestReport } from '../../scripts/test/test-report.ts';
import { temporaryDir } from './temporary-dir.ts';

/** A report of five tests that passed. */
const FIVE = { files: [{ file: 'a.test.ts', passed: 5, failures: [], retried: [] }], outside: [] };

/** A line of script that writes a report. */
function writes(file: string, report: unknown): string {
  return `require('fs').writeFileSync(${JSON.stringify(file)}, ${JSON.stringify(JSON.stringify(report))})`;
}

const NOTHING = { passed: 0, failures: [], retried: [], seconds: 0 };

describe('the report of a phase', () => {
  it('names each failed test and hook of Vitest with the first line of why, and each test that was run again', async () => {
    const file = path.join(await temporaryDir(), 'report.json');
    const config = path.join(import.meta.dirname, 'sample-run/vitest.config.ts');
    const { command, args, env } = vitestPhase('sample', file, ['-c', config]);

    const { code } = await runCommand(command, args, { env: { ...process.env, ...env } });

    expect(code).toBe(1);
    const report = fromVitest(VitestReport.parse(JSON.parse(await readFile(file, 'utf8'))));
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

  it('prints what it held back in one piece, under its name', async () => {
    const held = { name: 'one', counts: { kind: 'exit-code' }, isHeldBack: true } as const;
    const script = "process.stdout.write('a\\n'); process.stderr.write('b\\n'); process.exitCode = 3";
    const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true);

    const result = await runPhase({ ...held, ...node(script) });
    const texts = printed.mock.calls.map(([text]) => String(text));
    printed.mockRestore();

    expect(result).toMatchObject({ passed: 0, failures: [{ reason: 'ended with 3' }] });
    expect(texts.filter((text) => text.startsWith('\n== one\n'))).toHaveLength(1);
    expect(texts.join('')).toMatch(/== one\n(a\nb|b\na)\n/);
  });

  it('fails when its report was not written, and never takes an older one for it', async () => {
    const report = path.join(await temporaryDir(), 'old.json');
    await writeFile(report, JSON.stringify(FIVE));

    const result = await runPhase({ name: 'one', ...node(''), counts: { kind: 'vitest', report } });

    expect(result).toMatchObject({ passed: 0, failures: [{ name: 'the report' }] });
  });

  it('fails when the command fails though all its tests passed', async () => {
    const report = path.join(await temporaryDir(), 'report.json');
    const script = `${writes(report, FIVE)}; process.exit(1)`;

    const result = await runPhase({ name: 'one', ...node(script), counts: { kind: 'vitest', report } });

    expect(result).toMatchObject({ passed: 5, failures: [{ name: 'the command', reason: 'ended with 1' }] });
  });
});

describe('a phase whose files may be run again', () => {
  const failing = { name: 'a.test.ts > opens', reason: 'the page hung' };
  const broken = (file: string) => ({ file, passed: 1, failures: [failing], retried: [] });
  const whole = (file: string) => ({ file, passed: 2, failures: [], retried: [] });

  /**
   * A command that writes the first report at its first run and the second when it is given files; tells how it was
   * called.
   */
  async function phaseWith(first: unknown, second: unknown, mayRunAgain: (file: string) => boolean) {
    const dir = await temporaryDir();
    const report = path.join(dir, 'report.json');
    const calls = path.join(dir, 'calls');
    const script = [
      'const [, ...files] = process.argv;',
      `require('fs').appendFileSync(${JSON.stringify(calls)}, files.join(' ') + ';');`,
      `if (files.length === 0) { ${writes(report, { files: first, outside: [] })}; process.exitCode = 1; }`,
      `else ${writes(report, { files: second, outside: [] })};`,
    ].join('\n');
    const result = await runPhase({
      name: 'windows',
      command: process.execPath,
      args: ['-e', script, '--'],
      counts: { kind: 'vitest', report },
      mayRunAgain: async (file) => mayRunAgain(file),
    });
    return { result, calls: await readFile(calls, 'utf8') };
  }

  it('counts as passed, and as run again, what passed the second time', async () => {
    const first = [broken('a.test.ts'), whole('b.test.ts')];
    const { result, calls } = await phaseWith(first, [whole('a.test.ts')], () => true);

    expect(result).toMatchObject({ passed: 4, failures: [], retried: [failing] });
    expect(calls).toBe(';a.test.ts;');
  });

  it('keeps the failures of a file that failed twice', async () => {
    const { result } = await phaseWith([broken('a.test.ts')], [broken('a.test.ts')], () => true);

    expect(result).toMatchObject({ passed: 1, failures: [failing], retried: [] });
  });

  it.each([
    [3, 'a.test.ts b.test.ts c.test.ts;'],
    [4, ''],
  ])('runs at most three files again: %i', async (count, again) => {
    const files = ['a.test.ts', 'b.test.ts', 'c.test.ts', 'd.test.ts'].slice(0, count);
    const { calls } = await phaseWith(files.map(broken), files.map(whole), () => true);

    expect(calls).toBe(`;${again}`);
  });

  it('runs no file again that must not be', async () => {
    const first = [broken('pays.test.ts')];
    const { result, calls } = await phaseWith(
      first,
      [whole('pays.test.ts')],
      (file) => file !== 'pays.test.ts',
    );

    expect(result).toMatchObject({ passed: 1, failures: [failing], retried: [] });
    expect(calls).toBe(';');
  });
});

describe('the closing lines', () => {
  it('say what was run again and what failed and why, and end with the counts', () => {
    const results: PhaseResult[] = [
      { ...NOTHING, name: 'node', passed: 7, failures: [{ name: 'a.test.ts > adds', reason: 'wrong sum' }] },
      {
        ...NOTHING,
        name: 'windows',
        passed: 3,
        seconds: 61.7,
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

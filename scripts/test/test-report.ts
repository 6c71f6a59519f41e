import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';

/** One test that failed, or that passed only when it was run again: its whole name, and why. */
const TestNote = z.object({ name: z.string(), reason: z.string() });
export type TestNote = z.infer<typeof TestNote>;

/** What a part of the test run found. */
export interface TestReport {
  readonly passed: number;
  readonly failures: readonly TestNote[];
  /** Passed only when they were run again. */
  readonly retried: readonly TestNote[];
  /** Told themselves apart, with the reason: they neither passed nor failed. */
  readonly apart?: readonly TestNote[];
}

/** What one file of tests came to. */
export const FileReport = z.object({
  file: z.string(),
  passed: z.int(),
  failures: z.array(TestNote),
  retried: z.array(TestNote),
  apart: z.array(TestNote).optional(),
});
export type FileReport = z.infer<typeof FileReport>;

/** What `phase-reporter.ts` writes. */
export const VitestReport = z.object({
  files: z.array(FileReport),
  /** What was thrown outside of every test. */
  outside: z.array(TestNote),
});
export type VitestReport = z.infer<typeof VitestReport>;

/** Adds the files up. */
export function fromVitest({ files, outside }: VitestReport): TestReport {
  return {
    passed: files.reduce((sum, { passed }) => sum + passed, 0),
    failures: [...files.flatMap(({ failures }) => failures), ...outside],
    retried: files.flatMap(({ retried }) => retried),
    apart: files.flatMap(({ apart = [] }) => apart),
  };
}

/**
 * Puts what files came to when they were run again in place of what they came to first. A file counts as passed only
 * when all of it passed the second time; what had failed is then told as run again. A file that failed twice keeps its
 * first failures.
 */
export function withSecondRun(first: VitestReport, second: VitestReport): VitestReport {
  const files = first.files.map((before) => {
    const after = second.files.find(({ file }) => file === before.file);
    if (after === undefined || after.failures.length > 0) return before;
    return { ...after, retried: [...before.failures, ...before.retried, ...after.retried] };
  });
  return { files, outside: [...first.outside, ...second.outside] };
}

/** Returns the first line of an error's message without colours. */
export function firstLine(message: string): string {
  const [line = ''] = stripVTControlCharacters(message).trim().split('\n');
  return line === '' ? 'no message' : line.trim();
}

const PlaywrightTest = z.object({
  status: z.enum(['expected', 'unexpected', 'flaky', 'skipped']),
  results: z.array(z.object({ error: z.object({ message: z.string().optional() }).optional() })),
});
type PlaywrightTest = z.infer<typeof PlaywrightTest>;

interface PlaywrightSuite {
  readonly title: string;
  readonly specs: readonly { readonly title: string; readonly tests: readonly PlaywrightTest[] }[];
  readonly suites?: readonly PlaywrightSuite[] | undefined;
}
const PlaywrightSuite: z.ZodType<PlaywrightSuite> = z.lazy(() =>
  z.object({
    title: z.string(),
    specs: z.array(z.object({ title: z.string(), tests: z.array(PlaywrightTest) })),
    suites: z.array(PlaywrightSuite).optional(),
  }),
);
const PlaywrightReport = z.object({
  suites: z.array(PlaywrightSuite),
  errors: z.array(z.object({ message: z.string().optional() })),
});

/**
 * Reads the JSON report of Playwright's test runner.
 * Errors: throws when it is not such a report. Source: Playwright 1.65, `JSONReport` in its types.
 */
export function fromPlaywright(json: unknown): TestReport {
  const { suites, errors } = PlaywrightReport.parse(json);
  const tests = suites.flatMap((suite) => testsOf(suite, []));
  const notes = (status: PlaywrightTest['status']): TestNote[] =>
    tests
      .filter(({ test }) => test.status === status)
      .map(({ name, test }) => ({ name, reason: reasonOf(test) }));
  const outside = errors.map(({ message = '' }) => ({
    name: 'outside of the tests',
    reason: firstLine(message),
  }));
  return {
    passed: tests.filter(({ test }) => test.status === 'expected' || test.status === 'flaky').length,
    failures: [...notes('unexpected'), ...outside],
    retried: notes('flaky'),
  };
}

interface NamedTest {
  readonly name: string;
  readonly test: PlaywrightTest;
}

function testsOf(suite: PlaywrightSuite, above: readonly string[]): readonly NamedTest[] {
  const path = [...above, suite.title];
  const own = suite.specs.flatMap(({ title, tests }) =>
    tests.map((test) => ({ name: [...path, title].join(' > '), test })),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => testsOf(inner, path))];
}

function reasonOf({ results }: PlaywrightTest): string {
  const failed = results.find(({ error }) => error !== undefined);
  return firstLine(failed?.error?.message ?? '');
}

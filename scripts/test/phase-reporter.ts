import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Reporter, SerializedError, TestCase, TestModule, TestSuite } from 'vitest/node';
import { firstLine, type FileReport, type TestNote, type VitestReport } from './test-report.ts';

/** Names the file that the reporter writes. */
export const REPORT_FILE = 'KLYUCHNIK_TEST_REPORT';

/**
 * Vitest's reporter for `npm test`. Its own JSON report leaves out why a `beforeAll` failed, what was thrown outside of
 * a test, and which tests passed only when they were run again.
 */
export default class PhaseReporter implements Reporter {
  async onTestRunEnd(modules: readonly TestModule[], outside: readonly SerializedError[]): Promise<void> {
    const file = process.env[REPORT_FILE];
    if (file === undefined) throw new Error(`${REPORT_FILE} names no file`);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify(reportOf(modules, outside)));
  }
}

function reportOf(modules: readonly TestModule[], outside: readonly SerializedError[]): VitestReport {
  return {
    files: modules.map(fileReport),
    outside: outside.map((error) => ({ name: 'outside of the tests', reason: reasonOf(error) })),
  };
}

function fileReport(module: TestModule): FileReport {
  const tests = [...module.children.allTests()];
  return {
    file: module.relativeModuleId,
    passed: tests.filter((test) => test.result().state === 'passed').length,
    failures: [
      ...tests.filter((test) => test.result().state === 'failed').map(noteOf),
      ...[module, ...module.children.allSuites()].flatMap(notesAround),
    ],
    retried: tests.filter((test) => test.diagnostic()?.flaky === true).map(noteOf),
    apart: tests.flatMap(apartNote),
  };
}

function apartNote(test: TestCase): TestNote[] {
  const result = test.result();
  if (result.state !== 'skipped') return [];
  return [{ name: nameOf(test), reason: result.note ?? 'without a reason' }];
}

function noteOf(test: TestCase): TestNote {
  const [error] = test.result().errors ?? [];
  return { name: nameOf(test), reason: reasonOf(error) };
}

/** A file that could not be loaded, and a `beforeAll` or `afterAll` that failed. */
function notesAround(around: TestModule | TestSuite): TestNote[] {
  return around.errors().map((error) => ({ name: nameOf(around), reason: reasonOf(error) }));
}

function nameOf(task: TestModule | TestSuite | TestCase): string {
  return task.type === 'module'
    ? task.relativeModuleId
    : `${task.module.relativeModuleId} > ${task.fullName}`;
}

function reasonOf(error: Pick<SerializedError, 'message' | 'name'> | undefined): string {
  return firstLine(`${error?.name ?? 'Error'}: ${error?.message ?? ''}`);
}

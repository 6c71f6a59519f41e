import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkExchangeFile, type CheckedFile } from '../../main/domain/onec/check-file.ts';
import { ordersReport } from '../../main/domain/onec/orders-report.ts';

const FILES = join(import.meta.dirname, 'files');

interface ExpectedFault {
  readonly document: number | null;
  readonly key: string | null;
  readonly field: string | null;
  readonly level: string;
  readonly why: string;
  readonly twin?: number;
}

interface Expected {
  readonly exit: number;
  readonly encoding: string;
  readonly version: string;
  readonly bom?: boolean;
  readonly statement?: object;
  readonly documents: readonly { readonly use: string; readonly acceptUse?: string }[];
  readonly faults: readonly ExpectedFault[];
}

const answers = JSON.parse(readFileSync(join(FILES, 'expected.json'), 'utf8')) as Record<string, Expected>;

interface Report {
  readonly documents: readonly { readonly use: string }[];
  readonly faults: readonly ExpectedFault[];
}

function check(name: string): { readonly file: CheckedFile; readonly report: Report } {
  const file = checkExchangeFile(readFileSync(join(FILES, name)), '2026-11-30');
  if (file === null) throw new Error(`${name} is no exchange file`);
  return { file, report: JSON.parse(JSON.stringify(ordersReport(file, 'ru'))) as Report };
}

describe('the twelve exchange files', () => {
  it('are all here', () => {
    const names = readdirSync(FILES).filter((name) => name.endsWith('.txt'));
    expect(names.sort()).toEqual(Object.keys(answers).sort());
  });

  it.each(Object.entries(answers))('%s is read as its answer says', (name, expected) => {
    const { report } = check(name);
    const { encoding, version, bom = false, statement } = expected;

    expect(report).toMatchObject({
      encoding,
      version,
      bom,
      ...(statement === undefined ? {} : { statement }),
    });
    expect(report.documents).toHaveLength(expected.documents.length);
    for (const [index, { acceptUse, ...document }] of expected.documents.entries())
      expect(report.documents[index], `document ${index}`).toMatchObject({ index, ...document });
  });

  it.each(Object.entries(answers))('%s has the faults that its answer names', (name, expected) => {
    const { report } = check(name);

    for (const { why, level, ...fault } of expected.faults) {
      const levels = level.split('|');
      const { document, key, field, twin } = fault;
      const found = report.faults.filter(
        (one) => one.document === document && one.key === key && one.field === field && one.twin === twin,
      );
      expect(
        found.some((one) => levels.includes(one.level)),
        `${name}: ${why}`,
      ).toBe(true);
    }
  });

  it.each(Object.entries(answers))('%s has no other errors where something is payable', (name, expected) => {
    const { report } = check(name);
    const isNamed = (fault: ExpectedFault) =>
      expected.faults.some((one) => one.document === fault.document && one.key === fault.key);
    const others = report.faults.filter(
      (fault) =>
        fault.level === 'error' &&
        !isNamed(fault) &&
        (fault.document === null || expected.documents[fault.document]?.use === 'pay'),
    );

    expect(others).toEqual([]);
    expect(report.faults.some(({ level }) => level === 'error')).toBe(expected.exit === 1);
  });
});

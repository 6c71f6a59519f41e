import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mayRunAgain } from '../../scripts/test/again.ts';
import { importsOf, sourceFiles, textOf } from './repository.ts';

/** What pays, approves, or looks at what was paid: calls of the contract, helpers of tests, the bank's own counters. */
const MONEY =
  /payments\.(?:pay|approve|reject|withdraw)|approvals\.|'approval\.|ApprovalWindow|payRequests|sendToBank|readyPayment|\.view\(\)/;

/** Helpers that no test takes without paying or approving. */
const MEANS = [
  'test/e2e/screens/approval-window.ts',
  'test/e2e/screens/payment-screens.ts',
  'test/e2e/full/support/stand-company.ts',
  'test/e2e/full/support/stand-organization.ts',
  'test/e2e/full/support/two-computers.ts',
];

/** Files of the phase of windows. Source: `include` of vitest.windows.config.ts. */
function windowTests(): readonly string[] {
  return sourceFiles('test/e2e/full', 'test/packaged', 'test/runtime').filter(
    (file) => file.endsWith('.test.ts') && (!file.startsWith('test/runtime/') || file.includes('packaged-')),
  );
}

/** Files of tests that a file imports, and that these import. */
function reachedFrom(file: string, found: Set<string> = new Set()): ReadonlySet<string> {
  for (const specifier of importsOf(file).filter((one) => one.startsWith('.'))) {
    const target = posix.normalize(posix.join(posix.dirname(file), specifier));
    if (found.has(target) || !target.startsWith('test/')) continue;
    found.add(target);
    reachedFrom(target, found);
  }
  return found;
}

/** Says what in a file has to do with money, or `null`. */
function moneyIn(file: string): string | null {
  const word = MONEY.exec(textOf(file))?.[0];
  if (word !== undefined) return `${file}: ${word}`;
  const means = MEANS.find((helper) => reachedFrom(file).has(helper));
  return means === undefined ? null : `${file}: ${means}`;
}

const tagged = () => windowTests().filter((file) => mayRunAgain(textOf(file)));

describe('a file of window tests that may be run again', () => {
  it('has nothing to do with money', () => {
    expect(tagged().flatMap((file) => moneyIn(file) ?? [])).toEqual([]);
  });

  it('is one of several, and stands beside files that may not', () => {
    expect(tagged().length).toBeGreaterThan(5);
    expect(tagged()).not.toContain('test/e2e/full/kill-during-payment.test.ts');
    expect(windowTests().length - tagged().length).toBeGreaterThan(5);
  });

  it('is known by its first line alone', () => {
    // In two parts, or Vitest takes it for a tag of this file.
    const tag = ['// @module', 'tag may-run-again'].join('-');

    expect(mayRunAgain(`${tag}\nimport`)).toBe(true);
    expect(mayRunAgain(`import\n${tag}\n`)).toBe(false);
    expect(mayRunAgain(`${tag}-too\n`)).toBe(false);
    expect(mayRunAgain(` ${tag}\n`)).toBe(false);
    expect(mayRunAgain('')).toBe(false);
  });

  it.each([
    'kill-during-payment',
    'approvals',
    'two-directors',
    'two-computers',
    'sandbox',
    'token-troubles',
  ])('could not be %s', (name) => {
    expect(moneyIn(`test/e2e/full/${name}.test.ts`)).not.toBeNull();
  });

  it('could not be one that pays through a helper alone', () => {
    expect(reachedFrom('test/e2e/full/two-directors.test.ts').has(MEANS[0] ?? '')).toBe(true);
  });
});

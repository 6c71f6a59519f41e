import { describe, expect, it } from 'vitest';
import { sourceFiles, textOf } from './repository.ts';

/** A limit in figures: of a wait, or of a test as the last argument of Vitest's `it`. */
const IN_FIGURES =
  /\btimeout(?:Ms)?: ?\d|setDefault(?:Navigation)?Timeout\(\d|\b(?:test|hook)Timeout: ?\d|^\}, \d[\d_]+\);/m;

/** Limits that are themselves what is tested, or that may pass without harm. */
const MEANT: Readonly<Record<string, string>> = {
  'test/e2e/full/support/photograph-failures.ts': 'a picture of a page that hangs is given up',
  'test/packaged/packed-app.ts': 'the clipboard is read once more',
  'test/rules/limits.test.ts': 'examples',
};

const configurations = () => [
  'vitest.config.ts',
  'vitest.windows.config.ts',
  'test/e2e/mocked/playwright.config.ts',
];

describe('limits of tests', () => {
  it('stand in scripts/patience.ts, so that a busy machine does not fail them', () => {
    const strict = [...sourceFiles('test'), ...configurations()].filter(
      (file) => MEANT[file] === undefined && IN_FIGURES.test(textOf(file)),
    );

    expect(strict).toEqual([]);
  });

  it.each([
    'await x({ timeout: 5_000 })',
    'it(name, { timeout:20000 }, run)',
    'page.setDefaultTimeout(30_000)',
    '{ timeoutMs: 5_000 }',
    'testTimeout: 480_000',
    'beforeAll(async () => {\n}, 60_000);',
  ])('would be found in «%s»', (text) => {
    expect(IN_FIGURES.test(text)).toBe(true);
  });

  it.each(['{ timeout: PATIENCE_MS }', 'timeout: withinMs', 'keepAliveTimeout: 60_000', 'timeoutMs,'])(
    'are not seen in «%s»',
    (text) => {
      expect(IN_FIGURES.test(text)).toBe(false);
    },
  );

  it('name only exceptions that exist', () => {
    const gone = Object.keys(MEANT).filter((file) => !IN_FIGURES.test(textOf(file)));

    expect(gone).toEqual([]);
  });
});

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawPlaces, placesOf, type Source } from '../../scripts/mutate/choose-places.ts';
import { Equivalents, scoreOf, type StrykerReport } from '../../scripts/mutate/score.ts';

const root = path.resolve(import.meta.dirname, '../..');

async function sourcesOf(folder: string): Promise<readonly Source[]> {
  const names = await readdir(path.join(root, folder));
  return Promise.all(
    names.map(async (name) => ({
      file: `${folder}/${name}`,
      text: await readFile(path.join(root, folder, name), 'utf8'),
    })),
  );
}

type Mutant = StrykerReport['files'][string]['mutants'][number];

const SOURCE = 'const a = 1;\n  if (a > 1) {\n    stop();\n  }\n';

/** A report of one file whose mutants all change `a > 1`, with these statuses. */
function reportOf(...statuses: readonly Mutant['status'][]): StrykerReport {
  const location = { start: { line: 2, column: 7 }, end: { line: 2, column: 12 } };
  const mutants = statuses.map((status) => ({
    mutatorName: 'EqualityOperator',
    replacement: 'a >= 1',
    location,
    status,
  }));
  return { files: { 'main/a.ts': { source: SOURCE, mutants } } };
}

const SAME = {
  file: 'main/a.ts',
  line: 'if (a > 1) {',
  from: 'a > 1',
  to: 'a >= 1',
  reason: 'a is never 1 here, because it was checked before',
};

describe('the places that are drawn for mutations', () => {
  it('are the same for a seed, whatever the order of the files, and others for another seed', async () => {
    const sources = await sourcesOf('main/edges/tapi');
    const drawn = drawPlaces(sources, 7, 300);
    expect(drawPlaces([...sources].reverse(), 7, 300)).toEqual(drawn);
    expect(drawPlaces(sources, 8, 300)).not.toEqual(drawn);
  });

  it('hold as many lines as asked for, no place twice, and all there is when that is less', async () => {
    const sources = await sourcesOf('main/domain/policy');
    const count = (places: ReturnType<typeof drawPlaces>) =>
      places.reduce((sum, { from, to }) => sum + to - from + 1, 0);
    const all = sources.flatMap(placesOf);
    const drawn = drawPlaces(sources, 1, 100);
    expect(count(drawn)).toBeGreaterThanOrEqual(100);
    expect(count(drawn)).toBeLessThan(count(all));
    expect(new Set(drawn.map((place) => JSON.stringify(place))).size).toBe(drawn.length);
    expect(drawPlaces(sources, 1, 1_000_000)).toHaveLength(all.length);
    expect(drawPlaces([], 1, 10)).toEqual([]);
  });

  it('are functions, methods and constants, and never imports or types', () => {
    const text = [
      "import x from 'x';",
      'export interface A { b: 1 }',
      'type B = 1;',
      '/** Said first. */',
      'export const LIMIT = 3;',
      'export class C {',
      '  one() {',
      '    return x;',
      '  }',
      '  two = 2;',
      '}',
      'function f() {',
      '  return 1;',
      '}',
    ].join('\n');
    const places = placesOf({ file: 'a.ts', text }).map(({ from, to }) => [from, to]);
    expect(places).toEqual([[5, 5], [7, 9], [10, 10], [12, 14]]); // prettier-ignore
  });
});

describe('the score of a mutation run', () => {
  it('counts what turned a test red or made it hang as killed, and what no test runs as alive', () => {
    const score = scoreOf(reportOf('Killed', 'Killed', 'Timeout', 'Survived', 'NoCoverage', 'Ignored'), []);
    expect(score).toMatchObject({ killed: 3, equivalent: 0, untried: 1, percent: 60 });
    expect(score.survivors.map(({ isUncovered }) => isUncovered)).toEqual([false, true]);
  });

  it('names each survivor by file, line, text and change', () => {
    expect(scoreOf(reportOf('Survived'), []).survivors).toEqual([
      {
        file: 'main/a.ts',
        line: 2,
        text: 'if (a > 1) {',
        from: 'a > 1',
        to: 'a >= 1',
        isUncovered: false,
      },
    ]);
  });

  it('takes out what is listed as equivalent, and nothing that differs from the list in anything', () => {
    expect(scoreOf(reportOf('Killed', 'Survived'), [SAME])).toMatchObject({ equivalent: 1, percent: 100 });
    for (const key of ['file', 'line', 'from', 'to'] as const) {
      const other = { ...SAME, [key]: `${SAME[key]} ` };
      expect(scoreOf(reportOf('Killed', 'Survived'), [other])).toMatchObject({ equivalent: 0, percent: 50 });
    }
  });

  it('is nothing when nothing was tried', () => {
    expect(scoreOf(reportOf('Ignored'), []).percent).toBe(0);
  });

  it('knows equivalents that still stand in the sources, each with a reason', async () => {
    const text = await readFile(path.join(root, 'scripts/mutate/equivalent.json'), 'utf8');
    for (const { file, line } of Equivalents.parse(JSON.parse(text))) {
      const source = await readFile(path.join(root, file), 'utf8');
      expect(source.split('\n').map((one) => one.trim())).toContain(line);
    }
  });
});

import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DOMAIN_ORDER, featureRule, IMPORT_RULES, type ImportRule } from './import-table.ts';
import { repositoryFiles, textOf } from './repository.ts';

const document = textOf('ARCHITECTURE.md');
const files = repositoryFiles();

/** Names of what lies directly in a folder; those of folders end with `/`. */
function entriesOf(folder: string): readonly string[] {
  const inside = files.filter((file) => file.startsWith(folder)).map((file) => file.slice(folder.length));
  return [...new Set(inside.map((rest) => rest.replace(/\/.*/, '/')))];
}

const foldersOf = (folder: string) => entriesOf(folder).filter((name) => name.endsWith('/'));

function section(title: string): string {
  return document.split(/^## /m).find((text) => text.startsWith(`${title}\n`)) ?? '';
}

/**
 * Paths of the tree, in its order. Two spaces lead one folder deeper; names stand before the first wide gap that no
 * name follows.
 */
function treePaths(): readonly string[] {
  const [, tree = ''] = section('Folders').split('```');
  const above: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', names = ''] = /^( *)((?:\S+\/|\S+\.\w+)(?: {2}\S+\.\w+)*)(?: |$)/.exec(line) ?? [];
    const depth = indent.length / 2;
    const folder = above.slice(0, depth).join('');
    above[depth] = names;
    return names === '' ? [] : names.split('  ').map((name) => folder + name);
  });
}

/** Folders all of whose folders the tree names. */
const SHOWN = [
  'contract/',
  'main/',
  'main/domain/',
  'main/edges/',
  'renderer/',
  'renderer/features/',
  'scripts/',
  'training-bank/',
] as const;

describe('the tree of ARCHITECTURE', () => {
  it('names only what exists', () => {
    const gone = treePaths().filter((path) => !files.some((file) => file === path || file.startsWith(path)));

    expect(gone).toEqual([]);
  });

  it.each(SHOWN)('names every folder of %s', (folder) => {
    const shown = new Set(treePaths());

    const missing = foldersOf(folder).filter((name) => !shown.has(folder + name));

    expect(missing).toEqual([]);
  });

  it('names every file at the door of main', () => {
    expect(entriesOf('main/').filter((name) => !treePaths().includes(`main/${name}`))).toEqual([]);
  });

  it('has the domain in its order', () => {
    const shown = treePaths()
      .filter((path) => posix.dirname(path) === 'main/domain')
      .map((path) => posix.basename(path));

    expect(shown).toEqual(DOMAIN_ORDER);
  });
});

type Vocabulary = ReadonlyMap<string, readonly string[]>;

/** The words of the table: `- _word_: …`. */
function vocabulary(): Vocabulary {
  const defined = [...section('Who may import what').matchAll(/^- _(\w+)_: (.*)$/gm)];
  return new Map(defined.map(([, word = '', meaning = '']) => [word, inBackticks(meaning)]));
}

function inBackticks(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '');
}

const domainFolders = DOMAIN_ORDER.map((name) => `main/domain/${name}/`);

/** What a cell means for one path. Errors: throws for a word that nobody defined and for prose. */
function meaningOf(cell: string, path: string, words: Vocabulary): readonly string[] {
  if (cell === '–') return [];
  return cell.split(', ').flatMap((item) => {
    const [, word] = /^_(\w+)_$/.exec(item) ?? [];
    if (word === 'domain') return domainFolders;
    if (word === 'earlier') return domainFolders.slice(0, domainFolders.indexOf(path));
    const meaning = word === undefined ? /^`[^`]+`$/.test(item) && inBackticks(item) : words.get(word);
    if (meaning === undefined || meaning === false) throw new Error(`${path}: what is «${item}»?`);
    return meaning;
  });
}

/** The rows of the document, one a path; `<folder>` stands for each folder that has no row of its own. */
function rulesOfDocument(): readonly ImportRule[] {
  const words = vocabulary();
  const rows = section('Who may import what')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, paths = '', own = '', packages = '']) => ({ paths: inBackticks(paths), own, packages }));
  const named = new Set(rows.flatMap(({ paths }) => paths));
  const meant = (path: string) => {
    const parent = path.replace('<folder>/', '');
    return parent === path
      ? [path]
      : foldersOf(parent)
          .map((name) => parent + name)
          .filter((folder) => !named.has(folder));
  };
  return rows.flatMap(({ paths, own, packages }) =>
    paths.flatMap(meant).map((of) => ({
      of,
      own: [...(of.endsWith('/') && of !== 'preload/' ? [of] : []), ...meaningOf(own, of, words)],
      packages: meaningOf(packages, of, words),
    })),
  );
}

function rulesOfCode(): readonly ImportRule[] {
  return [...IMPORT_RULES, ...foldersOf('renderer/features/').map((name) => featureRule(name.slice(0, -1)))];
}

/** The package of a specifier: `react-dom/client` is a part of `react-dom`. */
function packageOf(specifier: string): string {
  const depth = specifier.startsWith('@') ? 2 : 1;
  return specifier.split('/').slice(0, depth).join('/');
}

/** One line a rule, whatever the order of its parts. */
function lines(rules: readonly ImportRule[]): readonly string[] {
  const sorted = (names: readonly string[]) => [...new Set(names)].sort().join(' ');
  return rules
    .map(({ of, own, packages }) => `${of}: ${sorted(own)} + ${sorted(packages.map(packageOf))}`)
    .sort();
}

describe('the import table of ARCHITECTURE', () => {
  it('has a row for each rule of the code, and no other', () => {
    expect(lines(rulesOfDocument())).toEqual(lines(rulesOfCode()));
  });

  it('has no row twice', () => {
    const paths = rulesOfDocument().map(({ of }) => of);

    expect(paths).toEqual([...new Set(paths)]);
  });

  it('takes no prose', () => {
    expect(() => meaningOf('the same', 'renderer/', vocabulary())).toThrow('the same');
    expect(() => meaningOf('_everything_', 'renderer/', vocabulary())).toThrow('_everything_');
  });
});

import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryFiles, textOf } from './repository.ts';

const files = repositoryFiles();
const documents = files.filter((file) => file.endsWith('.md'));
const known = new Set([...files, ...files.flatMap(foldersOf)]);

/** Every folder that a file lies in, with and without the slash at its end. */
function foldersOf(file: string): readonly string[] {
  const parts = file.split('/').slice(0, -1);
  return parts.flatMap((_, index) => {
    const folder = parts.slice(0, index + 1).join('/');
    return [folder, `${folder}/`];
  });
}

/**
 * A path of ours anywhere in a text. Places in a file (`:40-80`) are cut off; patterns (`<folder>`, `…`, `*`) are no
 * paths.
 */
const OUR_PATH =
  /(?<![\w./@-])(?:bench|contract|docs|main|preload|renderer|scripts|test|training-bank)\/[^\s`,;:()[\]«»"'|]*/g;
const PATTERN = /[<>*{}…]/;

function pathsIn(text: string): readonly string[] {
  return [...text.matchAll(OUR_PATH)]
    .map(([path]) => path.replace(/\.$/, ''))
    .filter((path) => !PATTERN.test(path));
}

/** Names of files without a folder, in backticks. */
function bareNamesIn(text: string): readonly string[] {
  return [...text.matchAll(/`([\w.-]+\.(?:tsx?|mjs|json|md|css))`/g)].map(([, name]) => name ?? '');
}

/** Names that are no files of the repository, and why a document may say them. */
const NO_FILES_OF_OURS: Readonly<Record<string, string>> = {
  'index.ts': 'CONTRIBUTING forbids it',
  'x.test.ts': 'an example in CONTRIBUTING',
  'x.spec.ts': 'an example in CONTRIBUTING',
  'release.json': '`npm run release:sign` writes it beside the packages',
  'profile.json': 'the app writes it into the profile',
  'tour.json': 'the tour writes it beside its pictures',
  'tapi.md': 'a note on the bank that the project began with; it is no part of the repository',
  'design.md': 'the design that the project began with; it is no part of the repository',
  'peers.md': 'a note that the project began with; it is no part of the repository',
  'ui.md': 'a note that the project began with; it is no part of the repository',
};

/** Files that a bare name may mean: those beside a path that the same line names, else all of that name. */
function meantBy(name: string, line: string): readonly string[] {
  const all = files.filter((file) => posix.basename(file) === name);
  const folders = new Set(
    pathsIn(line).map((path) => (path.endsWith('/') ? path : `${posix.dirname(path)}/`)),
  );
  const near = all.filter((file) => folders.has(`${posix.dirname(file)}/`));
  return near.length > 0 ? near : all;
}

interface Link {
  readonly file: string;
  readonly anchor: string;
}

function linksOf(document: string): readonly Link[] {
  return [...textOf(document).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target ?? '')
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [path = '', anchor = ''] = target.split('#');
      const file = path === '' ? document : posix.normalize(posix.join(posix.dirname(document), path));
      return { file, anchor };
    });
}

/** The anchors of a document. Source: GitHub's rule: lower case, no punctuation, hyphens for spaces. */
function anchorsOf(document: string): readonly string[] {
  return [...textOf(document).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('documents', () => {
  it('link to files that exist', () => {
    const broken = documents.flatMap((document) =>
      linksOf(document)
        .filter(({ file }) => !known.has(file))
        .map(({ file }) => `${document}: ${file}`),
    );

    expect(broken).toEqual([]);
  });

  it('link to headings that exist', () => {
    const broken = documents.flatMap((document) =>
      linksOf(document)
        .filter(({ file, anchor }) => anchor !== '' && known.has(file) && !anchorsOf(file).includes(anchor))
        .map(({ file, anchor }) => `${document}: ${file}#${anchor}`),
    );

    expect(broken).toEqual([]);
  });

  it('name paths that exist', () => {
    const gone = documents.flatMap((document) =>
      pathsIn(textOf(document))
        .filter((path) => !known.has(path))
        .map((path) => `${document}: ${path}`),
    );

    expect(gone).toEqual([]);
  });

  it('name files without their folder only when such a file exists', () => {
    const gone = documents.flatMap((document) =>
      bareNamesIn(textOf(document))
        .filter((name) => !(name in NO_FILES_OF_OURS) && !files.some((file) => posix.basename(file) === name))
        .map((name) => `${document}: ${name}`),
    );

    expect(gone).toEqual([]);
  });

  it('name no file in ARCHITECTURE that could be another one', () => {
    const unclear = textOf('ARCHITECTURE.md')
      .split('\n')
      .flatMap((line) =>
        bareNamesIn(line)
          .filter((name) => !files.includes(name) && meantBy(name, line).length > 1)
          .map((name) => `${name}: ${meantBy(name, line).join(' or ')}`),
      );

    expect(unclear).toEqual([]);
  });

  it('name decisions that exist', () => {
    const decisions = new Set(files.flatMap((file) => /^docs\/adr\/(\d{4})-/.exec(file)?.[1] ?? []));
    const gone = documents.flatMap((document) =>
      [...textOf(document).matchAll(/\b00\d\d\b/g)]
        .filter(([number]) => !decisions.has(number))
        .map(([number]) => `${document}: ${number}`),
    );

    expect(gone).toEqual([]);
  });

  it('are found at all', () => {
    expect(documents).toContain('docs/adr/0001-electron-shell-and-registry-runtime.md');
    expect(pathsIn('see `main/domain/payments/sending/pay.ts:40-80`, (docs/adr/0047).')).toEqual([
      'main/domain/payments/sending/pay.ts',
      'docs/adr/0047',
    ]);
    expect(linksOf('README.md').map(({ file }) => file)).toContain('ARCHITECTURE.md');
    expect(anchorsOf('ARCHITECTURE.md')).toContain('who-may-import-what');
  });
});

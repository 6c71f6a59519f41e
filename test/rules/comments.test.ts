import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { sourceFiles, textOf } from './repository.ts';

/** Folders whose comments end in time. */
const FOLDERS = ['bench', 'contract', 'main', 'preload', 'renderer', 'scripts', 'test', 'training-bank'];

/** Its bytes name the Electron that machines have cached: a change makes each of them fetch it anew. */
const LEFT_ALONE = 'scripts/electron/default-app/';

/** Units: columns. */
const LAST_COLUMN = 120;

/** An address alone in its line cannot be broken. */
const ADDRESS = /^\s*(?:\/\/|\/?\*+)?\s*\S*https?:\/\/\S+$/;

const sources = () => sourceFiles(...FOLDERS).filter((file) => !file.startsWith(LEFT_ALONE));

function commentsOf(text: string, name: string): readonly ts.CommentRange[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const found = new Map<number, ts.CommentRange>();
  const visit = (node: ts.Node): void => {
    const before = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
    const after = ts.getTrailingCommentRanges(text, node.end) ?? [];
    for (const range of [...before, ...after]) found.set(range.pos, range);
    node.getChildren(source).forEach(visit);
  };
  visit(source);
  const isText = textsOfElements(source);
  return [...found.values()].filter(({ pos }) => !isText(pos));
}

/** What looks like a comment in the text of an element is text. */
function textsOfElements(source: ts.SourceFile): (pos: number) => boolean {
  const texts: ts.JsxText[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) texts.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return (pos) => texts.some((text) => text.pos <= pos && pos < text.end);
}

/** Numbers of the lines whose comment reaches too far. A long line without a comment is the matter of prettier. */
function longComments(text: string, name = 'any.tsx'): readonly number[] {
  const lines = text.split('\n');
  if (lines.every(({ length }) => length <= LAST_COLUMN)) return [];
  const numberAt = (pos: number) => text.slice(0, pos).split('\n').length;
  const commented = commentsOf(text, name).flatMap(({ pos, end }) => {
    const first = numberAt(pos);
    return Array.from({ length: numberAt(end) - first + 1 }, (_, index) => first + index);
  });
  return commented.filter((number) => {
    const line = lines[number - 1] ?? '';
    return line.length > LAST_COLUMN && !ADDRESS.test(line);
  });
}

describe('comments', () => {
  it('end at column 120', () => {
    const faults = sources().flatMap((file) =>
      longComments(textOf(file), file).map((line) => `${file}:${String(line)}`),
    );

    expect(faults).toEqual([]);
  });

  it('are found at all', () => {
    expect(sources().length).toBeGreaterThan(300);
  });

  it.each([
    ['a docstring', '/** … */\nconst a = 1;'],
    ['a line of a docstring', '/**\n * …\n */\nconst a = 1;'],
    ['a line', '// …\nconst a = 1;'],
    ['the end of a line', 'const a = 1; // …'],
    ['the inside of an element', 'const a = <p>{/* … */}</p>;'],
  ])('are refused when too long: %s', (_what, text) => {
    const others = text.split('\n').find((line) => line.includes('…')) ?? '';
    const room = LAST_COLUMN - others.replace('…', '').length;

    expect(longComments(text.replace('…', 'x'.repeat(room)))).toEqual([]);
    expect(longComments(text.replace('…', 'x'.repeat(room + 1)))).toHaveLength(1);
  });

  it.each([
    ['a long text', `const a = '// ${'x'.repeat(130)}';`],
    ['the text of an element', `const a = <p>// ${'x'.repeat(130)}</p>;`],
    ['an address that cannot be broken', `// https://example.com/${'x'.repeat(130)}\nconst a = 1;`],
  ])('do not take in %s', (_what, text) => {
    expect(longComments(text)).toEqual([]);
  });
});

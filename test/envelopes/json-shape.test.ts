import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { hasBoundedShape, MAX_JSON_DEPTH, MAX_JSON_VALUES } from '../../main/domain/envelopes/json-shape.ts';
import { readSigned } from '../../main/domain/envelopes/signed-text.ts';
import { documentsIn } from '../../main/domain/organizations/carry-documents.ts';
import { systemDigests } from '../../main/edges/system/system-ids.ts';
import { Author, parts } from './author.ts';

const list = (values: number) => `[${Array.from({ length: values }, () => '0').join(',')}]`;
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

afterEach(() => vi.restoreAllMocks());

describe('a text that may be JSON', () => {
  it.each([
    [list(MAX_JSON_VALUES - 1), true],
    [list(MAX_JSON_VALUES), false],
    [nested(MAX_JSON_DEPTH), true],
    [nested(MAX_JSON_DEPTH + 1), false],
    [JSON.stringify('[,{'.repeat(10_000)), true],
    [`"${'\\"['.repeat(10_000)}"`, true],
    ['"', true],
  ])('is counted before it is parsed (%#)', (text, isBounded) => {
    expect(hasBoundedShape(text)).toBe(isBounded);
  });

  it('that has few values passes, whatever its strings hold', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(hasBoundedShape(JSON.stringify(value))).toBe(true);
      }),
    );
  });
});

describe('a signed file and a bundle of documents with thousands of keys', () => {
  const wide = systemDigests.canonical(
    Object.fromEntries(Array.from({ length: 6_000 }, (_, index) => [`k${index}`, 0])),
  );

  it('do not reach the parser, though the signature holds', () => {
    const author = new Author();
    const file = author.forged(wide);
    const [form = ''] = file.split('\n');
    const parse = vi.spyOn(JSON, 'parse');

    expect(readSigned(parts, form, file, 1)).toEqual({ ok: false, flaw: 'too-large' });
    expect(documentsIn(`klyuchnik-documents-v1\n${wide}\n`)).toBeNull();
    expect(parse).not.toHaveBeenCalled();
  });
});

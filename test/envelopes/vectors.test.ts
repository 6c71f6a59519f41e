import { readFileSync } from 'node:fs';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isCanonical } from '../../main/domain/envelopes/canonical.ts';
import { readEnvelope } from '../../main/domain/envelopes/envelope-file.ts';
import { parts } from './author.ts';

const Vectors = z.strictObject({
  about: z.string(),
  good: z.array(
    z.strictObject({ kind: z.string(), file: z.string(), hash: z.string(), text: z.array(z.string()) }),
  ),
  bad: z.array(z.strictObject({ name: z.string(), file: z.string(), flaw: z.string() })),
});
const file = new URL('../../docs/format/envelope-vectors.json', import.meta.url);
const vectors = Vectors.parse(JSON.parse(readFileSync(file, 'utf8')));

describe('the published vectors', () => {
  it.each(vectors.good)('hold for the $kind', ({ kind, file: text, hash, text: lines }) => {
    expect(readEnvelope(parts, text)).toMatchObject({ ok: true, hash, envelope: { kind, text: lines } });
  });

  it.each(vectors.bad)('refuse one $name', ({ file: text, flaw }) => {
    expect(readEnvelope(parts, text)).toEqual({ ok: false, flaw });
  });
});

/** Source: RFC 8785 §3.2.2, §3.2.3 and appendix B, the examples that an envelope could meet. */
describe('the canonical form', () => {
  it.each([
    [
      '{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ignore locale"}',
    ],
    [
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control\u007f","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    ],
    ['[56,{"1":[],"10":null,"d":true}]'],
    [
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    ],
  ])('is the one of RFC 8785 for %s', (text) => {
    expect(canonicalize(JSON.parse(text))).toBe(text);
  });

  it('is recognised exactly where writing it anew gives the same', () => {
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.string({ unit: 'binary' }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.constant(null),
        tie('list'),
        tie('record'),
      ),
      list: fc.array(tie('value'), { maxLength: 4 }),
      record: fc.dictionary(
        fc
          .string({ unit: 'binary', minLength: 1 })
          .filter((key) => !/^\d+$/.test(key) && key !== '__proto__'),
        tie('value'),
        { maxKeys: 5 },
      ),
    }));
    fc.assert(
      fc.property(value, fc.boolean(), fc.boolean(), (json, isPretty, isRaw) => {
        const canonical = canonicalize(json) ?? '';
        const text = isRaw ? JSON.stringify(json, null, isPretty ? 1 : 0) : canonical;
        expect(isCanonical(text, JSON.parse(text))).toBe(text === canonical);
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    '{"a":1,"a":1}',
    '{"b":1,"a":1}',
    '{"a": 1}',
    '{"a":1.0}',
    '"\\u0041"',
    '"\\ud800"',
    '{"\\ud800":1}',
    '{"2":1,"10":1}',
    '[-0]',
  ])('is not %s', (text) => {
    expect(isCanonical(text, JSON.parse(text))).toBe(false);
  });
});

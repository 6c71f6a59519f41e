import { readFileSync } from 'node:fs';
import canonicalize from 'canonicalize';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readEnvelope } from '../../main/envelopes/envelope-file.ts';
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
});

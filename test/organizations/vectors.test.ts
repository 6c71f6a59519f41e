import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readKnown } from '../../main/domain/organizations/chain.ts';
import { parts } from '../envelopes/author.ts';

const Vectors = z.strictObject({
  about: z.string(),
  good: z.array(z.strictObject({ kind: z.string(), file: z.string(), hash: z.string() })),
  bad: z.array(z.strictObject({ name: z.string(), file: z.string(), flaw: z.string() })),
});
const file = new URL('../../docs/format/document-vectors.json', import.meta.url);
const vectors = Vectors.parse(JSON.parse(readFileSync(file, 'utf8')));

describe('the published vectors of documents', () => {
  it.each(vectors.good)('hold for the $kind document', ({ kind, file: text, hash }) => {
    expect(readKnown(parts, text)).toMatchObject({ kind, signed: { hash } });
  });

  it.each(vectors.bad)('refuse $name', ({ file: text, flaw }) => {
    expect(readKnown(parts, text)).toBe(flaw);
  });
});

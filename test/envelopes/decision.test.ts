import { describe, expect, it } from 'vitest';
import { decisionText, readDecision, type Decision } from '../../main/domain/envelopes/decision.ts';
import { signedFile } from '../../main/domain/envelopes/signed-text.ts';
import { readKnown } from '../../main/domain/organizations/chain.ts';
import { Author, ISSUED, ORGANIZATION, parts } from './author.ts';

const [xenia, yuri] = [new Author(), new Author()];
const stand = { peopleHash: 'b'.repeat(64), policyHash: null };

function decision(change: Partial<Decision> = {}): Decision {
  return {
    v: 1,
    kind: 'decision',
    organization: ORGANIZATION,
    director: xenia.key,
    keep: stand,
    setAside: [{ ...stand, policyHash: 'c'.repeat(64) }],
    insteadOf: [],
    issuedAt: ISSUED,
    ...change,
  };
}

const signed = (text: string, ...signers: readonly Author[]) =>
  signedFile(
    text,
    signers.map((one) => ({ key: one.key, signature: one.signature(text) })),
  );

describe('a decision', () => {
  it('says after reading what was signed', () => {
    const file = signed(decisionText(parts, decision()), xenia);
    expect(readDecision(parts, file)).toMatchObject({ ok: true, document: decision(), signers: [xenia.key] });
    expect(readKnown(parts, file)).toMatchObject({ kind: 'decision' });
  });

  it('is signed by its director and nobody else', () => {
    const text = decisionText(parts, decision());
    for (const signers of [[yuri], [xenia, yuri]])
      expect(readDecision(parts, signed(text, ...signers))).toEqual({ ok: false, flaw: 'signers' });
  });

  it('of two directors at one moment is two decisions', () => {
    const [one, two] = [xenia, yuri].map(({ key }) => decisionText(parts, decision({ director: key })));
    expect(parts.digests.sha256(one ?? '')).not.toBe(parts.digests.sha256(two ?? ''));
  });

  it.each([
    ['names nothing that it sets aside', { setAside: [] }],
    ['names more than twenty', { setAside: Array.from({ length: 21 }, () => stand) }],
    ['takes the place of more than twenty', { insteadOf: Array.from({ length: 21 }, () => 'd'.repeat(64)) }],
  ])('cannot be made when it %s', (_name, change) => {
    expect(() => decisionText(parts, decision(change))).toThrow(TypeError);
  });

  it('of twenty can be made, and one of a newer form is said to be newer', () => {
    const full = Array.from({ length: 20 }, () => stand);
    const text = decisionText(parts, decision({ setAside: full }));
    expect(readDecision(parts, signed(text, xenia)).ok).toBe(true);
    const newer = text.replace('decision-v1', 'decision-v2');
    expect(readKnown(parts, signed(newer, xenia))).toBe('newer-version');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { protectionLevelOf, type ProtectionFacts } from '../../main/domain/protection/protection-level.ts';

const token = fc.record({ state: fc.constantFrom('open', 'half', 'sealed', 'elsewhere') });
const member = fc.record({
  role: fc.constantFrom('accountant', 'director', 'auditor'),
  payingToken: fc.constantFrom('none', 'sealed', 'usable', 'unknown'),
  hasLeft: fc.boolean(),
});
const facts: fc.Arbitrary<ProtectionFacts> = fc.record({
  tokens: fc.array(token, { maxLength: 4 }),
  isDirectorsOnly: fc.boolean(),
  members: fc.array(member, { maxLength: 4 }),
});

/** The better the grade, the higher. */
const worth = { A: 2, B: 1, C: 0 } as const;
const worthOf = (one: ProtectionFacts) => worth[protectionLevelOf(one)];

const NOTHING: ProtectionFacts = { tokens: [], isDirectorsOnly: false, members: [] };

describe('the grade of a company', () => {
  it('is A while no paying token is known anywhere', () => {
    expect(protectionLevelOf(NOTHING)).toBe('A');
    const members = [
      { role: 'accountant', payingToken: 'none', hasLeft: false },
      { role: 'director', payingToken: 'unknown', hasLeft: false },
    ] as const;
    expect(protectionLevelOf({ ...NOTHING, members })).toBe('A');
  });

  it.each([
    ['sealed', false, 'B'],
    ['sealed', true, 'B'],
    ['open', false, 'C'],
    ['open', true, 'B'],
    ['half', false, 'C'],
    ['half', true, 'B'],
    ['elsewhere', false, 'C'],
    ['elsewhere', true, 'C'],
  ] as const)('with a token %s here, only directors here: %s, is %s', (state, isDirectorsOnly, grade) => {
    expect(protectionLevelOf({ tokens: [{ state }], isDirectorsOnly, members: [] })).toBe(grade);
  });

  it.each([
    ['director', 'usable', false, 'B'],
    ['director', 'usable', true, 'C'],
    ['director', 'sealed', false, 'B'],
    ['accountant', 'usable', false, 'C'],
    ['accountant', 'sealed', false, 'B'],
    ['accountant', 'none', false, 'A'],
    ['auditor', 'usable', false, 'C'],
  ] as const)(
    'with another %s whose computer says %s, left: %s, is %s',
    (role, payingToken, hasLeft, grade) => {
      expect(protectionLevelOf({ ...NOTHING, members: [{ role, payingToken, hasLeft }] })).toBe(grade);
    },
  );

  it('is never raised by one more usable paying token, here or at anybody’s', () => {
    fc.assert(
      fc.property(facts, member, (one, other) => {
        const here = { ...one, tokens: [...one.tokens, { state: 'open' as const }] };
        const there = { ...one, members: [...one.members, { ...other, payingToken: 'usable' as const }] };
        expect(worthOf(here)).toBeLessThanOrEqual(worthOf(one));
        expect(worthOf(there)).toBeLessThanOrEqual(worthOf(one));
      }),
    );
  });

  it('is never lowered by sealing a token that lay open or half sealed, nor by taking one away', () => {
    fc.assert(
      fc.property(facts, fc.nat(3), (one, at) => {
        const sealed = one.tokens.map((held, index) =>
          index === at && held.state !== 'elsewhere' ? { state: 'sealed' as const } : held,
        );
        expect(worthOf({ ...one, tokens: sealed })).toBeGreaterThanOrEqual(worthOf(one));
        const fewer = one.tokens.filter((_, index) => index !== at);
        expect(worthOf({ ...one, tokens: fewer })).toBeGreaterThanOrEqual(worthOf(one));
      }),
    );
  });

  it('is never raised by an accountant who sits down at this computer', () => {
    fc.assert(
      fc.property(facts, (one) => {
        const joined = worthOf({ ...one, isDirectorsOnly: false });
        expect(joined).toBeLessThanOrEqual(worthOf({ ...one, isDirectorsOnly: true }));
      }),
    );
  });

  it('depends on no order, and says C whenever something can be used without a director', () => {
    fc.assert(
      fc.property(facts, (one) => {
        const turned = { ...one, tokens: [...one.tokens].reverse(), members: [...one.members].reverse() };
        expect(protectionLevelOf(turned)).toBe(protectionLevelOf(one));
        const isLoose =
          one.tokens.some(
            ({ state }) =>
              state === 'elsewhere' || ((state === 'open' || state === 'half') && !one.isDirectorsOnly),
          ) ||
          one.members.some(
            ({ role, payingToken, hasLeft }) => payingToken === 'usable' && (role !== 'director' || hasLeft),
          );
        expect(protectionLevelOf(one) === 'C').toBe(isLoose);
      }),
    );
  });
});

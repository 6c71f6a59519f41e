import { describe, expect, it } from 'vitest';
import { PersonId } from '../../contract/values/ids.ts';
import { validMembers } from '../../main/domain/envelopes/documents.ts';
import { newestByAuthor } from '../../main/domain/organizations/organizations.ts';
import type { OpenedEnvelope } from '../../main/domain/envelopes/envelope-file.ts';
import {
  companyProtectionLevel,
  protectionView,
  type ProtectionParts,
} from '../../main/domain/protection/protection-view.ts';
import { payingTokenOf } from '../../main/domain/protection/paying-token.ts';
import type { KnownMember } from '../../main/domain/organizations/organizations.ts';
import type { Token } from '../../main/domain/tokens/token.ts';
import { COMPANY, EVERYDAY, PAYING, STRICT_RULES, VaultWorld, type Workday } from '../fakes/vault-world.ts';

const PERSON = PersonId.parse('id-00000002');

async function standing(change: Partial<Token> = {}) {
  const world = new VaultWorld();
  const day = await world.furnish({ rules: STRICT_RULES });
  const paying = day.parts.tokens.get(PAYING);
  if (paying !== null) day.parts.tokens.save({ ...paying, ...change }, null);
  return { world, day };
}

function companyOf({ stores }: Workday) {
  const company = stores.companies.get(COMPANY);
  if (company === null) throw new Error('no company');
  return company;
}

const gradeIn = (day: Workday, parts: ProtectionParts = day.parts) =>
  protectionView(parts, companyOf(day), null);

/** The parts with members at other computers and what their newest envelopes say. */
function withMembers(
  { parts }: Workday,
  told: readonly (Pick<KnownMember, 'name' | 'role' | 'validThrough'> & {
    readonly says: readonly ['none' | 'sealed' | 'usable', number][];
  })[],
): ProtectionParts {
  const members = told.map(({ says: _, ...member }) => ({
    ...member,
    key: member.name,
    isHere: false,
  })) as unknown as readonly KnownMember[];
  const counting = told.flatMap(({ name, says }) =>
    says.map(([payingToken, counter]) => ({
      hash: `${name}-${counter}`,
      envelope: { author: name, counter, payingToken, issuedAt: '2026-11-15T09:00:00.000Z' },
    })),
  ) as unknown as readonly OpenedEnvelope[];
  const organizations = {
    members: () => members,
    validMembers: () => validMembers(members),
    newest: () => newestByAuthor(counting),
  };
  return { ...parts, organizations };
}

describe('the truth label of a company', () => {
  it('says C, why, and that sealing raises it, while a paying token lies open beside an accountant', async () => {
    const { day } = await standing();
    const view = gradeIn(day);
    expect(view.grade).toBe('C');
    expect(view.tokens.map(({ tokenId, state }) => [tokenId, state])).toEqual([[PAYING, 'open']]);
    expect(view.othersHere).toEqual(['Анна']);
    expect(view.step).toMatchObject({ kind: 'seal', tokenId: PAYING });
    expect(view.directors.map(({ name }) => name)).toEqual(['Борис', 'Вера']);
  });

  it.each([
    ['active', 'here', 'C', 'usable'],
    ['quarantined', 'here', 'C', 'usable'],
    ['frozen', 'here', 'C', 'usable'],
    ['planned', 'here', 'C', 'usable'],
    ['lost', 'here', 'C', 'usable'],
    ['dead', 'here', 'A', 'none'],
    ['revoked', 'here', 'A', 'none'],
    ['revoked', 'wiped', 'A', 'none'],
    ['active', 'elsewhere', 'C', 'none'],
    ['planned', 'elsewhere', 'A', 'none'],
  ] as const)(
    'counts a paying token that is %s and whose text is %s: %s',
    async (status, secretPlace, grade, told) => {
      const { day } = await standing({ status, secretPlace });
      expect(companyProtectionLevel(day.parts, companyOf(day))).toBe(grade);
      expect(payingTokenOf(day.parts, COMPANY)).toBe(told);
    },
  );

  it.each([
    ['self-employed-payments', 'C', 'usable'],
    ['opensme/inn/[9999980892]/kpp/[999991001]/payments/brand-new', 'C', 'usable'],
    ['sbp-links', 'C', 'usable'], // its effect is uncertain
    ['self-employed-signing', 'C', 'usable'],
    ['deposits', 'C', 'usable'],
    ['self-employed-registries', 'A', 'none'],
    ['drafts', 'A', 'none'],
  ] as const)(
    'takes a token with the access %s for one that makes the grade %s',
    async (access, grade, told) => {
      const held = { access, proof: 'unproven' as const, provenAt: null, isExpected: true };
      const { day } = await standing({ accesses: [held] });
      expect(companyProtectionLevel(day.parts, companyOf(day))).toBe(grade);
      expect(payingTokenOf(day.parts, COMPANY)).toBe(told);
    },
  );

  it('says B when it is sealed, and C while the seal is only half made', async () => {
    const sealing = { sealedTo: PERSON, at: '2026-11-16T09:00:00.000Z' };
    const whole = await standing({ sealing: { ...sealing, isWhole: true } });
    expect(gradeIn(whole.day)).toMatchObject({ grade: 'B', step: { kind: 'reissue' } });
    expect(payingTokenOf(whole.day.parts, COMPANY)).toBe('sealed');
    const half = await standing({ sealing: { ...sealing, isWhole: false } });
    expect(gradeIn(half.day)).toMatchObject({ grade: 'C', step: { kind: 'finish-seal' } });
    expect(payingTokenOf(half.day.parts, COMPANY)).toBe('usable');
  });

  it('tells when the text was on the screen: a copy that was made then is closed by no seal', async () => {
    const at = '2026-11-10T09:00:00.000Z';
    const { day } = await standing({ history: [{ at, kind: 'token-revealed', who: 'Борис', details: {} }] });
    expect(gradeIn(day).tokens[0]?.shownAt).toBe(at);
  });

  it('believes the newest envelope of each member, and says whose word is missing', async () => {
    const { day } = await standing({ status: 'revoked' });
    const anna = { name: 'Анна', role: 'accountant' as const, validThrough: null };
    const unknown = gradeIn(day, withMembers(day, [{ ...anna, says: [] }]));
    expect(unknown).toMatchObject({
      grade: 'A',
      members: [{ name: 'Анна', payingToken: 'unknown', at: null }],
    });
    const usable = gradeIn(
      day,
      withMembers(day, [
        {
          ...anna,
          says: [
            ['usable', 2],
            ['none', 1],
          ],
        },
      ]),
    );
    expect(usable).toMatchObject({ grade: 'C', step: { kind: 'member', name: 'Анна' } });
    const cleared = gradeIn(
      day,
      withMembers(day, [
        {
          ...anna,
          says: [
            ['usable', 2],
            ['none', 3],
          ],
        },
      ]),
    );
    expect(cleared).toMatchObject({ grade: 'A', step: null });
  });

  it('sends the token to the director where none works at this computer', async () => {
    const { day } = await standing();
    const accountants = day.parts.people.list().filter(({ role }) => role === 'accountant');
    const people = { ...day.parts.people, list: () => accountants };
    const alone = { ...day.parts, people };
    expect(gradeIn(day, alone).step).toMatchObject({ kind: 'reissue', tokenId: PAYING });
    const boris = { name: 'Борис', role: 'director' as const, validThrough: null, says: [] };
    const there = { ...withMembers(day, [boris]), people };
    expect(gradeIn(day, there)).toMatchObject({ grade: 'C', step: { kind: 'move', tokenId: PAYING } });
  });

  it('keeps counting a usable token at one who is no longer a member', async () => {
    const { day } = await standing({ status: 'revoked' });
    const left = { name: 'Вера', role: 'director' as const, validThrough: 7 };
    expect(gradeIn(day, withMembers(day, [{ ...left, says: [['usable', 2]] }])).grade).toBe('C');
    const clean = gradeIn(day, withMembers(day, [{ ...left, says: [['none', 2]] }]));
    expect([clean.grade, clean.members]).toEqual(['A', []]);
  });

  it('is of one company and asks nothing of tokens that only read', async () => {
    const { day } = await standing({ status: 'revoked' });
    expect(gradeIn(day).tokens).toEqual([]);
    expect(day.parts.tokens.get(EVERYDAY)?.status).toBe('issued');
    expect(gradeIn(day).grade).toBe('A');
  });
});

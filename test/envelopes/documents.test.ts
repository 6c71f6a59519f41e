import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  nextPeople,
  nextPolicy,
  peopleText,
  policyDocumentText,
  readPeople,
  readPolicy,
  type Member,
  type People,
  type PolicyDocument,
  type SignedDocument,
} from '../../main/domain/envelopes/documents.ts';
import { signedFile } from '../../main/domain/envelopes/signed-text.ts';
import { strictPolicy } from '../../main/domain/policy/policy.ts';
import { CompanyId } from '../../contract/values/ids.ts';
import { Author, ISSUED, parts } from './author.ts';

const maker = new Author();
const directors = [new Author(), new Author(), new Author()] as const;
const [first, second, third] = directors;
const stranger = new Author();
const { rules } = strictPolicy(CompanyId.parse('company-1'));

const openingKeys = new Map<Author, string>();
/** A recipient in the form of age; nobody holds its other half. */
function openingKeyOf(author: Author): string {
  const known = openingKeys.get(author) ?? `age1${'q'.repeat(56)}${'023456789'.charAt(openingKeys.size)}q`;
  openingKeys.set(author, known);
  return known;
}

function member(author: Author, role: Member['role'], change: Partial<Member> = {}): Member {
  return {
    key: author.key,
    openingKey: openingKeyOf(author),
    name: `Имя ${openingKeyOf(author).slice(-2)}`,
    role,
    validThrough: null,
    ...change,
  };
}

function people(change: Partial<People> = {}): People {
  return {
    v: 1,
    kind: 'people',
    version: 1,
    previous: null,
    issuedAt: ISSUED,
    name: 'ООО «Пример»',
    inn: '9999000006',
    kpp: '999901001',
    environment: 'production',
    policyHash: null,
    recoveryKey: null,
    members: [member(maker, 'accountant'), ...directors.map((one) => member(one, 'director'))],
    changesNeed: 2,
    ...change,
  };
}

function signed(document: People, signers: readonly Author[] = directors): SignedDocument<People> {
  const text = peopleText(parts, document);
  const reading = readPeople(
    parts,
    signedFile(
      text,
      signers.map((one) => ({ key: one.key, signature: one.signature(text) })),
    ),
  );
  if (!reading.ok) throw new Error(reading.flaw);
  return reading;
}

function signedPolicy(
  change: Partial<PolicyDocument>,
  signers: readonly Author[],
): SignedDocument<PolicyDocument> {
  const document: PolicyDocument = {
    v: 1,
    kind: 'policy',
    version: 1,
    previous: null,
    issuedAt: ISSUED,
    organization: root.hash,
    peopleHash: root.hash,
    rules,
    validUntil: '2027-11-16T09:00:00.000Z',
    ...change,
  };
  const text = policyDocumentText(parts, document);
  const reading = readPolicy(
    parts,
    signedFile(
      text,
      signers.map((one) => ({ key: one.key, signature: one.signature(text) })),
    ),
  );
  if (!reading.ok) throw new Error(reading.flaw);
  return reading;
}

const root = signed(people());
const successor = (change: Partial<People> = {}) => people({ version: 2, previous: root.hash, ...change });

describe('the people of an organization', () => {
  it('begin with a document that every director in it has signed', () => {
    expect(nextPeople(null, root)).toBeNull();
    expect(nextPeople(null, signed(people(), [first, second]))).toBe('signers');
    expect(nextPeople(null, signed(people(), [...directors, stranger]))).toBeNull();
  });

  it.each([
    [[first], 'signers'],
    [[first, second], null],
    [[second, third], null],
    [[first, maker], 'signers'],
    [[first, stranger], 'signers'],
  ] as const)('are changed by as many directors as the version before asks for: %#', (signers, flaw) => {
    expect(nextPeople(root, signed(successor(), signers))).toBe(flaw);
  });

  it('are not changed by those whom only the new version entitles', () => {
    const members = [member(stranger, 'director'), ...people().members];
    expect(nextPeople(root, signed(successor({ members, changesNeed: 1 }), [first, stranger]))).toBe(
      'signers',
    );
  });

  it('are not changed with a key that was taken back', () => {
    const members = people().members.map((one) =>
      one.key === first.key ? { ...one, validThrough: 7 } : one,
    );
    const without = signed(successor({ members }), [second, third]);
    const next = successor({ version: 3, previous: without.hash, members });
    expect(nextPeople(root, without)).toBeNull();
    expect(nextPeople(without, signed(next, [first, second]))).toBe('signers');
    expect(nextPeople(without, signed(next, [second, third]))).toBeNull();
  });

  it('do not go back, jump, or follow another version than the one that counts', () => {
    const other = signed(successor({ name: 'ООО «Другое»' }));
    const taken = signed(successor());
    expect(nextPeople(taken, root)).toBe('older');
    expect(nextPeople(taken, taken)).toBe('older');
    expect(nextPeople(taken, other)).toBe('older');
    expect(nextPeople(root, signed(successor({ version: 3 })))).toBe('gap');
    expect(nextPeople(taken, signed(people({ version: 3, previous: other.hash })))).toBe('not-the-successor');
    expect(nextPeople(null, taken)).toBe('gap');
  });

  it('never leave themselves without the directors that a change needs', () => {
    const members = people().members.map((one) =>
      one.key === first.key ? one : { ...one, validThrough: 1 },
    );
    expect(nextPeople(root, signed(successor({ members })))).toBe('no-way-on');
    expect(nextPeople(root, signed(successor({ changesNeed: 4 })))).toBe('no-way-on');
    expect(
      nextPeople(root, signed(successor({ members: [...people().members, member(first, 'auditor')] }))),
    ).toBe('no-way-on');
  });

  it('come to the same version whatever else is offered on the way', () => {
    const second2 = signed(successor(), [first, second]);
    const third3 = signed(people({ version: 3, previous: second2.hash }), [second, third]);
    const offers = [
      root,
      second2,
      third3,
      signed(successor(), [first]),
      signed(people({ version: 3, previous: root.hash })),
      signed(people({ name: 'Чужие' })),
    ];
    const offered = fc.array(fc.constantFrom(...offers), { maxLength: 12 });
    fc.assert(
      fc.property(offered, (noise) => {
        let current = root;
        for (const one of [...noise, second2, ...noise, third3, ...noise])
          if (nextPeople(current, one) === null) current = one;
        expect(current.hash).toBe(third3.hash);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the rules of an organization', () => {
  const organization = { ...root, organization: root.hash };

  it.each([
    [1, 1, [first], 'signers'],
    [1, 1, [first, second], null],
    [1, 3, [first, second], 'signers'],
    [1, 3, [first, second, third], null],
    [3, 1, [first, second], 'signers'],
    [3, 1, [first, second, third], null],
    [1, 4, [first, second, third], 'no-way-on'],
  ] as const)('that asked for %d approvals are changed to %d by %#', (before, after, signers, flaw) => {
    const current = signedPolicy({ rules: { ...rules, approvalsNeeded: before } }, directors);
    const change = { version: 2, previous: current.hash, rules: { ...rules, approvalsNeeded: after } };
    expect(nextPolicy(current, signedPolicy(change, signers), organization)).toBe(flaw);
  });

  it('are of this organization, and follow one another', () => {
    const current = signedPolicy({}, directors);
    expect(nextPolicy(null, current, organization)).toBeNull();
    expect(nextPolicy(null, signedPolicy({ organization: 'f'.repeat(64) }, directors), organization)).toBe(
      'other-organization',
    );
    expect(nextPolicy(current, current, organization)).toBe('older');
    expect(
      nextPolicy(null, signedPolicy({ version: 2, previous: current.hash }, directors), organization),
    ).toBe('gap');
    expect(
      nextPolicy(current, signedPolicy({ version: 2, previous: 'f'.repeat(64) }, directors), organization),
    ).toBe('not-the-successor');
  });
});

describe('a document', () => {
  it('is not read after any change of any byte', () => {
    const text = peopleText(parts, people());
    const file = Buffer.from(
      signedFile(
        text,
        directors.map((one) => ({ key: one.key, signature: one.signature(text) })),
      ),
    );
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (at, to) => {
        const bytes = Buffer.from(file);
        bytes[at] = (bytes[at] ?? 0) ^ to;
        expect(readPeople(parts, bytes.toString('utf8')).ok).toBe(false);
      }),
      { numRuns: 3_000 },
    );
  });

  it('is not read as another kind of document, nor with one signature twice', () => {
    const text = peopleText(parts, people());
    const one = { key: first.key, signature: first.signature(text) };
    expect(readPolicy(parts, signedFile(text, [one]))).toMatchObject({ flaw: 'not-signed-text' });
    expect(readPeople(parts, signedFile(text, [one, one]))).toMatchObject({ flaw: 'not-signed-text' });
    expect(readPeople(parts, text)).toMatchObject({ flaw: 'not-signed-text' });
  });
});

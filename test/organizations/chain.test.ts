import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CompanyId } from '../../contract/values/ids.ts';
import {
  peopleText,
  policyDocumentText,
  type Member,
  type People,
  type PolicyDocument,
} from '../../main/domain/envelopes/documents.ts';
import { signedFile } from '../../main/domain/envelopes/signed-text.ts';
import {
  flawOn as flawAfterHead,
  grow,
  readKnown,
  type Chain as CountingChain,
  type Known,
  type Verdict,
} from '../../main/domain/organizations/chain.ts';
import { strictPolicy } from '../../main/domain/policy/policy.ts';
import { Author, ISSUED, parts } from '../envelopes/author.ts';

const { rules } = strictPolicy(CompanyId.parse('company-1'));
const AUTHORS = Array.from({ length: 5 }, () => new Author());
const [first, second, third, newcomer, stranger] = AUTHORS as [Author, Author, Author, Author, Author];
const recovery = new Author();

function member(author: Author, change: Partial<Member> = {}): Member {
  const at = AUTHORS.indexOf(author);
  return {
    key: author.key,
    openingKey: `age1${'q'.repeat(57)}${'02345'.charAt(at)}`,
    name: `Имя ${at}`,
    role: 'director',
    validThrough: null,
    ...change,
  };
}

function read(text: string, signers: readonly Author[]): Known {
  const known = readKnown(
    parts,
    signedFile(
      text,
      signers.map((one) => ({ key: one.key, signature: one.signature(text) })),
    ),
  );
  if (typeof known === 'string') throw new Error(known);
  return known;
}

function people(change: Partial<People>, signers: readonly Author[]): Known {
  return read(
    peopleText(parts, {
      v: 1,
      kind: 'people',
      version: 1,
      previous: null,
      issuedAt: ISSUED,
      name: 'ООО «Пример»',
      inn: '9999000006',
      kpp: '999901001',
      environment: 'production',
      changesNeed: 1,
      policyHash: null,
      recoveryKey: recovery.key,
      members: [member(first), member(second), member(third, { role: 'accountant' })],
      ...change,
    }),
    signers,
  );
}

const root = people({}, [first, second]);

/** Documents in the order in which they came, and what counts of them. */
interface Chain extends CountingChain {
  readonly documents: readonly Known[];
}

const from = (documents: readonly Known[]): Chain => ({
  ...grow(root.signed.hash, documents).chain,
  documents,
});
const put = ({ documents }: Chain, ...more: Known[]) => from([...documents, ...more]);
const start = from([root]);

/** Why a document is not the next one, or `null`. */
function flawOn({ documents }: Chain, document: Known): Verdict | null {
  const { head } = grow(root.signed.hash, documents);
  if (head === null) return 'gap';
  return flawAfterHead(head, root.signed.hash, document);
}

const verdictOn = ({ documents }: Chain, document: Known) =>
  grow(root.signed.hash, [...documents, document]).verdicts.get(document.signed.hash);

function after(chain: Chain, change: Partial<People>, signers: readonly Author[]): Known {
  const last = chain.people.at(-1);
  if (last === undefined) throw new Error('no people');
  const policyHash = chain.policies.at(-1)?.hash ?? null;
  const { version, members } = last.document;
  return people({ version: version + 1, previous: last.hash, members, policyHash, ...change }, signers);
}

function policy(chain: Chain, change: Partial<PolicyDocument>, signers: readonly Author[]): Known {
  const last = chain.policies.at(-1);
  return read(
    policyDocumentText(parts, {
      v: 1,
      kind: 'policy',
      version: (last?.document.version ?? 0) + 1,
      previous: last?.hash ?? null,
      issuedAt: ISSUED,
      organization: chain.root,
      peopleHash: chain.people.at(-1)?.hash ?? '',
      rules,
      validUntil: '2027-11-16T09:00:00.000Z',
      ...change,
    }),
    signers,
  );
}

const asking = (approvalsNeeded: number) => ({ rules: { ...rules, approvalsNeeded } });
const versions = ({ people: all, policies }: Chain) => [all.length, policies.length];

const without = (chain: Chain, author: Author) =>
  (chain.people.at(-1)?.document.members ?? []).map((one) =>
    one.key === author.key ? { ...one, validThrough: 7 } : one,
  );

describe('the documents of an organization', () => {
  it('come to the same chain in any order, any number of times, from the same files', () => {
    const one = put(start, policy(start, {}, [first]));
    const two = put(
      one,
      after(one, { members: [...(one.people[0]?.document.members ?? []), member(newcomer)] }, [first]),
    );
    const three = put(two, policy(two, asking(2), [first, second]));
    const files = three.documents;
    fc.assert(
      fc.property(fc.shuffledSubarray([...files, ...files], { minLength: files.length * 2 }), (shuffled) => {
        const grown = from(shuffled);
        expect(grown.people.at(-1)?.hash).toBe(three.people.at(-1)?.hash);
        expect(grown.policies.map(({ hash }) => hash)).toEqual(three.policies.map(({ hash }) => hash));
      }),
      { numRuns: 300 },
    );
  });

  it('begin with no other root than the one that a person compared', () => {
    const other = people({ name: 'ООО «Другое»' }, [first, second]);
    expect(verdictOn(start, other)).toBe('other-organization');
    expect(from([other]).people).toEqual([]);
  });

  it('never go back or jump', () => {
    const taken = put(start, after(start, { name: 'ООО «Новое»' }, [first]));
    expect(flawOn(taken, root)).toBe('older');
    expect(flawOn(taken, after(start, { name: 'ООО «Другое»' }, [first, second]))).toBe('older');
    expect(flawOn(start, after(start, { version: 3 }, [first]))).toBe('gap');
    expect(flawOn(taken, after(taken, { previous: root.signed.hash }, [first]))).toBe('not-the-successor');
  });

  it('do not lose or rewrite anybody who was named', () => {
    const { members } = start.people[0]?.document ?? { members: [] };
    const [one, ...others] = members;
    expect(flawOn(start, after(start, { members: others }, [first]))).toBe('rewritten');
    if (one === undefined) throw new Error('nobody');
    const asAuditor = [{ ...one, role: 'auditor' as const }, ...others];
    expect(flawOn(start, after(start, { members: asAuditor }, [first]))).toBe('rewritten');
    const ended = put(start, after(start, { members: without(start, second) }, [first]));
    expect(flawOn(ended, after(ended, { members }, [first]))).toBe('rewritten');
  });

  it('belong to one company for ever', () => {
    expect(flawOn(start, after(start, { inn: '9999000013' }, [first]))).toBe('rewritten');
    expect(flawOn(start, after(start, { kpp: '999902001' }, [first]))).toBeNull();
  });
});

describe('a director who has left', () => {
  const ruled = put(start, policy(start, {}, [first]));
  const left = after(ruled, { members: without(ruled, second) }, [first]);

  it('gets no rules in that he signs afterwards under the old people', () => {
    const late = policy(ruled, asking(1), [second]);
    const gone = put(ruled, left);
    expect(flawOn(gone, late)).toBe('other-people');
    expect(verdictOn(gone, late)).toBe('void');
    expect(versions(put(ruled, left, late))).toEqual([2, 1]);
  });

  it('loses the rules that arrived before the document that ends his key', () => {
    const late = policy(ruled, asking(1), [second]);
    const grown = grow(root.signed.hash, [...ruled.documents, late, left]);
    expect(versions(from([...ruled.documents, late, left]))).toEqual([2, 1]);
    expect(grown.voided.map(({ signed }) => signed.hash)).toEqual([late.signed.hash]);
  });
});

describe('new people', () => {
  it('take as many directors as the rules ask for an approval', () => {
    const strict = put(start, policy(start, asking(2), [first, second]));
    const puppet = [...without(strict, stranger), member(newcomer)];
    expect(flawOn(strict, after(strict, { members: puppet }, [first]))).toBe('signers');
    expect(flawOn(strict, after(strict, { members: puppet }, [first, second]))).toBeNull();
  });

  it('do not go back behind rules of two by the signature of one', () => {
    const loose = put(start, policy(start, asking(1), [first]));
    const strict = put(loose, policy(loose, asking(2), [first, second]));
    const policyHash = loose.policies.at(-1)?.hash ?? null;
    for (const named of [policyHash, null]) {
      const grown = grow(root.signed.hash, [
        ...strict.documents,
        after(strict, { policyHash: named }, [first]),
      ]);
      // Both are seen, and the rules that nobody doubts are those before both.
      expect(grown.fork?.branches).toHaveLength(2);
      expect(grown.chain.policies.at(-1)?.hash ?? null).toBe(named);
    }
  });

  it('wait for the rules that they name', () => {
    const ruled = put(start, policy(start, {}, [first]));
    const next = after(ruled, {}, [first]);
    expect(verdictOn(start, next)).toBe('gap');
    expect(versions(put(start, next))).toEqual([1, 0]);
  });

  it('cannot name rules older than the people before them named', () => {
    const ruled = put(start, policy(start, {}, [first]));
    const two = put(ruled, after(ruled, {}, [first]));
    expect(verdictOn(two, after(two, { policyHash: null }, [first]))).toBe('gap');
  });
});

describe('the recovery key', () => {
  const members = start.people[0]?.document.members ?? [];
  const replaced = [...without(start, first), member(newcomer, { name: 'Имя 0' })];

  it('alone replaces a lost key', () => {
    expect(flawOn(start, after(start, { members: replaced }, [recovery]))).toBeNull();
  });

  it.each([
    ['adds nobody', { members: [...members, member(newcomer)] }],
    ['ends nobody', { members: without(start, second) }],
    ['changes no number of signatures', { members: replaced, changesNeed: 2 }],
    ['changes no name', { members: replaced, name: 'ООО «Другое»' }],
    [
      'raises nobody to director',
      { members: [...without(start, third), member(newcomer, { name: 'Имя 2' })] },
    ],
  ])('%s', (_name, change) => {
    expect(flawOn(start, after(start, change, [recovery]))).toBe('signers');
  });

  it('signs no rules, and voids none: it can make two versions seen', () => {
    expect(flawOn(start, policy(start, {}, [recovery]))).toBe('signers');
    const ruled = put(start, policy(start, {}, [first]));
    const late = after(ruled, { members: replaced, policyHash: null }, [recovery]);
    expect(verdictOn(ruled, late)).toBe('branch');
  });

  it('is nobody’s key', () => {
    expect(flawOn(start, after(start, { recoveryKey: second.key }, [first]))).toBe('no-way-on');
  });
});

/** Source: security.md §8, no. 15. */
describe('whatever is offered', () => {
  const offers = fc.array(
    fc.record({
      kind: fc.constantFrom('people', 'end', 'add', 'rules'),
      signers: fc.subarray([first, second, third, stranger, recovery], { minLength: 1 }),
      from: fc.nat(6),
      needs: fc.integer({ min: 1, max: 3 }),
      delay: fc.nat(5),
    }),
    { maxLength: 14 },
  );

  function offer(chain: Chain, one: typeof offers extends fc.Arbitrary<(infer T)[]> ? T : never): Known {
    const { signers, needs } = one;
    const last = chain.people.at(-1)?.document.members ?? [];
    switch (one.kind) {
      case 'rules':
        return policy(chain, asking(needs), signers);
      case 'end':
        return after(chain, { members: without(chain, second) }, signers);
      case 'add':
        return after(
          chain,
          { members: last.some(({ key }) => key === newcomer.key) ? last : [...last, member(newcomer)] },
          signers,
        );
      default:
        return after(chain, { changesNeed: needs }, signers);
    }
  }

  it('versions only go up, each signed by as many directors as the one before asks for', () => {
    fc.assert(
      fc.property(offers, (list) => {
        const history: Chain[] = [start];
        let chain = start;
        let waiting: Known[] = [];
        for (const one of list) {
          // Made on any state that ever was, so that forks, rollbacks and late arrivals are among them.
          const base = history[Math.min(one.from, history.length - 1)] ?? start;
          waiting = [...waiting, offer(base, one)];
          if (one.delay > 2) continue;
          const grown = put(start, ...waiting);
          for (const [at, { document, signers }] of grown.people.entries()) {
            const before = grown.people[at - 1]?.document;
            if (before === undefined) continue;
            const directors = before.members.filter(
              ({ role, validThrough, key }) =>
                role === 'director' && validThrough === null && signers.includes(key),
            );
            const isRecovered = signers.includes(recovery.key);
            expect(isRecovered || directors.length >= before.changesNeed).toBe(true);
            expect(document.version).toBe(at + 1);
          }
          for (const [at, { document, signers }] of grown.policies.entries()) {
            const by = grown.people.find(({ hash }) => hash === document.peopleHash)?.document;
            const needed = Math.max(
              by?.changesNeed ?? 99,
              document.rules.approvalsNeeded,
              grown.policies[at - 1]?.document.rules.approvalsNeeded ?? 1,
            );
            const directors = (by?.members ?? []).filter(
              ({ role, validThrough, key }) =>
                role === 'director' && validThrough === null && signers.includes(key),
            );
            expect(directors.length).toBeGreaterThanOrEqual(needed);
          }
          chain = grown;
          history.push(chain);
        }
      }),
      { numRuns: 400 },
    );
  }, 120_000);
});

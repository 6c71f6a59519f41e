import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NamedStand } from '../../main/domain/envelopes/decision.ts';
import type { Member } from '../../main/domain/envelopes/documents.ts';
import { grow, type Grown, type Known } from '../../main/domain/organizations/chain.ts';
import { endedAloneBy } from '../../main/domain/organizations/fork.ts';
import { agreedMembers, heardMembers } from '../../main/domain/organizations/members.ts';
import { namedStand, type Stand } from '../../main/domain/organizations/stands.ts';
import { Author } from '../envelopes/author.ts';
import { modelSeed } from '../fakes/model-seed.ts';
import { asking, Notary } from './signed-documents.ts';

const AUTHORS = Array.from({ length: 7 }, () => new Author());
const [xenia, yuri, zoya, puppet, newcomer, other, stranger] = AUTHORS as [
  ...[Author, Author, Author, Author, Author, Author, Author],
];
const notary = new Notary(AUTHORS);

/** All documents that were ever signed, in the order of signing. */
class Papers {
  readonly all: Known[] = [];
  readonly root: string;

  constructor(directors: readonly Author[] = [xenia, yuri, zoya], recovery: Author | null = null) {
    const root = notary.root(directors, { recoveryKey: recovery?.key ?? null });
    this.all.push(root);
    this.root = root.signed.hash;
  }

  get grown(): Grown {
    return grow(this.root, this.all);
  }

  get head(): Stand {
    const { head } = this.grown;
    if (head === null) throw new Error('no head');
    return head;
  }

  /** The stand to which a document leads. */
  at(document: Known): Stand {
    // By itself and what is before it nothing is in doubt.
    const { head } = grow(this.root, this.#before(document));
    if (head === null) throw new Error('no stand');
    return head;
  }

  people(at: Stand, members: readonly Member[], signers: readonly Author[], changesNeed = 1): Known {
    return this.#add(notary.people(at, { members: [...members], changesNeed }, signers));
  }

  rules(at: Stand, approvals: number, signers: readonly Author[]): Known {
    return this.#add(notary.policy(at, this.root, { change: asking(approvals), signers }));
  }

  decide(signer: Author, kept: Known, others: readonly Known[], insteadOf: readonly Known[] = []): Known {
    const setAside = others.map((one) => this.nameOf(one));
    const keep = this.nameOf(kept);
    const instead = insteadOf.map(({ signed }) => signed.hash);
    return this.#add(notary.decision(this.root, { keep, setAside, signer, insteadOf: instead }));
  }

  nameOf(document: Known): NamedStand {
    return namedStand(this.at(document));
  }

  #add(document: Known): Known {
    this.all.push(document);
    return document;
  }

  /** The document and those that it builds upon. */
  #before(document: Known): Known[] {
    if (document.kind === 'decision') throw new Error('a decision leads nowhere');
    const named =
      document.kind === 'people'
        ? [document.signed.document.previous, document.signed.document.policyHash]
        : [document.signed.document.previous, document.signed.document.peopleHash];
    const before = this.all.filter(({ signed }) => named.includes(signed.hash));
    return [document, ...before.flatMap((one) => this.#before(one))];
  }
}

const all = (directors: readonly Author[] = [xenia, yuri, zoya]) =>
  directors.map((one) => notary.member(one));
const without = (members: readonly Member[], ...gone: Author[]) =>
  members.map((one) => (gone.some(({ key }) => key === one.key) ? { ...one, validThrough: 7 } : one));
const accountant = notary.member(newcomer, { role: 'accountant' });
const verdict = ({ grown }: Papers, { signed }: Known) => grown.verdicts.get(signed.hash);

/** Two directors add somebody at one moment. */
function twoAtOnce() {
  const papers = new Papers();
  const start = papers.head;
  const a = papers.people(start, [...all(), accountant], [xenia]);
  const b = papers.people(start, [...all(), notary.member(other, { role: 'auditor' })], [zoya]);
  return { papers, start, a, b };
}

describe('two directors who change the people at one moment', () => {
  it('leave both versions, and the one before them counts', () => {
    const { papers, start, a, b } = twoAtOnce();
    const { fork, head } = papers.grown;
    expect(fork?.branches.map(({ first }) => first.made.signed.hash).sort()).toEqual(
      [a, b].map(({ signed }) => signed.hash).sort(),
    );
    expect(head?.people.hash).toBe(start.people.hash);
    expect([a, b].map((one) => verdict(papers, one))).toEqual(['branch', 'branch']);
  });

  it('each version can be made to hold by one director, and the other is void with all that is built upon it', () => {
    const { papers, a, b } = twoAtOnce();
    const upon = papers.rules(papers.at(b), 1, [zoya]);
    papers.decide(yuri, a, [upon]);
    const { fork, chain } = papers.grown;
    expect(fork).toBeNull();
    expect(chain.people.at(-1)?.hash).toBe(a.signed.hash);
    expect([a, b, upon].map((one) => verdict(papers, one))).toEqual(['counts', 'void', 'void']);
    // What was built upon it later, by somebody who did not know of the decision, is void as well.
    const later = papers.rules(papers.at(b), 1, [xenia]);
    expect(papers.grown.fork).toBeNull();
    expect(verdict(papers, later)).toBe('void');
  });

  it('and decide against each other leave it open, until one of them gives way', () => {
    const { papers, a, b } = twoAtOnce();
    papers.decide(xenia, a, [b]);
    const second = papers.decide(zoya, b, [a]);
    expect(papers.grown.fork?.branches.map(({ chosenBy }) => chosenBy.length)).toEqual([1, 1]);
    papers.decide(zoya, a, [b], [second]);
    expect(papers.grown.fork).toBeNull();
    expect(papers.head.people.hash).toBe(a.signed.hash);
  });

  it('and decide against each other are ended by a third director too', () => {
    const { papers, a, b } = twoAtOnce();
    papers.decide(xenia, a, [b]);
    papers.decide(zoya, b, [a]);
    papers.decide(yuri, b, [a]);
    expect(papers.head.people.hash).toBe(b.signed.hash);
  });
});

describe('who may decide', () => {
  it('not somebody whom one version alone made director', () => {
    const papers = new Papers([xenia, zoya]);
    const start = papers.head;
    const a = papers.people(start, [...all([xenia, zoya]), notary.member(puppet)], [zoya]);
    const b = papers.people(start, [...all([xenia, zoya]), accountant], [xenia]);
    papers.decide(puppet, a, [b]);
    papers.decide(stranger, a, [b]);
    expect(papers.grown.fork?.branches.every(({ chosenBy }) => chosenBy.length === 0)).toBe(true);
  });

  it('not a director whom the other version ended, alone, whatever he adds to his own', () => {
    const papers = new Papers();
    const start = papers.head;
    const left = papers.people(start, without(all(), zoya), [yuri]);
    let own = papers.people(start, [...all(), notary.member(puppet)], [zoya]);
    papers.decide(zoya, own, [left]);
    expect(papers.grown.fork).not.toBeNull();
    own = papers.people(papers.at(own), without([...all(), notary.member(puppet)], xenia, yuri), [zoya]);
    own = papers.rules(papers.at(own), 2, [zoya, puppet]);
    papers.decide(zoya, own, [left]);
    papers.decide(puppet, own, [left]);
    expect(papers.grown.fork).not.toBeNull();
    // Two of three whom he ended in turn are more than he alone.
    papers.decide(xenia, left, [own]);
    expect(papers.grown.fork).not.toBeNull();
    papers.decide(yuri, left, [own]);
    expect(papers.head.people.hash).toBe(left.signed.hash);
    expect(verdict(papers, own)).toBe('void');
  });

  it('not one director who is valid nowhere else, though nobody but him was director then', () => {
    const papers = new Papers([zoya]);
    const start = papers.head;
    const grownUp = papers.people(start, all([zoya, xenia, yuri]), [zoya]);
    const left = papers.people(papers.at(grownUp), without(all([zoya, xenia, yuri]), zoya), [xenia]);
    const own = papers.people(start, [...all([zoya]), accountant], [zoya]);
    papers.decide(zoya, own, [left]);
    expect(papers.grown.fork).not.toBeNull();
  });

  it('a single director who signed twice from an old copy, alone', () => {
    const papers = new Papers([zoya]);
    const start = papers.head;
    const a = papers.people(start, [...all([zoya]), accountant], [zoya]);
    const b = papers.rules(start, 1, [zoya]);
    const one = papers.decide(zoya, a, [b]);
    expect(papers.head.people.hash).toBe(a.signed.hash);
    // And from an old copy once more, the other way.
    const two = papers.decide(zoya, b, [a]);
    expect(papers.grown.fork).not.toBeNull();
    papers.decide(zoya, b, [a], [one, two]);
    expect(papers.head.policy?.hash).toBe(b.signed.hash);
  });

  it('as many as the common version asks for', () => {
    const papers = new Papers();
    const two = papers.people(papers.head, all(), [xenia], 2);
    const start = papers.at(two);
    const a = papers.people(start, [...all(), accountant], [xenia, yuri], 2);
    const b = papers.people(start, [...all(), notary.member(other)], [yuri, zoya], 2);
    papers.decide(xenia, a, [b]);
    expect(papers.grown.fork?.common.people.hash).toBe(two.signed.hash);
    papers.decide(zoya, a, [b]);
    expect(papers.head.people.hash).toBe(a.signed.hash);
  });

  it('as many as the kept rules ask for', () => {
    const papers = new Papers();
    const start = papers.head;
    const strict = papers.rules(start, 2, [xenia, yuri]);
    const loose = papers.rules(start, 1, [zoya]);
    papers.decide(xenia, strict, [loose]);
    expect(papers.grown.fork).not.toBeNull();
    papers.decide(yuri, strict, [loose]);
    expect(papers.head.policy?.hash).toBe(strict.signed.hash);
  });

  it('nobody alone against rules that two signed', () => {
    const papers = new Papers();
    const start = papers.head;
    const strict = papers.rules(start, 2, [xenia, yuri]);
    const back = papers.people(start, [...all(), accountant], [zoya]);
    papers.decide(zoya, back, [strict]);
    const { fork } = papers.grown;
    const branch = fork?.branches.find(({ first }) => first.made.signed.hash === back.signed.hash);
    if (fork === null || branch === undefined) throw new Error('there is no fork');
    expect(endedAloneBy(fork, branch)).toEqual([xenia, yuri].map(({ key }) => key));
    papers.decide(yuri, back, [strict]);
    expect(papers.head.people.hash).toBe(back.signed.hash);
  });

  it('two who ended each other only together', () => {
    const papers = new Papers([xenia, zoya]);
    const start = papers.head;
    const a = papers.people(start, without(all([xenia, zoya]), zoya), [xenia]);
    const b = papers.people(start, without(all([xenia, zoya]), xenia), [zoya]);
    papers.decide(xenia, a, [b]);
    const own = papers.decide(zoya, b, [a]);
    expect(papers.grown.fork).not.toBeNull();
    papers.decide(zoya, a, [b], [own]);
    expect(papers.head.people.hash).toBe(a.signed.hash);
  });
});

describe('the recovery file', () => {
  /** Two directors ended each other; nobody is a director in both versions. */
  function endedEachOther(papers = new Papers([xenia, zoya], puppet)) {
    const start = papers.head;
    const { members } = start.people.document;
    const a = papers.people(start, without(members, zoya), [xenia]);
    const b = papers.people(start, without(members, xenia), [zoya]);
    papers.decide(xenia, a, [b]);
    papers.decide(zoya, b, [a]);
    expect(papers.grown.fork).not.toBeNull();
    return { papers, start, a, b };
  }

  it('decides where two directors ended each other', () => {
    const { papers, a, b } = endedEachOther();
    papers.decide(puppet, b, [a]);
    expect(papers.head.people.hash).toBe(b.signed.hash);
    expect([a, b].map((one) => verdict(papers, one))).toEqual(['void', 'counts']);
  });

  it('decides where the only director was replaced in one version and signed another', () => {
    const papers = new Papers([xenia], puppet);
    const start = papers.head;
    const { members } = start.people.document;
    const replaced = papers.people(start, [...without(members, xenia), notary.member(yuri)], [xenia]);
    const old = papers.people(start, [...members, accountant], [xenia]);
    expect(papers.grown.fork).not.toBeNull();
    papers.decide(puppet, replaced, [old]);
    expect(papers.head.people.hash).toBe(replaced.signed.hash);
  });

  it('decides nothing against directors who have decided, before or after it', () => {
    for (const isFirst of [true, false]) {
      const papers = new Papers(undefined, puppet);
      const start = papers.head;
      const a = papers.people(start, [...all(), accountant], [xenia]);
      const b = papers.people(start, [...all(), notary.member(other)], [zoya]);
      if (isFirst) papers.decide(puppet, b, [a]);
      papers.decide(yuri, a, [b]);
      if (!isFirst) papers.decide(puppet, b, [a]);
      expect(papers.head.people.hash).toBe(a.signed.hash);
    }
  });

  it('decides nothing for two versions at once, and for one as soon as it says so again', () => {
    const { papers, a, b } = endedEachOther();
    const one = papers.decide(puppet, a, [b]);
    const two = papers.decide(puppet, b, [a]);
    expect(papers.grown.fork).not.toBeNull();
    papers.decide(puppet, a, [b], [one, two]);
    expect(papers.head.people.hash).toBe(a.signed.hash);
  });

  it('decides nothing once any version names another file or none, so that a stolen one can be replaced', () => {
    for (const recoveryKey of [other.key, null]) {
      const papers = new Papers([xenia, yuri], puppet);
      const start = papers.head;
      const { members } = start.people.document;
      const honest = notary.people(start, { members, recoveryKey }, [xenia]);
      papers.all.push(honest);
      // The thief goes back to where his file counted, puts a key of his own in, and decides for it.
      const { name } = notary.member(xenia);
      const key = notary.member(stranger, { name });
      const thief = papers.people(start, [...without(members, xenia), key], [puppet]);
      papers.decide(puppet, thief, [honest]);
      expect(papers.grown.fork?.common.people.hash).toBe(start.people.hash);
      papers.decide(xenia, honest, [thief]);
      papers.decide(yuri, honest, [thief]);
      expect(papers.head.people.hash).toBe(honest.signed.hash);
    }
  });

  it('that no version named decides nothing', () => {
    const { papers, a, b } = endedEachOther(new Papers([xenia, zoya]));
    papers.decide(puppet, a, [b]);
    expect(papers.grown.fork).not.toBeNull();
  });
});

describe('a version far back', () => {
  it('is set aside with one decision together with all others before it', () => {
    const papers = new Papers();
    const start = papers.head;
    const one = papers.people(start, [...all(), accountant], [xenia]);
    const two = papers.rules(papers.at(one), 1, [yuri]);
    const late = papers.people(start, [...all(), notary.member(other)], [zoya]);
    papers.decide(xenia, two, [late]);
    const later = papers.rules(papers.at(one), 1, [zoya]);
    expect(papers.head.policy?.hash).toBe(two.signed.hash);
    expect([late, later].map((document) => verdict(papers, document))).toEqual(['void', 'void']);
  });

  it('splits again after the first split is ended', () => {
    const { papers, a, b } = twoAtOnce();
    const left = papers.rules(papers.at(a), 1, [xenia]);
    const right = papers.rules(papers.at(a), 1, [yuri]);
    expect(papers.grown.fork?.branches.find(({ ends }) => ends.length === 2)).toBeDefined();
    papers.decide(yuri, a, [b]);
    expect(papers.grown.fork?.common.people.hash).toBe(a.signed.hash);
    papers.decide(zoya, left, [right]);
    expect(papers.head.policy?.hash).toBe(left.signed.hash);
  });
});

describe('while versions are open', () => {
  it('a key is valid only where all have it so, and heard where one does', () => {
    const papers = new Papers();
    const start = papers.head;
    papers.people(start, [...without(all(), zoya), notary.member(puppet)], [yuri]);
    papers.people(start, [...all(), accountant], [zoya]);
    const { head, fork } = papers.grown;
    if (head === null) throw new Error('no head');
    const valid = (members: readonly Member[]) =>
      members.filter(({ validThrough }) => validThrough === null).map(({ key }) => key);
    expect(valid(agreedMembers({ head, fork })).sort()).toEqual([xenia.key, yuri.key].sort());
    const heard = [xenia, yuri, zoya, puppet, newcomer].map(({ key }) => key);
    expect(valid(heardMembers({ head, fork })).sort()).toEqual(heard.sort());
  });
});

/** What a director may sign on what he knows, which may be old. */
const deeds = fc.array(
  fc.record({
    who: fc.nat(2),
    what: fc.constantFrom('add', 'end', 'rules', 'two', 'decide', 'decide', 'decide', 'file', 'new-file'),
    /** How many of the documents he knows. */
    knows: fc.nat(100),
    which: fc.nat(5),
  }),
  { minLength: 2, maxLength: 12 },
);

describe('whatever directors sign from old copies', () => {
  it('comes to the same in any order, any number of times', () => {
    let forks = 0;
    let ended = 0;
    fc.assert(
      fc.property(deeds, fc.infiniteStream(fc.nat(10_000)), (list, order) => {
        const papers = new Papers(undefined, puppet);
        for (const { who, what, knows, which } of list) {
          const director = what === 'file' ? puppet : ([xenia, yuri, zoya][who] ?? xenia);
          const known = papers.all.slice(0, 1 + (knows % papers.all.length));
          const { head, fork } = grow(papers.root, known);
          if (head === null) continue;
          const { members } = head.people.document;
          const isKnown = (author: Author) => members.some(({ key }) => key === author.key);
          if (fork !== null) {
            const kept = fork.branches[which % fork.branches.length];
            if (!['decide', 'file'].includes(what) || kept === undefined) continue;
            const own = known.filter(
              ({ kind, signed }) => kind === 'decision' && signed.signers[0] === director.key,
            );
            papers.decide(director, kept.head.made, [head.made], own);
          } else if (what === 'rules') papers.rules(head, 1, [director]);
          else if (what === 'two') papers.rules(head, 2, [...new Set([director, xenia, yuri])]);
          else if (what === 'end')
            // prettier-ignore
            papers.people(head, without(members, [xenia, yuri, zoya][which % 3] ?? zoya), [director]);
          else if (what === 'new-file')
            papers.all.push(notary.people(head, { members, recoveryKey: other.key }, [director]));
          else if (!isKnown(newcomer)) papers.people(head, [...members, accountant], [director]);
        }
        const shuffled = [...papers.all, ...papers.all]
          .map((document) => ({ document, at: order.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ document }) => document);
        const one = papers.grown;
        const two = grow(papers.root, shuffled);
        expect([...two.verdicts].sort()).toEqual([...one.verdicts].sort());
        expect(two.head?.made.signed.hash).toBe(one.head?.made.signed.hash);
        if (one.fork !== null) forks += 1;
        else if (one.voided.length > 0) ended += 1;
      }),
      { seed: modelSeed(), numRuns: 400 },
    );
    expect(forks).toBeGreaterThan(10);
    expect(ended).toBeGreaterThan(10);
  }, 120_000);
});

import type { Decision } from '../envelopes/decision.ts';
import { hasSigners, signaturesFor, type SignedDocument } from '../envelopes/documents.ts';
import type { PublicKey } from '../envelopes/keys.ts';
import { directorsAt, nameOf, pathTo, signaturesAt, under, type Stand, type Stands } from './stands.ts';

/** A stand that more than one stand follows, none of which holds yet. */
export interface Fork {
  /** The last stand that nobody doubts. */
  readonly common: Stand;
  readonly branches: readonly Branch[];
}

/** One of the ways on from a fork. */
export interface Branch {
  /** The stand right after the fork. */
  readonly first: Stand;
  /** The newest stand of it that would be beyond doubt if it held. */
  readonly head: Stand;
  /** Its newest stands: more than one where it forks again. */
  readonly ends: readonly Stand[];
  /** Directors of the common stand who decided for it. */
  readonly chosenBy: readonly PublicKey[];
  /** The recovery file that the common stand names decided for it. */
  readonly isChosenByFile: boolean;
}

/** How far the documents of an organization are beyond doubt. */
export interface Settled {
  readonly head: Stand;
  readonly fork: Fork | null;
}

/**
 * Walks from the first stand to the newest one that is beyond doubt. Where several stands follow one, the decisions of
 * directors say which holds; until they do, it stops there. The answer depends on the set of documents and decisions
 * alone, never on the order in which they came.
 */
export function settle(root: Stand, stands: Stands, decisions: readonly SignedDocument<Decision>[]): Settled {
  return new Weighing(stands, decisions).from(root);
}

class Weighing {
  readonly #chosen: readonly { readonly decidedBy: PublicKey; readonly path: ReadonlySet<Stand> }[];
  readonly #settled = new Map<Stand, Settled>();

  constructor(stands: Stands, decisions: readonly SignedDocument<Decision>[]) {
    this.#chosen = lastOfEach(decisions).flatMap(({ document: { director, keep } }) => {
      const kept = stands.byName.get(nameOf(keep));
      return kept === undefined ? [] : { decidedBy: director, path: new Set(pathTo(kept)) };
    });
  }

  from(start: Stand): Settled {
    const known = this.#settled.get(start);
    if (known !== undefined) return known;
    const settled = this.#walk(start);
    this.#settled.set(start, settled);
    return settled;
  }

  #walk(start: Stand): Settled {
    let head = start;
    for (;;) {
      const ways = waysOn(head);
      const [only] = ways;
      if (only === undefined) return { head, fork: null };
      const branches = ways.map((first) => this.#branch(head, first));
      const way = ways.length === 1 ? only : keptOf({ common: head, branches })?.first;
      if (way === undefined) return { head, fork: { common: head, branches } };
      head = way;
    }
  }

  #branch(common: Stand, first: Stand): Branch {
    const { head } = this.from(first);
    const isFor = (key: PublicKey) => this.#isFor(common, first, key);
    const { recoveryKey } = common.people.document;
    const isChosenByFile = recoveryKey !== null && isFor(recoveryKey);
    return {
      first,
      head,
      ends: this.#ends(first),
      chosenBy: directorsAt(common).filter(isFor),
      isChosenByFile,
    };
  }

  #ends(first: Stand): readonly Stand[] {
    const { head, fork } = this.from(first);
    return fork === null ? [head] : fork.branches.flatMap(({ ends }) => ends);
  }

  /** Whoever decided for two ways at once, from an old copy, has decided for none until he says so again. */
  #isFor(common: Stand, first: Stand, key: PublicKey): boolean {
    const own = this.#chosen.filter(({ decidedBy, path }) => decidedBy === key && path.has(common));
    const ways = own.flatMap(({ path }) => common.next.filter((way) => path.has(way)));
    return ways.length > 0 && ways.every((way) => way === first);
  }
}

/**
 * Returns the branch that holds by the decisions so far, or `null`. It is the one that enough directors of the common
 * stand decided for; where enough decided for several, the one that most did. Where directors have not come to an end,
 * the recovery file decides (ADR 0058).
 */
export function keptOf(fork: Fork): Branch | null {
  return keptByDirectors(fork) ?? (arbiterOf(fork) === null ? null : chosenByFile(fork));
}

/**
 * Returns the recovery key that may decide, or `null`: the one that the common stand names and every newest stand of
 * every branch still does. A file that was replaced because somebody else may have it decides nothing.
 */
export function arbiterOf({ common, branches }: Pick<Fork, 'common' | 'branches'>): PublicKey | null {
  const { recoveryKey } = common.people.document;
  const ends = branches.flatMap((branch) => branch.ends);
  return ends.every(({ people }) => people.document.recoveryKey === recoveryKey) ? recoveryKey : null;
}

function chosenByFile({ branches }: Fork): Branch | null {
  return branches.find(({ isChosenByFile }) => isChosenByFile) ?? null;
}

function keptByDirectors(fork: Fork): Branch | null {
  const enough = fork.branches.filter((branch) =>
    fork.branches.every((other) => other === branch || setsAside(fork, branch, other)),
  );
  const most = Math.max(0, ...enough.map(({ chosenBy }) => chosenBy.length));
  const [kept, tied] = enough.filter(({ chosenBy }) => chosenBy.length === most);
  return kept === undefined || tied !== undefined ? null : kept;
}

/** Returns the fork as it would be if these directors decided for this branch besides. */
export function withDecisions(fork: Fork, { first }: Branch, directors: readonly PublicKey[]): Fork {
  const branches = fork.branches.map((branch) => {
    const others = branch.chosenBy.filter((one) => !directors.includes(one));
    return { ...branch, chosenBy: branch.first === first ? [...others, ...directors] : others };
  });
  return { ...fork, branches };
}

/**
 * Returns the directors whose decision counts: those whom the last stand beyond doubt names, not those whom one branch
 * alone made directors.
 */
export function deciders({ common }: Fork): readonly PublicKey[] {
  return directorsAt(common);
}

/** Returns the directors whose one decision for a branch ends the fork. */
export function endedAloneBy(fork: Fork, branch: Branch): readonly PublicKey[] {
  return deciders(fork).filter(
    (director) => keptOf(withDecisions(fork, branch, [director]))?.first === branch.first,
  );
}

/** Tells whether a key is that of a valid director at every end of every branch. */
export function isDirectorInAll({ branches }: Pick<Fork, 'branches'>, key: PublicKey): boolean {
  return branches.every(({ ends }) => ends.every((end) => directorsAt(end).includes(key)));
}

/**
 * Tells whether those who decided for a branch are enough to set another aside: as many as the common stand and the
 * kept branch ask for; somebody whom no branch ended, or two; and as many directors of the other branch as it asks for
 * a change, or most of the directors of the common stand. So nobody alone sets aside what takes two, and whoever was
 * ended wins nothing alone.
 */
function setsAside(fork: Fork, branch: Branch, other: Branch): boolean {
  const all = deciders(fork);
  const { chosenBy } = branch;
  const asked = Math.max(signaturesAt(fork.common), ...branch.ends.map(signaturesAt));
  if (chosenBy.length < Math.max(1, Math.min(asked, all.length))) return false;
  const isAloneAndEnded = chosenBy.length === 1 && !chosenBy.some((one) => isDirectorInAll(fork, one));
  if (isAloneAndEnded && all.length > 1) return false;
  const isMost = chosenBy.length > 1 && 2 * chosenBy.length > all.length;
  return isMost || other.ends.every((end) => hasSigners(end.people.document, chosenBy, signaturesAt(end)));
}

/** Stands that follow rightly, without rules that new people outrank. */
function waysOn(stand: Stand): readonly Stand[] {
  const people = stand.next.filter(({ made }) => made.kind === 'people');
  return stand.next.filter((one) => !people.some((newer) => outranks(stand, newer, one)));
}

/**
 * Tells whether new people void rules signed at the same time: those that rest on somebody whom they end, so that a
 * director who leaves gets nothing in. It takes as many signatures as those rules ask for.
 */
function outranks(stand: Stand, newer: Stand, rules: Stand): boolean {
  if (rules.made.kind !== 'policy') return false;
  const later = under(rules);
  if (!later.every(({ made }) => made.kind === 'policy')) return false;
  const { document } = stand.people;
  const all = later.map(({ policy }) => policy?.document.rules);
  const isSigned = hasSigners(
    document,
    newer.made.signed.signers,
    signaturesFor(document, [stand.policy?.document.rules, ...all]),
  );
  const stays = directorsAt(newer);
  const staying = rules.made.signed.signers.filter((key) => stays.includes(key));
  const needed = signaturesFor(document, [stand.policy?.document.rules, rules.policy?.document.rules]);
  return isSigned && !hasSigners(document, staying, needed);
}

/** Decisions that no later one of the same director takes the place of. */
function lastOfEach(decisions: readonly SignedDocument<Decision>[]): readonly SignedDocument<Decision>[] {
  return decisions.filter(
    ({ hash, document: { director } }) =>
      !decisions.some(({ document }) => document.director === director && document.insteadOf.includes(hash)),
  );
}

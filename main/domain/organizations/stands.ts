import {
  nextPeople,
  nextPolicy,
  signaturesFor,
  validDirectors,
  type DocumentFlaw,
  type People,
  type PolicyDocument,
  type SignedDocument,
} from '../envelopes/documents.ts';
import type { NamedStand } from '../envelopes/decision.ts';
import type { PublicKey } from '../envelopes/keys.ts';

/** A people or policy document that was read: its signatures hold. Whether it counts is the question of `chain.ts`. */
export type Version =
  | { readonly kind: 'people'; readonly signed: SignedDocument<People>; readonly file: string }
  | { readonly kind: 'policy'; readonly signed: SignedDocument<PolicyDocument>; readonly file: string };

/**
 * People and rules that hold together. Every document names both before it: people the people and the rules that they
 * follow, rules the rules that they follow and the people who signed. So all documents of an organization are one tree
 * of stands, whatever the order in which they came.
 */
export interface Stand {
  readonly people: SignedDocument<People>;
  readonly policy: SignedDocument<PolicyDocument> | null;
  /** The document that leads here. */
  readonly made: Version;
  readonly before: Stand | null;
  /** Stands that follow rightly, by their hashes. More than one: a fork. */
  readonly next: readonly Stand[];
}

/** The tree, and the documents that are not in it. */
export interface Stands {
  readonly root: Stand | null;
  readonly byName: ReadonlyMap<string, Stand>;
  /** `under`: the stand that the document would follow, had it no flaw; `null` where that one is missing. */
  readonly left: readonly {
    readonly document: Version;
    readonly flaw: DocumentFlaw;
    readonly under: Stand | null;
  }[];
}

type Growing = Stand & { readonly next: Stand[] };

/**
 * Puts documents in any order into the tree that begins with the people document of hash `root`. The same documents
 * give the same tree.
 */
export function standsOf(root: string, documents: readonly Version[]): Stands {
  const byName = new Map<string, Growing>();
  let pending = [...documents].sort((a, b) => (a.signed.hash < b.signed.hash ? -1 : 1));
  let grew = true;
  while (grew) {
    grew = false;
    const waiting: Version[] = [];
    for (const document of pending) {
      if (flawIn(root, byName, document) !== null) waiting.push(document);
      else {
        add(byName, document);
        grew = true;
      }
    }
    pending = waiting;
  }
  for (const { next } of byName.values())
    next.sort((a, b) => (a.made.signed.hash < b.made.signed.hash ? -1 : 1));
  const left = pending.map((document) => ({
    document,
    flaw: flawIn(root, byName, document) ?? ('form' as const),
    under: byName.get(nameOf(beforeOf(document))) ?? null,
  }));
  return { root: [...byName.values()].find(({ before }) => before === null) ?? null, byName, left };
}

/** Says why a document does not follow a stand, or `null`; `gap`: it follows another one. */
export function flawAfter(stand: Stand, organization: string, document: Version): DocumentFlaw | null {
  const { people, policy } = stand;
  const flaw =
    document.kind === 'policy'
      ? nextPolicy(policy, document.signed, { ...people, organization })
      : nextPeople(people, document.signed, signaturesAt(stand));
  const isAfter = nameOf(beforeOf(document)) === nameOf(namedStand(stand));
  return flaw ?? (isAfter ? null : 'gap');
}

/** Returns how many directors sign what follows a stand, unless new rules ask for more. */
export function signaturesAt({ people, policy }: Pick<Stand, 'people' | 'policy'>): number {
  return signaturesFor(people.document, [policy?.document.rules]);
}

/** Returns the directors whose keys are valid at a stand. */
export function directorsAt({ people }: Pick<Stand, 'people'>): readonly PublicKey[] {
  return validDirectors(people.document);
}

/** Returns a stand by the hashes of its documents. */
export function namedStand({ people, policy }: Pick<Stand, 'people' | 'policy'>): NamedStand {
  return { peopleHash: people.hash, policyHash: policy?.hash ?? null };
}

/** Returns the key of a stand in `byName`. */
export function nameOf({ peopleHash, policyHash }: NamedStand): string {
  return `${peopleHash} ${policyHash ?? ''}`;
}

/** Returns the stands from the first one to this one. */
export function pathTo(stand: Stand): readonly Stand[] {
  const path: Stand[] = [];
  for (let at: Stand | null = stand; at !== null; at = at.before) path.unshift(at);
  return path;
}

/** Returns a stand and everything that follows it. */
export function under(stand: Stand): readonly Stand[] {
  const all = [stand];
  for (const one of all) all.push(...one.next);
  return all;
}

/** The stand that a document names as the one before it. */
function beforeOf(document: Version): NamedStand {
  if (document.kind === 'policy') {
    const { peopleHash, previous } = document.signed.document;
    return { peopleHash, policyHash: previous };
  }
  const { previous, policyHash } = document.signed.document;
  return { peopleHash: previous ?? '', policyHash };
}

function flawIn(root: string, byName: ReadonlyMap<string, Stand>, document: Version): DocumentFlaw | null {
  const { signed } = document;
  const isFirst = document.kind === 'people' && signed.document.version === 1;
  if (isFirst) return signed.hash === root ? nextPeople(null, document.signed) : 'other-organization';
  if (document.kind === 'policy' && document.signed.document.organization !== root)
    return 'other-organization';
  const before = byName.get(nameOf(beforeOf(document)));
  return before === undefined ? 'gap' : flawAfter(before, root, document);
}

function add(byName: Map<string, Growing>, made: Version): void {
  const before = byName.get(nameOf(beforeOf(made))) ?? null;
  const stand: Growing =
    made.kind === 'policy' && before !== null
      ? { people: before.people, policy: made.signed, made, before, next: [] }
      : { ...peopleOf(made), policy: before?.policy ?? null, made, before, next: [] };
  byName.set(nameOf(namedStand(stand)), stand);
  before?.next.push(stand);
}

function peopleOf(made: Version): Pick<Stand, 'people'> {
  if (made.kind !== 'people') throw new TypeError('the first document names people');
  return { people: made.signed };
}

import {
  hasSigners,
  nextPeople,
  nextPolicy,
  readPeople,
  readPolicy,
  signaturesFor,
  type DocumentFlaw,
  type People,
  type PolicyDocument,
  type SignedDocument,
} from '../envelopes/documents.ts';
import type { SigningParts } from '../envelopes/signed-text.ts';

/** The documents of an organization that count, the oldest first. */
export interface Chain {
  /** Hash of the first people document: what a person compared words of, or signed himself. */
  readonly root: string;
  readonly people: readonly SignedDocument<People>[];
  readonly policies: readonly SignedDocument<PolicyDocument>[];
}

/** A document that was read: its signatures hold. Whether it counts is the chain's question. */
export type Known =
  | { readonly kind: 'people'; readonly signed: SignedDocument<People>; readonly file: string }
  | { readonly kind: 'policy'; readonly signed: SignedDocument<PolicyDocument>; readonly file: string };

/** Why a document is not the next one of a chain; `known`: it is in it. */
export type ChainFlaw = DocumentFlaw | 'known';

/** What documents come to on top of a chain. */
export interface Grown {
  readonly chain: Chain;
  /** Those that count now. */
  readonly taken: readonly Known[];
  /** Those that do not, and why. */
  readonly left: readonly { readonly document: Known; readonly flaw: ChainFlaw }[];
  /** Rules that counted before and are void, because newer people name older rules. */
  readonly voided: readonly SignedDocument<PolicyDocument>[];
}

/** Reads a people or policy document. Returns the flaw for anything else. */
export function readKnown(parts: SigningParts, file: string): Known | DocumentFlaw {
  const people = readPeople(parts, file);
  if (people.ok) return { kind: 'people', signed: people, file };
  const policy = readPolicy(parts, file);
  if (policy.ok) return { kind: 'policy', signed: policy, file };
  return policy.flaw === 'not-signed-text' ? people.flaw : policy.flaw;
}

/** An organization of which nothing is known but the hash that a person trusts. */
export function emptyChain(root: string): Chain {
  return { root, people: [], policies: [] };
}

/**
 * Puts documents in any order, any number of times, on top of a chain. People come before rules, so that nobody who has left gets his rules in
 * before the people document that ends his key. What counts once is never taken out but by `voided`.
 */
export function grow(chain: Chain, documents: readonly Known[]): Grown {
  let grown = chain;
  let pending = [...documents].sort(byPlace);
  const taken: Known[] = [];
  const voided: SignedDocument<PolicyDocument>[] = [];
  for (;;) {
    const next = firstThatFollows(grown, pending);
    if (next === null) break;
    voided.push(...grown.policies.filter((one) => !next.chain.policies.includes(one)));
    grown = next.chain;
    taken.push(next.document);
    pending = pending.filter((one) => one !== next.document);
  }
  const left = pending.map((document) => ({ document, flaw: flawOn(grown, document) ?? 'known' }));
  return { chain: grown, taken, left, voided };
}

/** Says why a document is not the next one of a chain, or `null`. */
export function flawOn(chain: Chain, document: Known): ChainFlaw | null {
  const next = follow(chain, document);
  return typeof next === 'string' ? next : null;
}

function firstThatFollows(
  chain: Chain,
  pending: readonly Known[],
): { readonly chain: Chain; readonly document: Known } | null {
  for (const document of pending) {
    const next = follow(chain, document);
    if (typeof next !== 'string') return { chain: next, document };
  }
  return null;
}

function follow(chain: Chain, document: Known): Chain | ChainFlaw {
  return document.kind === 'people'
    ? followPeople(chain, document.signed)
    : followPolicy(chain, document.signed);
}

/**
 * New people say which rules counted when they were signed. Later rules of the version before are void then, so it takes as many directors as those rules ask
 * for: one director alone cannot go back behind rules of two by changing the people.
 */
function followPeople(chain: Chain, next: SignedDocument<People>): Chain | ChainFlaw {
  const { root, people, policies } = chain;
  if (people.some(({ hash }) => hash === next.hash)) return 'known';
  const current = people.at(-1) ?? null;
  if (current === null) {
    const flaw = next.hash === root ? nextPeople(null, next) : firstFlaw(next);
    return flaw ?? { ...chain, people: [next] };
  }
  const { policyHash } = next.document;
  const at = placeOf(policies, policyHash);
  if (policyHash !== null && at < 0) {
    const flaw = nextPeople(current, next);
    return flaw === null || flaw === 'signers' ? 'gap' : flaw;
  }
  const voided = policies.slice(at + 1);
  const rules = policies.slice(Math.max(at, 0)).map(({ document }) => document.rules);
  const needed = signaturesFor(current.document, rules);
  const flaw = nextPeople(current, next, needed);
  if (flaw !== null) return flaw;
  if (at < placeOf(policies, current.document.policyHash)) return 'not-the-successor';
  if (voided.length > 0 && !hasSigners(current.document, next.signers, needed)) return 'signers';
  return { root, people: [...people, next], policies: policies.slice(0, at + 1) };
}

function followPolicy(chain: Chain, next: SignedDocument<PolicyDocument>): Chain | ChainFlaw {
  const { root, people, policies } = chain;
  if (policies.some(({ hash }) => hash === next.hash)) return 'known';
  const current = people.at(-1);
  if (current === undefined) return 'gap';
  const flaw = nextPolicy(policies.at(-1) ?? null, next, { ...current, organization: root });
  if (flaw === null) return { ...chain, policies: [...policies, next] };
  // Signed by people whom we do not know yet, or by those of an older version.
  const isOfOldPeople = people.some(({ hash }) => hash === next.document.peopleHash);
  return flaw === 'other-people' && !isOfOldPeople ? 'gap' : flaw;
}

/** Another first version is another organization; a later one waits for those before it. */
function firstFlaw({ document }: SignedDocument<People>): ChainFlaw {
  return document.version === 1 ? 'other-organization' : 'gap';
}

/** The place of the rules among those that count; -1 for none. */
function placeOf(policies: readonly SignedDocument<PolicyDocument>[], policyHash: string | null): number {
  return policyHash === null ? -1 : policies.findIndex(({ hash }) => hash === policyHash);
}

function byPlace(a: Known, b: Known): number {
  if (a.kind !== b.kind) return a.kind === 'people' ? -1 : 1;
  return a.signed.document.version - b.signed.document.version || (a.signed.hash < b.signed.hash ? -1 : 1);
}

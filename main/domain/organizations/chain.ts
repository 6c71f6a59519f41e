import { readDecision, type Decision } from '../envelopes/decision.ts';
import {
  readPeople,
  readPolicy,
  type DocumentFlaw,
  type People,
  type PolicyDocument,
  type SignedDocument,
} from '../envelopes/documents.ts';
import type { PublicKey } from '../envelopes/keys.ts';
import type { SigningParts } from '../envelopes/signed-text.ts';
import { settle, type Fork } from './fork.ts';
import { directorsAt, flawAfter, pathTo, standsOf, type Stand, type Version } from './stands.ts';

/** The documents of an organization that count, the oldest first. */
export interface Chain {
  /** Hash of the first people document: what a person compared words of, or signed himself. */
  readonly root: string;
  readonly people: readonly SignedDocument<People>[];
  readonly policies: readonly SignedDocument<PolicyDocument>[];
}

/** A director's word on which version holds, with a signature that holds. */
export interface KnownDecision {
  readonly kind: 'decision';
  readonly signed: SignedDocument<Decision>;
  readonly file: string;
}

/** A document that was read: its signatures hold. Whether it counts is the chain's question. */
export type Known = Version | KnownDecision;

/**
 * How a document stands among all others. `counts`: part of the chain, or a decision; `branch`: one of several
 * versions, and none holds yet; `void`: another version holds; else why it follows nothing.
 */
export type Verdict = 'counts' | 'branch' | 'void' | DocumentFlaw;

/** What a set of documents comes to, in whatever order they came. */
export interface Grown {
  readonly chain: Chain;
  /** The newest stand that is beyond doubt; `null` while the first people document is missing. */
  readonly head: Stand | null;
  readonly fork: Fork | null;
  /** By hash. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** Documents that follow the newest stand and lack nothing but signatures. */
  readonly proposals: readonly Version[];
  /** Documents that follow rightly and do not hold, because another version does; the oldest first. */
  readonly voided: readonly Version[];
  /** Keys whose signatures are kept: directors of any version of any branch, and recovery keys. */
  readonly entitled: ReadonlySet<PublicKey>;
}

/** Reads a people or policy document, or a decision. Returns the flaw for anything else. */
export function readKnown(parts: SigningParts, file: string): Known | DocumentFlaw {
  const people = readPeople(parts, file);
  if (people.ok) return { kind: 'people', signed: people, file };
  const policy = readPolicy(parts, file);
  if (policy.ok) return { kind: 'policy', signed: policy, file };
  const decision = readDecision(parts, file);
  if (decision.ok) return { kind: 'decision', signed: decision, file };
  // prettier-ignore
  return [people, policy, decision].map(({ flaw }) => flaw).find((flaw) => flaw !== 'not-signed-text') ?? 'not-signed-text';
}

/**
 * Says what the documents of an organization come to: the same for the same set of them, in any order, any number of
 * times, however late.
 */
export function grow(root: string, documents: readonly Known[]): Grown {
  const unique = [...new Map(documents.map((one) => [one.signed.hash, one])).values()];
  const versions = unique.filter((one): one is Version => one.kind !== 'decision');
  const decisions = unique.filter((one): one is KnownDecision => one.kind === 'decision');
  const stands = standsOf(root, versions);
  const own = decisions.filter(({ signed }) => signed.document.organization === root);
  // prettier-ignore
  const settled = stands.root === null ? null : settle(stands.root, stands, own.map(({ signed }) => signed));
  const path = settled === null ? [] : pathTo(settled.head);
  const all = [...stands.byName.values()];
  const verdicts = new Map<string, Verdict>([
    ...all.map(({ made }) => [made.signed.hash, 'void'] as const),
    ...(settled?.fork?.branches ?? []).flatMap(({ ends }) =>
      ends.flatMap((end) => pathTo(end).map(({ made }) => [made.signed.hash, 'branch'] as const)),
    ),
    ...path.map(({ made }) => [made.signed.hash, 'counts'] as const),
    ...stands.left.map(({ document, flaw }) => [document.signed.hash, flaw] as const),
    ...decisions.map(
      (one) => [one.signed.hash, own.includes(one) ? 'counts' : 'other-organization'] as const,
    ),
  ]);
  const waiting = stands.left.filter(({ flaw, under: at }) => flaw === 'signers' && at === settled?.head);
  return {
    chain: chainOf(root, path),
    head: settled?.head ?? null,
    fork: settled?.fork ?? null,
    verdicts,
    proposals: settled?.fork === null ? waiting.map(({ document }) => document) : [],
    voided: all
      .filter(({ made }) => verdicts.get(made.signed.hash) === 'void')
      .map(({ made }) => made)
      .sort((a, b) => (a.signed.document.issuedAt < b.signed.document.issuedAt ? -1 : 1)),
    entitled: new Set(all.flatMap((stand) => [...directorsAt(stand), ...recoveryKeyOf(stand)])),
  };
}

/** Says why a document is not the next one after a stand, or `null`. */
export function flawOn(head: Stand, organization: string, document: Known): DocumentFlaw | null {
  return document.kind === 'decision' ? 'form' : flawAfter(head, organization, document);
}

function chainOf(root: string, path: readonly Stand[]): Chain {
  return {
    root,
    people: path.flatMap(({ made }) => (made.kind === 'people' ? made.signed : [])),
    policies: path.flatMap(({ made }) => (made.kind === 'policy' ? made.signed : [])),
  };
}

function recoveryKeyOf({ people }: Stand): readonly PublicKey[] {
  const { recoveryKey } = people.document;
  return recoveryKey === null ? [] : [recoveryKey];
}

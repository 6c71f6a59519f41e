import { z } from 'zod';
import { approvalsAtMost, PolicyRules } from '../../contract/areas/policy.ts';
import { Role } from '../../contract/areas/session.ts';
import { Instant } from '../../contract/values/dates.ts';
import { Hash, OpeningKey, plainText, PublicKey } from './keys.ts';
import { readSigned, signedText, type SignedFlaw, type SigningParts } from './signed-text.ts';

/** Most people that one organization may name. Own choice: every one of them may sign a change, and all signatures fit one file. */
const MAX_MEMBERS = 20;

const Member = z.strictObject({
  key: PublicKey,
  /** To whom envelopes are encrypted. */
  openingKey: OpeningKey,
  name: plainText(80),
  role: Role,
  /** The last number of an envelope that this key may have signed: set when the key is lost or the person has left; `null` while it is valid. */
  validThrough: z.int().min(0).nullable(),
});
export type Member = z.infer<typeof Member>;

const chained = {
  v: z.literal(1),
  version: z.int().min(1),
  /** Hash of the version before; `null` in the first. */
  previous: Hash.nullable(),
  issuedAt: Instant,
};

/** Who belongs to the organization, and how many directors change that. The hash of the first version names the organization for ever. */
const People = z.strictObject({
  ...chained,
  kind: z.literal('people'),
  name: plainText(160),
  members: z.array(Member).min(1).max(MAX_MEMBERS),
  /** Directors who must sign the next version of the people and of the rules. */
  changesNeed: z.int().min(1).max(5),
});
export type People = z.infer<typeof People>;

/** The rules of the organization, as its people have signed them. */
const Policy = z.strictObject({
  ...chained,
  kind: z.literal('policy'),
  organization: Hash,
  rules: PolicyRules,
  /** From then on the strictest rules hold, until the directors sign again: whoever is kept from newer rules does not pay by old ones for ever. */
  validUntil: Instant,
});
export type PolicyDocument = z.infer<typeof Policy>;

/** A document whose signatures hold; not yet one that counts. */
export interface SignedDocument<T> {
  readonly document: T;
  readonly hash: string;
  readonly signers: readonly PublicKey[];
}

/** Why a document does not follow the one that counts. */
export type DocumentFlaw =
  | SignedFlaw
  | 'form'
  | 'other-organization'
  | 'older'
  | 'gap'
  | 'not-the-successor'
  | 'signers'
  | 'no-way-on';

type Reading<T> =
  ({ readonly ok: true } & SignedDocument<T>) | { readonly ok: false; readonly flaw: DocumentFlaw };

const PEOPLE_FORM = 'klyuchnik-people-v1';
const POLICY_FORM = 'klyuchnik-policy-v1';

/** Returns the text of a people document that its directors sign. Errors: a TypeError for one that could not be read back. */
export function peopleText(parts: SigningParts, people: People): string {
  return signedText(parts, PEOPLE_FORM, checked(People, people));
}

/** Returns the text of a policy document that its directors sign. Errors: a TypeError for one that could not be read back. */
export function policyDocumentText(parts: SigningParts, policy: PolicyDocument): string {
  return signedText(parts, POLICY_FORM, checked(Policy, policy));
}

/** Reads a people document; whether it counts is `nextPeople`'s question. */
export function readPeople(parts: SigningParts, file: string): Reading<People> {
  return readDocument(parts, PEOPLE_FORM, People, file);
}

/** Reads a policy document; whether it counts is `nextPolicy`'s question. */
export function readPolicy(parts: SigningParts, file: string): Reading<PolicyDocument> {
  return readDocument(parts, POLICY_FORM, Policy, file);
}

/**
 * Says why a people document does not follow `current`, or `null`. The first one (`current` is `null`) is signed by every director in it and is
 * trusted only after a person compared its words; every later one by as many directors of the version before as that version asks for.
 * A version once seen is never gone back from, and two successors of one version cannot both count: the first one taken stays.
 */
export function nextPeople(
  current: SignedDocument<People> | null,
  next: SignedDocument<People>,
): DocumentFlaw | null {
  const { document, signers } = next;
  const directors = validDirectors(document);
  if (!hasDistinctKeys(document) || directors.length < document.changesNeed) return 'no-way-on';
  if (current === null) {
    if (document.version !== 1 || document.previous !== null) return 'gap';
    return directors.every((key) => signers.includes(key)) ? null : 'signers';
  }
  return (
    orderFlaw(current, next) ??
    (enoughSigners(current.document, signers, current.document.changesNeed) ? null : 'signers')
  );
}

/**
 * Says why a policy document does not follow `current`, or `null`. It is signed by as many directors as the people document asks for, and by no
 * fewer than the rules before it and the new ones themselves ask for an approval: nobody alone loosens what takes two.
 */
export function nextPolicy(
  current: SignedDocument<PolicyDocument> | null,
  next: SignedDocument<PolicyDocument>,
  people: { readonly organization: string; readonly document: People },
): DocumentFlaw | null {
  const { document, signers } = next;
  if (document.organization !== people.organization) return 'other-organization';
  if (approvalsAtMost(document.rules) > validDirectors(people.document).length) return 'no-way-on';
  const first = document.version === 1 && document.previous === null ? null : 'gap';
  const flaw = current === null ? first : orderFlaw(current, next);
  if (flaw !== null) return flaw;
  const needed = Math.max(
    people.document.changesNeed,
    current === null ? 1 : approvalsAtMost(current.document.rules),
    approvalsAtMost(document.rules),
  );
  return enoughSigners(people.document, signers, needed) ? null : 'signers';
}

/** The directors whose keys are valid. */
export function validDirectors({ members }: People): readonly PublicKey[] {
  return members
    .filter(({ role, validThrough }) => role === 'director' && validThrough === null)
    .map(({ key }) => key);
}

type Chained = Pick<People, 'version' | 'previous'>;

function orderFlaw(current: SignedDocument<Chained>, next: SignedDocument<Chained>): DocumentFlaw | null {
  const step = next.document.version - current.document.version;
  if (step <= 0) return 'older';
  if (step > 1) return 'gap';
  return next.document.previous === current.hash ? null : 'not-the-successor';
}

function enoughSigners(people: People, signers: readonly PublicKey[], needed: number): boolean {
  return validDirectors(people).filter((key) => signers.includes(key)).length >= needed;
}

function hasDistinctKeys({ members }: People): boolean {
  const all = [members.map(({ key }) => key), members.map(({ openingKey }) => openingKey)];
  return all.every((keys) => new Set(keys).size === keys.length);
}

function readDocument<T>(parts: SigningParts, form: string, schema: z.ZodType<T>, file: string): Reading<T> {
  const read = readSigned(parts, form, file, MAX_MEMBERS);
  if (!read.ok) return read;
  const parsed = schema.safeParse(read.json);
  if (!parsed.success) return { ok: false, flaw: 'form' };
  return { ok: true, document: parsed.data, hash: read.hash, signers: read.signers };
}

function checked<T>(schema: z.ZodType<T>, value: T): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new TypeError('a document would not be readable', { cause: parsed.error });
  return parsed.data;
}

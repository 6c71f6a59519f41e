import { z } from 'zod';
import { approvalsAtMost, PolicyRules } from '../../../contract/areas/policy.ts';
import { EnvironmentName, Role } from '../../../contract/areas/session.ts';
import { Instant } from '../../../contract/values/dates.ts';
import { Hash, OpeningKey, plainText, PublicKey } from './keys.ts';
import { readSigned, signedText, type SignedFlaw, type SigningParts } from './signed-text.ts';

/** Most people of one organization whose keys are valid. Own choice: as many as an envelope may have readers. */
export const MAX_MEMBERS = 20;

/**
 * Most keys that a people document may name, ended ones with them. Own choice: every member may change his key twice,
 * and all fit one file.
 */
const MAX_KEYS = 60;

const Member = z.strictObject({
  key: PublicKey,
  /** To whom envelopes are encrypted. */
  openingKey: OpeningKey,
  /** Signs what became of payments and nothing else: a key without a passphrase, for a member whose `key` has one. */
  outcomeKey: PublicKey.optional(),
  name: plainText(80),
  role: Role,
  /**
   * The last number of an envelope that this key may have signed: set when the key is lost or the person has left;
   * `null` while it is valid.
   */
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

/**
 * Who belongs to the organization, and how many directors change that. The hash of the first version names the
 * organization for ever.
 */
const People = z.strictObject({
  ...chained,
  kind: z.literal('people'),
  name: plainText(160),
  /** The company whose people they are: the same in every version. */
  inn: z.string().regex(/^(\d{10}|\d{12})$/),
  kpp: z.string().regex(/^(\d{9}|0)$/),
  environment: EnvironmentName,
  /**
   * Nobody who was named is left out later: his key is ended instead, so that what he had signed till then stays judged
   * alike.
   */
  members: z.array(Member).min(1).max(MAX_KEYS),
  /**
   * Directors who must sign the next version of the people and of the rules; as many as the rules ask for, if that is
   * more.
   */
  changesNeed: z.int().min(1).max(5),
  /**
   * The rules that counted when these people were signed; `null` before the first ones. Later rules of the version
   * before are void.
   */
  policyHash: Hash.nullable(),
  /** A key that lies outside of every computer: it alone may replace lost keys of members, and do nothing else. */
  recoveryKey: PublicKey.nullable(),
});
export type People = z.infer<typeof People>;

/** The rules of the organization, as its people have signed them. */
const Policy = z.strictObject({
  ...chained,
  kind: z.literal('policy'),
  organization: Hash,
  /** The people who signed: rules of people who have left do not count once newer people are known. */
  peopleHash: Hash,
  rules: PolicyRules,
  /**
   * From then on the strictest rules hold, until the directors sign again: whoever is kept from newer rules does not
   * pay by old ones for ever.
   */
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
  | 'other-people'
  | 'signers'
  | 'rewritten'
  | 'no-way-on';

/** What came of reading a document. */
export type Reading<T> =
  ({ readonly ok: true } & SignedDocument<T>) | { readonly ok: false; readonly flaw: DocumentFlaw };

const PEOPLE_FORM = 'klyuchnik-people-v1';
const POLICY_FORM = 'klyuchnik-policy-v1';

/**
 * Returns the text of a people document that its directors sign. Errors: a TypeError for one that could not be read
 * back.
 */
export function peopleText(parts: SigningParts, people: People): string {
  return signedText(parts, PEOPLE_FORM, checked(People, people));
}

/**
 * Returns the text of a policy document that its directors sign. Errors: a TypeError for one that could not be read
 * back.
 */
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
 * Says why a people document does not follow `current`, or `null`. The first one (`current` is `null`) is signed by
 * every director in it and is trusted only after a person compared its words; every later one by `needed` directors of
 * the version before, or by its recovery key where it does nothing but replace keys. Of two successors of one version
 * `main/domain/organizations/fork.ts` says which counts.
 */
export function nextPeople(
  current: SignedDocument<People> | null,
  next: SignedDocument<People>,
  needed = current?.document.changesNeed ?? 1,
): DocumentFlaw | null {
  const { document, signers } = next;
  const directors = validDirectors(document);
  if (!isWellMade(document) || directors.length < document.changesNeed) return 'no-way-on';
  if (current === null) {
    if (document.version !== 1 || document.previous !== null || document.policyHash !== null) return 'gap';
    return directors.every((key) => signers.includes(key)) ? null : 'signers';
  }
  const flaw = orderFlaw(current, next);
  if (flaw !== null) return flaw;
  if (!isKeptFrom(current.document, document)) return 'rewritten';
  const isSigned = hasSigners(current.document, signers, Math.max(needed, current.document.changesNeed));
  return isSigned || isRecovery(current.document, next) ? null : 'signers';
}

/**
 * Says why a policy document does not follow `current`, or `null`. It is signed by as many directors of the people it
 * names as those ask for, and by no fewer than the rules before it and the new ones themselves ask for an approval:
 * nobody alone loosens what takes two.
 */
export function nextPolicy(
  current: SignedDocument<PolicyDocument> | null,
  next: SignedDocument<PolicyDocument>,
  people: { readonly organization: string; readonly document: People; readonly hash: string },
): DocumentFlaw | null {
  const { document, signers } = next;
  if (document.organization !== people.organization) return 'other-organization';
  const first = document.version === 1 && document.previous === null ? null : 'gap';
  const flaw = current === null ? first : orderFlaw(current, next);
  if (flaw !== null) return flaw;
  if (document.peopleHash !== people.hash) return 'other-people';
  if (document.issuedAt >= document.validUntil) return 'no-way-on';
  const needed = signaturesFor(people.document, [current?.document.rules, document.rules]);
  if (needed > validDirectors(people.document).length) return 'no-way-on';
  return hasSigners(people.document, signers, needed) ? null : 'signers';
}

/**
 * Returns how many directors sign a change: as many as the people ask for, and as any of these rules asks for an
 * approval.
 */
export function signaturesFor(people: People, rules: readonly (PolicyRules | undefined)[]): number {
  return Math.max(people.changesNeed, ...rules.map((one) => (one === undefined ? 1 : approvalsAtMost(one))));
}

/** The members whose keys are valid. */
export function validMembers<M extends Pick<Member, 'validThrough'>>(members: readonly M[]): readonly M[] {
  return members.filter(({ validThrough }) => validThrough === null);
}

/** The directors whose keys are valid. */
export function validDirectors({ members }: People): readonly PublicKey[] {
  return validMembers(members)
    .filter(({ role }) => role === 'director')
    .map(({ key }) => key);
}

type Chained = Pick<People, 'version' | 'previous'>;

function orderFlaw(current: SignedDocument<Chained>, next: SignedDocument<Chained>): DocumentFlaw | null {
  const step = next.document.version - current.document.version;
  if (step <= 0) return 'older';
  if (step > 1) return 'gap';
  return next.document.previous === current.hash ? null : 'not-the-successor';
}

/** Tells whether so many valid directors are among the signers. */
export function hasSigners(people: People, signers: readonly PublicKey[], needed: number): boolean {
  return validDirectors(people).filter((key) => signers.includes(key)).length >= needed;
}

/**
 * No key twice, no two valid members of one name, no more readers than an envelope may have, a recovery key that is
 * nobody's.
 */
function isWellMade({ members, recoveryKey }: People): boolean {
  const valid = members.filter(({ validThrough }) => validThrough === null);
  const keys = members.flatMap(({ key, outcomeKey }) =>
    outcomeKey === undefined ? [key] : [key, outcomeKey],
  );
  const lists = [keys, members.map(({ openingKey }) => openingKey), valid.map(({ name }) => name)];
  const isDistinct = lists.every((list) => new Set(list).size === list.length);
  return isDistinct && valid.length <= MAX_MEMBERS && (recoveryKey === null || !keys.includes(recoveryKey));
}

/**
 * The same company; nobody left out, no key that changed its role or its opening key, none that was ended and is valid
 * again.
 */
function isKeptFrom(before: People, after: People): boolean {
  const isSameCompany = before.inn === after.inn && before.environment === after.environment;
  return (
    isSameCompany &&
    before.members.every((old) => {
      const kept = after.members.find(({ key }) => key === old.key);
      if (kept?.role !== old.role || kept.openingKey !== old.openingKey) return false;
      if (old.outcomeKey !== undefined && kept.outcomeKey !== old.outcomeKey) return false;
      return old.validThrough === null || kept.validThrough === old.validThrough;
    })
  );
}

/**
 * The recovery key signed, and nothing changes but keys: the same names in the same roles, the same number of
 * signatures, the same rules.
 */
function isRecovery(before: People, { document: after, signers }: SignedDocument<People>): boolean {
  if (before.recoveryKey === null || !signers.includes(before.recoveryKey)) return false;
  const names = ({ members }: People) =>
    members
      .filter(({ validThrough }) => validThrough === null)
      .map(({ name, role }) => `${role} ${name}`)
      .sort()
      .join('\n');
  return (
    names(before) === names(after) &&
    before.changesNeed === after.changesNeed &&
    before.name === after.name &&
    before.kpp === after.kpp
  );
}

/** Reads a signed text of a form whose content a schema describes. */
export function readDocument<T>(
  parts: SigningParts,
  form: string,
  schema: z.ZodType<T>,
  file: string,
): Reading<T> {
  const read = readSigned(parts, form, file, MAX_MEMBERS + 1);
  if (!read.ok) return read;
  const parsed = schema.safeParse(read.json);
  if (!parsed.success) return { ok: false, flaw: 'form' };
  return { ok: true, document: parsed.data, hash: read.hash, signers: read.signers };
}

/** Returns the value as it is read back. Errors: a TypeError for one that could not be read back. */
export function checked<T>(schema: z.ZodType<T>, value: T): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new TypeError('a document would not be readable', { cause: parsed.error });
  return parsed.data;
}

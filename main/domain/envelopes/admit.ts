import type { Role } from '../../../contract/areas/session.ts';
import type { Member } from './documents.ts';
import type { Envelope } from './envelope.ts';
import type { PublicKey } from './keys.ts';
import type { OpenedEnvelope } from './envelope-file.ts';

/** Who may say what, and to whom, as this computer knows it. */
export interface Admission {
  readonly organization: string;
  readonly members: readonly Pick<Member, 'key' | 'outcomeKey' | 'role' | 'validThrough'>[];
  /** Keys of the people of this computer. */
  readonly readers: readonly PublicKey[];
}

/** Why an envelope that holds says nothing here. */
export type AdmissionFlaw =
  | 'other-organization'
  | 'not-addressed'
  | 'author-unknown'
  | 'author-revoked'
  | 'author-not-entitled'
  | 'counter-reused';

/**
 * Who may say what. A maker is an accountant or a director; only directors approve or reject; an outcome comes from
 * whoever sends.
 */
const ENTITLED: Readonly<Record<Envelope['kind'], readonly Role[]>> = {
  request: ['accountant', 'director'],
  approval: ['director'],
  'approved-list': ['director'],
  rejection: ['director'],
  outcome: ['accountant', 'director'],
};

/**
 * Returns the envelopes that count, and says why the others do not. The answer depends on the set alone, not on when or
 * in which order they came: two different envelopes under one number of one author are both void, whichever was first.
 * Times and rules are weighed where answers are counted (`payments`, `requests`).
 */
export function admitted(
  known: readonly OpenedEnvelope[],
  admission: Admission,
): { readonly counting: readonly OpenedEnvelope[]; readonly flaws: ReadonlyMap<string, AdmissionFlaw> } {
  const unique = [...new Map(known.map((one) => [one.hash, one])).values()];
  const flaws = new Map<string, AdmissionFlaw>();
  const uses = usesOfNumbers(unique);
  for (const one of unique) {
    const isReused = (uses.get(numberOf(one)) ?? 0) > 1;
    const flaw = admissionFlaw(one.envelope, admission) ?? (isReused ? 'counter-reused' : null);
    if (flaw !== null) flaws.set(one.hash, flaw);
  }
  return { counting: unique.filter(({ hash }) => !flaws.has(hash)), flaws };
}

/** Says why an envelope says nothing here, whatever other envelopes there are, or `null`. */
export function admissionFlaw(
  envelope: Envelope,
  { organization, readers, members }: Admission,
): AdmissionFlaw | null {
  if (envelope.organization !== organization) return 'other-organization';
  const isForUs = readers.some((reader) => envelope.author === reader || envelope.audience.includes(reader));
  if (!isForUs) return 'not-addressed';
  const author = members.find((member) => speaksFor(member, envelope));
  if (author === undefined) return 'author-unknown';
  if (author.validThrough !== null && envelope.counter > author.validThrough) return 'author-revoked';
  return ENTITLED[envelope.kind].includes(author.role) ? null : 'author-not-entitled';
}

/** Tells whether an envelope was signed by a key of this member that may sign its kind. */
export function speaksFor(
  { key, outcomeKey }: Pick<Member, 'key' | 'outcomeKey'>,
  { author, kind }: Pick<Envelope, 'author' | 'kind'>,
): boolean {
  return key === author || (kind === 'outcome' && outcomeKey === author);
}

/** How many different envelopes stand under each number of each author. */
function usesOfNumbers(unique: readonly OpenedEnvelope[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const one of unique) uses.set(numberOf(one), (uses.get(numberOf(one)) ?? 0) + 1);
  return uses;
}

function numberOf({ envelope }: OpenedEnvelope): string {
  return `${envelope.author} ${envelope.counter}`;
}

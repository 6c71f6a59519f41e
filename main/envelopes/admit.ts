import type { Role } from '../../contract/areas/session.ts';
import type { Instant } from '../../contract/values/dates.ts';
import type { Member } from './documents.ts';
import type { Envelope, RequestEnvelope } from './envelope.ts';
import type { PublicKey } from './keys.ts';
import type { OpenedEnvelope } from './envelope-file.ts';

/** Who may say what, and to whom, as this computer knows it. */
export interface Admission {
  readonly organization: string;
  readonly members: readonly Pick<Member, 'key' | 'role' | 'validThrough'>[];
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

/** Who may say what. A maker is an accountant or a director; only directors approve or reject; an outcome comes from whoever sends. */
const ENTITLED: Readonly<Record<Envelope['kind'], readonly Role[]>> = {
  request: ['accountant', 'director'],
  approval: ['director'],
  rejection: ['director'],
  outcome: ['accountant', 'director'],
};

/**
 * Returns the envelopes that count, and says why the others do not. The answer depends on the set alone, not on when or in which order they came:
 * two different envelopes under one number of one author are both void, whichever was first. Times and rules are weighed by `requestState`.
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
    const flaw = ownFlaw(one.envelope, admission) ?? (isReused ? 'counter-reused' : null);
    if (flaw !== null) flaws.set(one.hash, flaw);
  }
  return { counting: unique.filter(({ hash }) => !flaws.has(hash)), flaws };
}

function ownFlaw(envelope: Envelope, { organization, readers, members }: Admission): AdmissionFlaw | null {
  if (envelope.organization !== organization) return 'other-organization';
  const isForUs = readers.some((reader) => envelope.author === reader || envelope.audience.includes(reader));
  if (!isForUs) return 'not-addressed';
  const author = members.find(({ key }) => key === envelope.author);
  if (author === undefined) return 'author-unknown';
  if (author.validThrough !== null && envelope.counter > author.validThrough) return 'author-revoked';
  return ENTITLED[envelope.kind].includes(author.role) ? null : 'author-not-entitled';
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

/** What the answers to one request come to. */
export interface RequestState {
  readonly request: RequestEnvelope;
  readonly status: 'waiting' | 'approved' | 'rejected' | 'expired' | 'rules-changed' | 'done';
  /** Keys whose approval counts now. */
  readonly approvedBy: readonly PublicKey[];
  readonly rejectedBy: readonly PublicKey[];
}

export interface StateSetting {
  /** Hashes of the documents that count now. */
  readonly organization: { readonly peopleHash: string; readonly policyHash: string };
  readonly approvalsNeeded: number;
  /** The later of the clock and the newest time this computer has written down: a clock set back revives nothing. */
  readonly now: Instant;
}

/**
 * Says how a request stands, from all envelopes that count: the same envelopes give the same state, in whatever order, however often and however
 * late they came. One rejection outweighs every approval; an approval counts once a person, under the rules and the people it was
 * given under, until it expires, and never for the maker.
 */
export function requestState(
  { envelope: request, hash }: OpenedEnvelope & { readonly envelope: RequestEnvelope },
  counting: readonly OpenedEnvelope[],
  { organization, approvalsNeeded, now }: StateSetting,
): RequestState {
  const answers = counting
    .map(({ envelope }) => envelope)
    .filter(
      (one) => one.kind !== 'request' && one.requestHash === hash && one.paymentId === request.paymentId,
    );
  const isCurrent = (one: Envelope) =>
    one.peopleHash === organization.peopleHash && one.policyHash === organization.policyHash;
  const isLive = (one: Envelope) => one.issuedAt <= now && now < one.expiresAt;
  const by = (kind: 'approval' | 'rejection', counts: (one: Envelope) => boolean) => {
    const found = answers.filter((one) => one.kind === kind && one.author !== request.author && counts(one));
    return [...new Set(found.map(({ author }) => author))].sort();
  };
  const approvedBy = by('approval', (one) => isCurrent(one) && isLive(one));
  const rejectedBy = by('rejection', () => true);
  const status = (): RequestState['status'] => {
    if (answers.some(({ kind }) => kind === 'outcome')) return 'done';
    if (rejectedBy.length > 0) return 'rejected';
    if (!isLive(request)) return 'expired';
    if (!isCurrent(request)) return 'rules-changed';
    return approvedBy.length >= approvalsNeeded ? 'approved' : 'waiting';
  };
  return { request, status: status(), approvedBy, rejectedBy };
}

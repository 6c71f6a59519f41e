import type { Instant } from '../../../contract/values/dates.ts';
import { PersonId, type CompanyId } from '../../../contract/values/ids.ts';
import type { Digests, Log } from '../../ports/ports.ts';
import { admitted, type Admission, type AdmissionFlaw } from '../envelopes/admit.ts';
import {
  validMembers,
  type Member,
  type People,
  type PolicyDocument,
  type SignedDocument,
} from '../envelopes/documents.ts';
import {
  readEnvelope,
  saidOfEach,
  type EnvelopeParts,
  type OpenedEnvelope,
} from '../envelopes/envelope-file.ts';
import type { PublicKey } from '../envelopes/keys.ts';
import type { PeopleStore } from '../people/people-ports.ts';
import type { Person } from '../people/person.ts';
import { grow, readKnown, type Chain, type Known, type KnownDecision } from './chain.ts';
import type { Fork } from './fork.ts';
import { agreedMembers, heardMembers } from './members.ts';
import type { DocumentRecord, EnvelopeRecord, Organization } from './organization.ts';
import type { EnvelopeStore, OrganizationStore } from './organizations-ports.ts';
import { directorsAt, type Stand, type Version } from './stands.ts';

/** An organization with the documents that count now; while it forks, the last ones that nobody doubts. */
export interface KnownOrganization {
  readonly record: Organization;
  readonly people: SignedDocument<People>;
  /** `null` until the first rules are signed: the strictest ones hold then. */
  readonly policy: SignedDocument<PolicyDocument> | null;
  readonly chain: Chain;
  readonly head: Stand;
  /** Several versions follow the one that counts, and no decision says yet which one holds. */
  readonly fork: Fork | null;
  readonly decisions: readonly KnownDecision[];
  /** Documents that were signed rightly and do not hold, because another version does; the oldest first. */
  readonly voided: readonly Version[];
  /** Successors of the documents that count, as soon as enough directors have signed them. */
  readonly proposals: readonly Version[];
  /** A director's document is here whose forerunner is not. */
  readonly hasGap: boolean;
}

/** Newer documents than ours are somewhere. */
export interface Behind {
  /** A director who has them; `null`: he is not known. */
  readonly director: string | null;
  readonly since: Instant;
}

/**
 * A member as somebody who acts here: a person of this computer where he has one of the same key, else known by his key
 * alone.
 */
export interface KnownMember extends Member {
  readonly personId: PersonId;
  readonly isHere: boolean;
}

export interface OrganizationsParts {
  readonly organizations: OrganizationStore;
  readonly envelopes: EnvelopeStore;
  readonly people: PeopleStore;
  readonly reading: EnvelopeParts;
  readonly digests: Digests;
  readonly log: Log;
}

/** What the envelopes of a company come to: those that count, and why the others do not. */
export type KnownEnvelopes = ReturnType<typeof admitted>;

interface Replayed {
  readonly documents: readonly DocumentRecord[];
  readonly known: KnownOrganization | null;
}

interface Admitted {
  readonly records: readonly EnvelopeRecord[];
  readonly organization: KnownOrganization;
  readonly envelopes: KnownEnvelopes;
  readonly byRequest: ReadonlyMap<string, readonly OpenedEnvelope[]>;
  readonly newest: ReadonlyMap<PublicKey, OpenedEnvelope>;
}

/**
 * What is known of the organizations of this vault, worked out from the signed files each time they change: nothing
 * here is believed because it was written down as believed.
 */
export class Organizations {
  readonly #parts: OrganizationsParts;
  readonly #replayed = new Map<CompanyId, Replayed>();
  readonly #admitted = new Map<CompanyId, Admitted>();
  readonly #opened = new Map<string, OpenedEnvelope>();
  readonly #files = new Map<string, Known>();
  readonly #behind = new WeakMap<KnownEnvelopes, { readonly found: Behind | null }>();

  constructor(parts: OrganizationsParts) {
    this.#parts = parts;
  }

  /** Returns the organization of a company, or `null` when it works on this computer alone. */
  of(companyId: CompanyId): KnownOrganization | null {
    const record = this.#parts.organizations.get(companyId);
    if (record === null) return null;
    const documents = this.#parts.organizations.documents(companyId);
    const before = this.#replayed.get(companyId);
    if (before?.documents === documents && before.known?.record === record) return before.known;
    const known = this.#replay(record, documents);
    this.#replayed.set(companyId, { documents, known });
    return known;
  }

  /**
   * Returns the members of a company's organization, those of this computer marked; empty without an organization.
   * While it forks, a key is valid only where it is in every branch.
   */
  members(companyId: CompanyId): readonly KnownMember[] {
    const local = this.#parts.people.list();
    const known = this.of(companyId);
    return (known === null ? [] : agreedMembers(known)).map((member) => {
      const here = local.find(({ publicKey }) => publicKey === member.key);
      return { ...member, personId: here?.personId ?? this.#idOf(member.key), isHere: here !== undefined };
    });
  }

  /** Returns the members whose keys are valid. */
  validMembers(companyId: CompanyId): readonly KnownMember[] {
    return validMembers(this.members(companyId));
  }

  /**
   * Returns the members whose keys are valid in any branch: whom documents are encrypted to, so that everybody learns
   * what is decided.
   */
  documentReaders(companyId: CompanyId): readonly Member[] {
    const known = this.of(companyId);
    return known === null ? [] : validMembers(heardMembers(known));
  }

  /**
   * Returns the valid members as people who may act in the company, for the rules of payments; `null` without an
   * organization.
   */
  asPeople(companyId: CompanyId): readonly Person[] | null {
    const known = this.of(companyId);
    if (known === null) return null;
    return this.validMembers(companyId).map(
      ({ personId, name, role, key, openingKey, outcomeKey = null }) => ({
        personId,
        name,
        role,
        openingKey,
        outcomeKey,
        publicKey: key,
        nextKeys: null,
        isTraining: this.#parts.people.get(personId)?.isTraining ?? false,
        createdAt: known.people.document.issuedAt,
      }),
    );
  }

  /** Returns the envelopes of a company that count, and why the others do not; none without an organization. */
  envelopes(companyId: CompanyId): KnownEnvelopes {
    return (
      this.#admittedOf(companyId)?.envelopes ?? { counting: [], flaws: new Map<string, AdmissionFlaw>() }
    );
  }

  /** Returns who may say what to the people of this computer; `null` without an organization. */
  admission(companyId: CompanyId): Admission | null {
    const organization = this.of(companyId);
    if (organization === null) return null;
    return {
      organization: organization.record.organization,
      members: heardMembers(organization),
      readers: this.members(companyId).flatMap(({ key, isHere }) => (isHere ? [key] : [])),
    };
  }

  /** Returns the envelopes that count and belong to one request: itself and the answers to it. */
  about(companyId: CompanyId, requestHash: string): readonly OpenedEnvelope[] {
    return this.#admittedOf(companyId)?.byRequest.get(requestHash) ?? [];
  }

  /**
   * Returns the newest envelope of each author that counts: what it says of his computer is the latest that is known.
   */
  newest(companyId: CompanyId): ReadonlyMap<PublicKey, OpenedEnvelope> {
    return this.#admittedOf(companyId)?.newest ?? new Map();
  }

  /**
   * Returns who has documents newer than ours, or `null`: a director's envelope that counts names documents that we do
   * not have, or one of his documents lacks its forerunner. Until they are here, nothing is paid without an approval.
   */
  behind(companyId: CompanyId): Behind | null {
    const known = this.of(companyId);
    if (known === null) return null;
    const envelopes = this.envelopes(companyId);
    const before = this.#behind.get(envelopes);
    if (before !== undefined) return before.found;
    const found = this.#newer(companyId, known, envelopes);
    this.#behind.set(envelopes, { found });
    return found;
  }

  #newer(companyId: CompanyId, known: KnownOrganization, { counting }: KnownEnvelopes): Behind | null {
    const documents = this.#parts.organizations.documents(companyId);
    const hashes = new Set(documents.map(({ hash }) => hash));
    const members = heardMembers(known);
    const newer = counting.flatMap(({ envelope }) => {
      const isKnown = hashes.has(envelope.peopleHash) && hashes.has(envelope.policyHash);
      const author = members.find(({ key, role }) => key === envelope.author && role === 'director');
      return isKnown || author === undefined ? [] : { director: author.name, since: envelope.issuedAt };
    });
    const [first] = newer.sort((a, b) => (a.since < b.since ? -1 : 1));
    return first ?? (known.hasGap ? { director: null, since: known.people.document.issuedAt } : null);
  }

  #admittedOf(companyId: CompanyId): Admitted | null {
    const organization = this.of(companyId);
    const admission = this.admission(companyId);
    if (organization === null || admission === null) return null;
    const records = this.#parts.envelopes.list(companyId);
    const before = this.#admitted.get(companyId);
    if (before?.records === records && before.organization === organization) return before;
    const envelopes = admitted(
      records.flatMap((record) => this.#open(record) ?? []),
      admission,
    );
    const { counting } = envelopes;
    const newest = newestByAuthor(counting);
    const known = { records, organization, envelopes, byRequest: groupedByRequest(counting), newest };
    this.#admitted.set(companyId, known);
    return known;
  }

  #replay(record: Organization, documents: readonly DocumentRecord[]): KnownOrganization | null {
    const read = documents.flatMap(({ file }) => this.#read(file) ?? []);
    const { chain, head, fork, proposals, voided, verdicts } = grow(record.organization, read);
    for (const { hash, state } of documents) {
      const verdict = verdicts.get(hash) ?? 'form';
      if (state === 'counts' && !SETTLED.includes(verdict))
        this.#parts.log.warn('document-does-not-follow', { companyId: record.companyId, flaw: verdict });
    }
    if (head === null) return null;
    const ends = fork === null ? [head] : fork.branches.flatMap((branch) => branch.ends);
    const directors = new Set(ends.flatMap(directorsAt));
    return {
      record,
      people: head.people,
      policy: head.policy,
      chain,
      head,
      fork,
      proposals,
      voided,
      decisions: read.filter((one) => one.kind === 'decision'),
      hasGap: read.some(
        ({ signed }) =>
          verdicts.get(signed.hash) === 'gap' && signed.signers.some((key) => directors.has(key)),
      ),
    };
  }

  /** A file is read once: its signatures take their time. */
  #read(file: string): Known | null {
    const before = this.#files.get(file);
    if (before !== undefined) return before;
    const known = readKnown(this.#parts.reading, file);
    if (typeof known === 'string') return null;
    this.#files.set(file, known);
    return known;
  }

  #open(record: EnvelopeRecord): OpenedEnvelope | null {
    const known = this.#opened.get(record.hash);
    if (known !== undefined) return known;
    const read = readEnvelope(this.#parts.reading, record.file);
    if (!read.ok || read.hash !== record.hash) return null;
    const { envelope, hash } = read;
    this.#opened.set(hash, { envelope, hash });
    return { envelope, hash };
  }

  /** A member of another computer is known by his key; the id only has to be the same each time. */
  #idOf(key: PublicKey): PersonId {
    return PersonId.parse(`member-${this.#parts.digests.sha256(key).slice(0, MEMBER_ID_LENGTH)}`);
  }
}

/** Returns the names of those members among the signers, of any branch. */
export function namesOfSigners(known: KnownOrganization, signers: readonly string[]): string[] {
  const names = new Map(heardMembers(known).map(({ key, name }) => [key, name]));
  return signers.flatMap((key) => names.get(key) ?? []);
}

/** Verdicts of documents that once counted and are no cause for alarm. */
const SETTLED: readonly string[] = ['counts', 'branch', 'void'];

/** The hash of the request that an envelope makes or answers; of a list, which answers several, its own. */
export function requestOf({ envelope, hash }: OpenedEnvelope): string {
  return envelope.kind === 'request' || envelope.kind === 'approved-list' ? hash : envelope.requestHash;
}

/** The hashes of the requests that a list answers; none of anything else. */
export function requestsOf({ envelope }: OpenedEnvelope): string[] {
  return envelope.kind === 'approved-list' ? envelope.payments.map(({ requestHash }) => requestHash) : [];
}

function groupedByRequest(
  counting: readonly OpenedEnvelope[],
): ReadonlyMap<string, readonly OpenedEnvelope[]> {
  const groups = new Map<string, OpenedEnvelope[]>();
  const requests = new Map(
    counting.flatMap(({ envelope, hash }) =>
      envelope.kind === 'request' ? [[hash, envelope] as const] : [],
    ),
  );
  for (const one of counting.flatMap((envelope) =>
    saidOfEach(envelope, (hash) => requests.get(hash) ?? null),
  )) {
    const group = groups.get(requestOf(one));
    if (group === undefined) groups.set(requestOf(one), [one]);
    else group.push(one);
  }
  return groups;
}

/** Returns the envelope with the highest number of each author. */
export function newestByAuthor(counting: readonly OpenedEnvelope[]): ReadonlyMap<PublicKey, OpenedEnvelope> {
  const newest = new Map<PublicKey, OpenedEnvelope>();
  for (const one of counting) {
    const { author, counter } = one.envelope;
    if ((newest.get(author)?.envelope.counter ?? 0) < counter) newest.set(author, one);
  }
  return newest;
}

/** Hex digits of a key's digest in the id of its owner. Own choice: half of the digest tells all keys apart. */
const MEMBER_ID_LENGTH = 32;

import type { Instant } from '../../contract/values/dates.ts';
import { PersonId, type CompanyId } from '../../contract/values/ids.ts';
import { admitted, type AdmissionFlaw } from '../envelopes/admit.ts';
import {
  nextPeople,
  readPeople,
  readPolicy,
  type Member,
  type People,
  type PolicyDocument,
  type SignedDocument,
} from '../envelopes/documents.ts';
import { readEnvelope, type EnvelopeParts, type OpenedEnvelope } from '../envelopes/envelope-file.ts';
import type { PublicKey } from '../envelopes/keys.ts';
import type { PeopleStore } from '../people/people-ports.ts';
import type { Person } from '../people/person.ts';
import type { Digests, Log } from '../ports.ts';
import type { DocumentRecord, EnvelopeRecord, Organization } from './organization.ts';
import type { EnvelopeStore, OrganizationStore } from './organizations-ports.ts';

/** An organization with the documents that count now. */
export interface KnownOrganization {
  readonly record: Organization;
  readonly people: SignedDocument<People>;
  /** `null` until the first rules are signed: the strictest ones hold then. */
  readonly policy: SignedDocument<PolicyDocument> | null;
}

/** A member as somebody who acts here: a person of this computer where he has one of the same key, else known by his key alone. */
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
}

/**
 * What is known of the organizations of this vault, worked out from the signed files each time they change: nothing here is believed because it was
 * written down as believed.
 */
export class Organizations {
  readonly #parts: OrganizationsParts;
  readonly #replayed = new Map<CompanyId, Replayed>();
  readonly #admitted = new Map<CompanyId, Admitted>();
  readonly #opened = new Map<string, OpenedEnvelope>();

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

  /** Returns the members of a company's organization, those of this computer marked; empty without an organization. */
  members(companyId: CompanyId): readonly KnownMember[] {
    const local = this.#parts.people.list();
    return (this.of(companyId)?.people.document.members ?? []).map((member) => {
      const here = local.find(({ publicKey }) => publicKey === member.key);
      return { ...member, personId: here?.personId ?? this.#idOf(member.key), isHere: here !== undefined };
    });
  }

  /** Returns the valid members as people who may act in the company, for the rules of payments; `null` without an organization. */
  asPeople(companyId: CompanyId): readonly Person[] | null {
    const known = this.of(companyId);
    if (known === null) return null;
    return this.members(companyId)
      .filter(({ validThrough }) => validThrough === null)
      .map(({ personId, name, role, key, openingKey }) => ({
        ...{ personId, name, role, openingKey },
        publicKey: key,
        isTraining: this.#parts.people.get(personId)?.isTraining ?? false,
        createdAt: known.people.document.issuedAt,
      }));
  }

  /** Returns the envelopes of a company that count, and why the others do not; none without an organization. */
  envelopes(companyId: CompanyId): KnownEnvelopes {
    const organization = this.of(companyId);
    if (organization === null) return { counting: [], flaws: new Map<string, AdmissionFlaw>() };
    const records = this.#parts.envelopes.list(companyId);
    const before = this.#admitted.get(companyId);
    if (before?.records === records && before.organization === organization) return before.envelopes;
    const envelopes = admitted(
      records.flatMap((record) => this.#open(record) ?? []),
      {
        organization: organization.record.organization,
        members: organization.people.document.members,
        readers: this.members(companyId).flatMap(({ key, isHere }) => (isHere ? [key] : [])),
      },
    );
    this.#admitted.set(companyId, { records, organization, envelopes });
    return envelopes;
  }

  /** Returns the envelopes that count and belong to one request: itself and the answers to it. */
  about(companyId: CompanyId, requestHash: string): readonly OpenedEnvelope[] {
    return this.envelopes(companyId).counting.filter(
      ({ envelope, hash }) => (envelope.kind === 'request' ? hash : envelope.requestHash) === requestHash,
    );
  }

  /** Returns the time that a person of this organization must have lived to see: a clock set back behind it revives nothing. */
  newestTime(companyId: CompanyId, now: Instant): Instant {
    const own = this.#parts.envelopes.list(companyId).map(({ receivedAt }) => receivedAt);
    return own.reduce((newest, at) => (at > newest ? at : newest), now);
  }

  #replay(record: Organization, documents: readonly DocumentRecord[]): KnownOrganization | null {
    const { reading, log } = this.#parts;
    let people: SignedDocument<People> | null = null;
    let policy: SignedDocument<PolicyDocument> | null = null;
    const chain = documents.filter(({ state }) => state === 'counts');
    for (const { file } of inOrder(chain, 'people')) {
      const read = readPeople(reading, file);
      const flaw = read.ok ? nextPeople(people, read) : read.flaw;
      if (!read.ok || flaw !== null) {
        log.warn('people-document-does-not-follow', { companyId: record.companyId, flaw });
        break;
      }
      people = read;
    }
    const [first] = inOrder(chain, 'people');
    if (people === null || first?.hash !== record.organization) return null;
    // Old rules were signed by people of their time: each is held against the one before it, the newest also against the people of today (`openPolicy`).
    for (const { file } of inOrder(chain, 'policy')) {
      const read = readPolicy(reading, file);
      if (!read.ok || read.document.organization !== record.organization) break;
      policy = read;
    }
    return { record, people, policy };
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

/** Hex digits of a key's digest in the id of its owner. Own choice: half of the digest tells all keys apart. */
const MEMBER_ID_LENGTH = 32;

function inOrder(
  documents: readonly DocumentRecord[],
  kind: DocumentRecord['kind'],
): readonly DocumentRecord[] {
  return documents.filter((one) => one.kind === kind).sort((a, b) => a.version - b.version);
}

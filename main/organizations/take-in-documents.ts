import type { CompanyId, PersonId } from '../../contract/values/ids.ts';
import { CompanyId as CompanyIds } from '../../contract/values/ids.ts';
import { AppError } from '../app-error.ts';
import { journalEntry, THE_APP, type Actor } from '../audit/entry.ts';
import type { Company } from '../companies/company.ts';
import { validDirectors } from '../envelopes/documents.ts';
import type { PublicKey } from '../envelopes/keys.ts';
import { withSignatures } from '../envelopes/signed-text.ts';
import { belongsTo } from '../people/person.ts';
import { emptyChain, grow, readKnown, type Chain, type Grown, type Known } from './chain.ts';
import type { DocumentRecord, Organization } from './organization.ts';
import { signing, type OrganizationParts } from './organization-parts.ts';
import type { KnownOrganization } from './organizations.ts';

/** What came of the files. */
export interface TakenIn {
  readonly companyId: CompanyId;
  readonly organization: KnownOrganization;
  /** How many count that did not before. */
  readonly counting: number;
  /** How many are new here, or have new signatures, and wait for more. */
  readonly proposed: number;
  /** How many say nothing here: known, older, of others, signed by too few of the entitled. */
  readonly refused: number;
}

export interface Arrival {
  /** Whom the journal names; the app itself when files came by the folder. */
  readonly actor?: Actor;
  /** What the journal says of it. */
  readonly kind?: 'organization-change-proposed' | 'organization-document-signed';
  /** The first people document that a person compared the words of: how an organization begins on a computer. Without it only a known one grows. */
  readonly trustedRoot?: string;
  /** People of this computer who proved that they belong to it. */
  readonly proven?: readonly PersonId[];
}

/**
 * Takes in people and policy documents: in any order, any number of times, with as many signatures as they have. `companyId` is `null` when
 * the company is to be found by what the documents say, or added. A vault without the organization takes it only by `trustedRoot`.
 *
 * Errors: `organization-unknown`, `organization-other` (the root is not the one that counts here), `organization-documents` (no people document of this root
 * holds), `organization-other-company`, `store-*`.
 * Effects: the documents and a journal line, or nothing; an added company before them.
 */
export function takeInDocuments(
  parts: OrganizationParts,
  companyId: CompanyId | null,
  files: readonly string[],
  arrival: Arrival = {},
): TakenIn {
  const documents = files.flatMap((file) => {
    const known = readKnown(signing(parts), file);
    return typeof known === 'string' ? [] : known;
  });
  const known = knownOf(parts, companyId, arrival);
  const root = known?.record.organization ?? arrival.trustedRoot;
  if (root === undefined) throw new AppError('organization-unknown');
  const before = known?.chain ?? emptyChain(root);
  const records = known === null ? [] : parts.organizationRecords.documents(known.record.companyId);
  const grown = grow(before, withKnown(parts, records, documents));
  if (grown.chain.people.length === 0) throw new AppError('organization-documents');
  const company = known === null ? companyOfChain(parts, companyId, grown.chain, arrival) : null;
  const ownId = known?.record.companyId ?? company?.companyId;
  if (ownId === undefined) throw new AppError('internal');
  const changed = changedRecords(parts, { companyId: ownId, grown, before: records });
  keep(parts, { ...arrival, companyId: ownId, root, grown, changed });
  const organization = parts.organizations.of(ownId);
  if (organization === null) throw new AppError('internal');
  const counting = changed.filter(({ state }) => state === 'counts').length;
  const proposed = changed.filter(({ state }) => state === 'proposed').length;
  return { companyId: ownId, organization, counting, proposed, refused: files.length - counting - proposed };
}

/** Returns the documents that every member should have: those that count, the oldest first, and those that wait for signatures. */
export function documentsToSend(
  { organizationRecords }: Pick<OrganizationParts, 'organizationRecords'>,
  companyId: CompanyId,
): readonly DocumentRecord[] {
  return organizationRecords
    .documents(companyId)
    .filter(({ state }) => state !== 'void')
    .sort((a, b) => (a.kind === b.kind ? a.version - b.version : a.kind === 'people' ? -1 : 1));
}

/** The organization here. Errors: `organization-other` when a person trusts another first document than the one that counts. */
function knownOf(
  { organizations, organizationRecords }: OrganizationParts,
  companyId: CompanyId | null,
  { trustedRoot }: Arrival,
): KnownOrganization | null {
  const byRoot = organizationRecords.list().find(({ organization }) => organization === trustedRoot);
  const ownId = companyId ?? byRoot?.companyId;
  const known = ownId === undefined ? null : organizations.of(ownId);
  if (known !== null && trustedRoot !== undefined && known.record.organization !== trustedRoot) {
    throw new AppError('organization-other');
  }
  return known;
}

/** New documents and those that wait here, one of each hash, with the signatures of both. */
function withKnown(
  parts: OrganizationParts,
  records: readonly DocumentRecord[],
  documents: readonly Known[],
): readonly Known[] {
  const byHash = new Map<string, Known>();
  const waiting = records.filter(({ state }) => state === 'proposed').map(({ file }) => file);
  for (const file of [...waiting, ...documents.map((one) => one.file)]) {
    const one = readKnown(signing(parts), file);
    if (typeof one === 'string') continue;
    const other = byHash.get(one.signed.hash);
    const both =
      other === undefined ? one : readKnown(signing(parts), withSignatures(other.file, file, isAny));
    byHash.set(one.signed.hash, typeof both === 'string' ? one : both);
  }
  return [...byHash.values()];
}

const isAny = () => true;

interface Changes {
  readonly companyId: CompanyId;
  readonly grown: Grown;
  readonly before: readonly DocumentRecord[];
}

/** The records that are new or stand differently now. */
function changedRecords(parts: OrganizationParts, { companyId, grown, before }: Changes): DocumentRecord[] {
  const voided = new Set(grown.voided.map(({ hash }) => hash));
  const receivedAt = parts.clock.now();
  const entitled = entitledIn(grown.chain);
  const toRecord = (document: Known, state: DocumentRecord['state']): DocumentRecord[] => {
    const { hash, document: { version } } = document.signed; // prettier-ignore
    const known = before.find((one) => one.hash === hash);
    const file = withSignatures(document.file, '', (key) => entitled.has(key));
    if (known?.state === state && known.file === file) return [];
    return [
      {
        hash,
        companyId,
        kind: document.kind,
        version,
        file,
        state,
        receivedAt: known?.receivedAt ?? receivedAt,
      },
    ];
  };
  const waits = grown.left.filter(({ document, flaw }) => isWaiting(document, flaw, entitled));
  const refused = grown.left.filter(
    (one) =>
      !waits.includes(one) &&
      before.some(({ hash, state }) => hash === one.document.signed.hash && state === 'proposed'),
  );
  return [
    ...grown.taken.flatMap((one) => toRecord(one, voided.has(one.signed.hash) ? 'void' : 'counts')),
    ...waits.flatMap(({ document }) => toRecord(document, 'proposed')),
    ...refused.flatMap(({ document }) => toRecord(document, 'void')),
    ...before
      .filter(({ hash, state }) => state === 'counts' && voided.has(hash))
      .map((one) => ({ ...one, state: 'void' as const })),
  ];
}

/** A document is kept only when a director signed it: nobody else fills this vault. */
function isWaiting({ signed }: Known, flaw: string, entitled: ReadonlySet<PublicKey>): boolean {
  return (flaw === 'signers' || flaw === 'gap') && signed.signers.some((key) => entitled.has(key));
}

/** Keys whose signatures are kept: directors of any version, and recovery keys. */
function entitledIn({ people }: Chain): ReadonlySet<PublicKey> {
  return new Set(
    people.flatMap(({ document }) => [
      ...validDirectors(document),
      ...(document.recoveryKey === null ? [] : [document.recoveryKey]),
    ]),
  );
}

/** The company that the documents are of: named by the caller, found by its INN, KPP and environment, or added. */
function companyOfChain(
  { companies, clock, ids }: OrganizationParts,
  companyId: CompanyId | null,
  { people }: Chain,
  { actor = THE_APP }: Arrival,
): Company {
  const document = people.at(-1)?.document;
  if (document === undefined) throw new AppError('organization-documents');
  const { name, inn, kpp, environment } = document;
  const isTheirs = (one: Company) => one.inn === inn && one.environment === environment;
  const named = companyId === null ? null : companies.get(companyId);
  if (named !== null && !isTheirs(named)) throw new AppError('organization-other-company');
  const found = named ?? companies.list().find((one) => isTheirs(one) && one.kpp === kpp);
  if (found !== undefined) return found;
  const at = clock.now();
  const company: Company = {
    ...{ companyId: CompanyIds.parse(ids.newId()), name, inn, kpp, environment, createdAt: at },
  };
  const facts = { at, actor, companyId: company.companyId, subject: name, details: { environment } };
  companies.add(company, journalEntry('company-added', facts));
  return company;
}

interface Kept extends Arrival {
  readonly companyId: CompanyId;
  readonly root: string;
  readonly grown: Grown;
  readonly changed: readonly DocumentRecord[];
}

function keep(parts: OrganizationParts, { companyId, root, grown, changed, ...arrival }: Kept): void {
  const { organizationRecords, clock, publish } = parts;
  const before = organizationRecords.get(companyId);
  const at = clock.now();
  const proven = provenIn(parts, companyId, [...(before?.proven ?? []), ...(arrival.proven ?? [])]);
  const isSame = before !== null && proven.length === before.proven.length;
  if (changed.length === 0 && isSame) return;
  const record: Organization = {
    ...(before ?? { companyId, organization: root, folder: null, joinedAt: at }),
    proven: isSame ? before.proven : proven,
  };
  const people = grown.chain.people.at(-1)?.document;
  const kind = before === null ? 'organization-joined' : (arrival.kind ?? 'organization-documents-taken');
  const details = {
    version: people?.version ?? 1,
    rulesVersion: grown.chain.policies.at(-1)?.document.version ?? 0,
    documents: changed.length,
  };
  const facts = { at, actor: arrival.actor ?? THE_APP, companyId, subject: people?.name ?? '', details };
  organizationRecords.save(record, changed, journalEntry(kind, facts));
  publish('organizations.changed', { companyId });
}

/** Only people who may act in companies of this kind. */
function provenIn(
  { people, companies }: OrganizationParts,
  companyId: CompanyId,
  ids: readonly PersonId[],
): PersonId[] {
  const environment = companies.get(companyId)?.environment ?? '';
  return [...new Set(ids)].filter((personId) => {
    const person = people.get(personId);
    return person !== null && belongsTo(person, environment);
  });
}

import type { CompanyId, PersonId } from '../../../contract/values/ids.ts';
import { CompanyId as CompanyIds } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import { journalEntry, THE_APP, type Actor } from '../audit/entry.ts';
import type { Company } from '../companies/company.ts';
import { withSignatures } from '../envelopes/signed-text.ts';
import { belongsTo } from '../people/person.ts';
import { grow, readKnown, type Chain, type Grown, type Known } from './chain.ts';
import type { DocumentRecord, Organization } from './organization.ts';
import { signing, type OrganizationVault } from './organization-vault.ts';
import type { KnownOrganization } from './organizations.ts';

export type TouchedByTakeInDocuments = Pick<
  OrganizationVault,
  | 'organizations'
  | 'organizationRecords'
  | 'people'
  | 'companies'
  | 'personKeys'
  | 'digests'
  | 'clock'
  | 'ids'
  | 'publish'
>;

/** What came of the files. */
export interface TakenDocuments {
  readonly companyId: CompanyId;
  readonly organization: KnownOrganization;
  /** How many count that did not before, or are one of several versions now. */
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
  readonly kind?:
    'organization-change-proposed' | 'organization-document-signed' | 'organization-decision-signed';
  /**
   * The first people document that a person compared the words of: how an organization begins on a computer. Without it
   * only a known one grows.
   */
  readonly trustedRoot?: string;
  /** People of this computer who proved that they belong to it. */
  readonly proven?: readonly PersonId[];
}

/**
 * Takes in people and policy documents: in any order, any number of times, with as many signatures as they have.
 * `companyId` is `null` when the company is to be found by what the documents say, or added. A vault without the
 * organization takes it only by `trustedRoot`.
 *
 * Errors: `organization-unknown`, `organization-other` (the root is not the one that counts here),
 * `organization-documents` (no people document of this root holds), `organization-other-company`, `store-*`.
 * Effects: the documents and a journal line, or nothing; an added company before them.
 */
export function takeInDocuments(
  vault: TouchedByTakeInDocuments,
  companyId: CompanyId | null,
  files: readonly string[],
  arrival: Arrival = {},
): TakenDocuments {
  const documents = files.flatMap((file) => {
    const known = readKnown(signing(vault), file);
    return typeof known === 'string' ? [] : known;
  });
  const known = knownOf(vault, companyId, arrival);
  const root = known?.record.organization ?? arrival.trustedRoot;
  if (root === undefined) throw new AppError('organization-unknown');
  const records = known === null ? [] : vault.organizationRecords.documents(known.record.companyId);
  const all = withKnown(vault, records, documents);
  const grown = grow(root, all);
  if (grown.head === null) throw new AppError('organization-documents');
  const company = known === null ? companyOfChain(vault, companyId, grown.chain, arrival) : null;
  const ownId = known?.record.companyId ?? company?.companyId;
  if (ownId === undefined) throw new AppError('internal');
  const changed = changedRecords(vault, { companyId: ownId, grown, all, before: records });
  const hadFork = known !== null && known.fork !== null;
  keep(vault, { ...arrival, companyId: ownId, root, grown, changed, hadFork });
  const organization = vault.organizations.of(ownId);
  if (organization === null) throw new AppError('internal');
  const counting = changed.filter(({ state }) => state === 'counts' || state === 'branch').length;
  const proposed = changed.filter(({ state }) => state === 'proposed').length;
  return { companyId: ownId, organization, counting, proposed, refused: files.length - counting - proposed };
}

/**
 * Returns the documents that every member should have: those that count, the oldest first, all branches, and those that
 * wait for signatures.
 */
export function documentsToSend(
  { organizationRecords }: Pick<OrganizationVault, 'organizationRecords'>,
  companyId: CompanyId,
): readonly DocumentRecord[] {
  return organizationRecords
    .documents(companyId)
    .filter(({ state }) => state !== 'void')
    .sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || a.version - b.version);
}

const KINDS: readonly DocumentRecord['kind'][] = ['people', 'policy', 'decision'];

/**
 * The organization here. Errors: `organization-other` when a person trusts another first document than the one that
 * counts.
 */
function knownOf(
  { organizations, organizationRecords }: Pick<OrganizationVault, 'organizations' | 'organizationRecords'>,
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

/** New documents and those that are kept here, one of each hash, with the signatures of both. */
function withKnown(
  vault: Pick<OrganizationVault, 'personKeys' | 'digests'>,
  records: readonly DocumentRecord[],
  documents: readonly Known[],
): readonly Known[] {
  const byHash = new Map<string, Known>();
  for (const file of [...records.map((one) => one.file), ...documents.map((one) => one.file)]) {
    const one = readKnown(signing(vault), file);
    if (typeof one === 'string') continue;
    const other = byHash.get(one.signed.hash);
    const both =
      other === undefined ? one : readKnown(signing(vault), withSignatures(other.file, file, isAny));
    byHash.set(one.signed.hash, typeof both === 'string' ? one : both);
  }
  return [...byHash.values()];
}

const isAny = () => true;

interface Changes {
  readonly companyId: CompanyId;
  readonly grown: Grown;
  readonly all: readonly Known[];
  readonly before: readonly DocumentRecord[];
}

/** The records that are new or stand differently now. */
function changedRecords(
  vault: Pick<OrganizationVault, 'clock'>,
  { companyId, grown, all, before }: Changes,
): DocumentRecord[] {
  const receivedAt = vault.clock.now();
  const kept = new Map(before.map((one) => [one.hash, one]));
  const isFromDirector = ({ signed }: Known) => signed.signers.some((key) => grown.entitled.has(key));
  let strangers = all.filter((one) => kept.has(one.signed.hash) && !isFromDirector(one)).length;
  return all.flatMap((one) => {
    const { kind, signed, file } = one;
    const known = kept.get(signed.hash);
    const isEntitled = isFromDirector(one);
    const isGap = grown.verdicts.get(signed.hash) === 'gap';
    const state = stateOf(grown, one, isEntitled || strangers < MAX_STRANGERS);
    if (state === null && known === undefined) return [];
    if (!isEntitled && known === undefined) strangers += 1;
    // Nobody pads a file with signatures that say nothing; who may sign is not known while documents before it are
    // missing.
    const mayStay = (key: string) => isGap || !isEntitled || grown.entitled.has(key);
    const record: DocumentRecord = {
      hash: signed.hash,
      companyId,
      kind,
      version: kind === 'decision' ? 1 : signed.document.version,
      file: withSignatures(file, '', mayStay),
      state: state ?? 'void',
      receivedAt: known?.receivedAt ?? receivedAt,
    };
    return known?.state === record.state && known.file === record.file ? [] : [record];
  });
}

/**
 * Documents of unknown signers that may wait for those before them, which may say who signed. Own choice: more than an
 * organization makes in a year.
 */
const MAX_STRANGERS = 50;

/**
 * How a document is kept; `null`: not at all. Only what a director signed is kept, or what may turn out so: nobody else
 * fills this vault.
 */
function stateOf(grown: Grown, { kind, signed }: Known, mayWait: boolean): DocumentRecord['state'] | null {
  const verdict = grown.verdicts.get(signed.hash) ?? 'form';
  const isEntitled = signed.signers.some((key) => grown.entitled.has(key));
  if (kind === 'decision') {
    if (verdict !== 'counts') return null;
    return isEntitled ? 'counts' : mayWait ? 'proposed' : null;
  }
  if (verdict === 'counts' || verdict === 'branch' || verdict === 'void') return verdict;
  if (verdict === 'gap') return mayWait ? 'proposed' : null;
  if (verdict !== 'signers' || !isEntitled) return null;
  return grown.proposals.some((one) => one.signed.hash === signed.hash) ? 'proposed' : 'void';
}

/** The company that the documents are of: named by the caller, found by its INN, KPP and environment, or added. */
function companyOfChain(
  { companies, clock, ids }: Pick<OrganizationVault, 'companies' | 'clock' | 'ids'>,
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
    companyId: CompanyIds.parse(ids.newId()),
    name,
    inn,
    kpp,
    environment,
    createdAt: at,
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
  readonly hadFork: boolean;
}

function keep(
  vault: Pick<OrganizationVault, 'organizationRecords' | 'people' | 'companies' | 'clock' | 'publish'>,
  { companyId, root, grown, changed, hadFork, ...arrival }: Kept,
): void {
  const { organizationRecords, clock, publish } = vault;
  const before = organizationRecords.get(companyId);
  const at = clock.now();
  const proven = provenIn(vault, companyId, [...(before?.proven ?? []), ...(arrival.proven ?? [])]);
  const isSame = before !== null && proven.length === before.proven.length;
  if (changed.length === 0 && isSame) return;
  const record: Organization = {
    ...(before ?? { companyId, organization: root, folder: null, joinedAt: at }),
    proven: isSame ? before.proven : proven,
  };
  const people = grown.chain.people.at(-1)?.document;
  const usual = before === null ? 'organization-joined' : (arrival.kind ?? 'organization-documents-taken');
  const hasFork = grown.fork !== null;
  const forked = hasFork ? 'organization-fork-found' : 'organization-fork-ended';
  const kind = hasFork === hadFork ? usual : forked;
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
  { people, companies }: Pick<OrganizationVault, 'people' | 'companies'>,
  companyId: CompanyId,
  ids: readonly PersonId[],
): PersonId[] {
  const environment = companies.get(companyId)?.environment ?? '';
  return [...new Set(ids)].filter((personId) => {
    const person = people.get(personId);
    return person !== null && belongsTo(person, environment);
  });
}

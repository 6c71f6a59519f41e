import type { CompanyId, PersonId } from '../../../contract/values/ids.ts';
import { addMs, DAY_MS, type Instant } from '../../../contract/values/dates.ts';
import { AppError } from '../../ports/app-error.ts';
import { journalEntry, type Actor } from '../audit/entry.ts';
import type { Company } from '../companies/company.ts';
import {
  peopleText,
  policyDocumentText,
  signaturesFor,
  validDirectors,
  type Member,
  type People,
} from '../envelopes/documents.ts';
import { signedFile, type KeySignature } from '../envelopes/signed-text.ts';
import { belongsTo, type Person } from '../people/person.ts';
import { POLICY_DAYS } from '../policy/change-policy.ts';
import { policyInForce } from '../policy/policy-in-force.ts';
import { strictPolicy } from '../policy/policy.ts';
import { signAllAs, withKeys } from './cards.ts';
import type { Organization } from './organization.ts';
import { signing, type OrganizationVault } from './organization-vault.ts';
import type { KnownOrganization } from './organizations.ts';

type TouchedByFoundOrganization = Pick<
  OrganizationVault,
  | 'organizations'
  | 'organizationRecords'
  | 'people'
  | 'companies'
  | 'policies'
  | 'personKeys'
  | 'memberKeys'
  | 'prompt'
  | 'digests'
  | 'clock'
>;

export interface NewOrganization {
  readonly companyId: CompanyId;
  /** People of this computer who belong to it from the start, besides the director who founds it. */
  readonly members: readonly PersonId[];
  /** Directors who must sign a change of people or rules. */
  readonly changesNeed: number;
}

/**
 * Makes a company an organization: its people, version 1, and its rules of today, version 1, signed by every director
 * among them. Approvals of payments that wait are void from then on.
 *
 * Errors: `director-required`, `organization-known`, `not-found`, `not-entitled` (somebody of the other kind of
 * company), `organization-directors` (fewer than changes or rules need), `organization-text`, `cancelled-by-person`,
 * `keychain-*`. No money moves.
 * Effects: keys of the members, then the organization with both documents and a journal line, or nothing.
 */
export async function foundOrganization(
  vault: TouchedByFoundOrganization,
  actor: Actor,
  { companyId, members, changesNeed }: NewOrganization,
): Promise<KnownOrganization> {
  const company = companyToFound(vault, actor, companyId);
  const founders = await keyed(vault, actor, { company, members });
  const at = vault.clock.now();
  const people: People = {
    v: 1,
    kind: 'people',
    version: 1,
    previous: null,
    issuedAt: at,
    name: company.name,
    inn: company.inn,
    kpp: company.kpp,
    environment: company.environment,
    members: founders.map(memberOf),
    changesNeed,
    policyHash: null,
    recoveryKey: null,
  };
  const rules = rulesToday(vault, company, at);
  const directors = validDirectors(people).length;
  if (directors < signaturesFor(people, [rules])) {
    throw new AppError('organization-directors', { needed: signaturesFor(people, [rules]), directors });
  }
  const peopleSigned = signable(() => peopleText(signing(vault), people));
  const organization = vault.digests.sha256(peopleSigned);
  const policySigned = signable(() =>
    policyDocumentText(signing(vault), {
      v: 1,
      kind: 'policy',
      version: 1,
      previous: null,
      issuedAt: at,
      organization,
      peopleHash: organization,
      rules,
      validUntil: addMs(at, POLICY_DAYS * DAY_MS),
    }),
  );
  const signatures = await signaturesOf(vault, founders, [peopleSigned, policySigned]);
  companyToFound(vault, actor, companyId);
  const record: Organization = {
    companyId,
    organization,
    folder: null,
    joinedAt: at,
    proven: founders.map(({ personId }) => personId),
  };
  const file = { companyId, version: 1, state: 'counts', receivedAt: at } as const;
  const entry = journalEntry('organization-founded', {
    at,
    actor,
    companyId,
    subject: company.name,
    details: {
      version: 1,
      signedBy: founders
        .filter(isDirector)
        .map(({ name }) => name)
        .join(', '),
    },
  });
  vault.organizationRecords.save(
    record,
    [
      { ...file, kind: 'people', hash: organization, file: signedFile(peopleSigned, signatures[0] ?? []) },
      {
        ...file,
        kind: 'policy',
        hash: vault.digests.sha256(policySigned),
        file: signedFile(policySigned, signatures[1] ?? []),
      },
    ],
    entry,
  );
  const known = vault.organizations.of(companyId);
  if (known === null) throw new AppError('internal');
  return known;
}

/** Returns a person with keys as a people document names him. Errors: `secret-missing` without keys. */
function memberOf({ publicKey, openingKey, outcomeKey, name, role }: Person): Member {
  if (publicKey === null || openingKey === null) throw new AppError('secret-missing');
  const outcome = outcomeKey === null ? {} : { outcomeKey };
  return { key: publicKey, openingKey, ...outcome, name, role, validThrough: null };
}

/** Returns the text, or says that a name in it cannot be signed. Errors: `organization-text`. */
export function signable(text: () => string): string {
  try {
    return text();
  } catch (error) {
    if (error instanceof TypeError) throw new AppError('organization-text');
    throw error;
  }
}

function companyToFound(
  { companies, organizations }: Pick<OrganizationVault, 'organizations' | 'companies'>,
  actor: Actor,
  companyId: CompanyId,
): Company {
  if (actor.role !== 'director' || actor.personId === null) throw new AppError('director-required');
  const company = companies.get(companyId);
  if (company === null) throw new AppError('not-found', { what: 'company' });
  if (organizations.of(companyId) !== null) throw new AppError('organization-known');
  return company;
}

/** The founder and the people chosen, with their keys. */
async function keyed(
  vault: Pick<OrganizationVault, 'people' | 'memberKeys' | 'clock'>,
  actor: Actor,
  { company, members }: { readonly company: Company; readonly members: readonly PersonId[] },
): Promise<readonly Person[]> {
  const ids = [...new Set([...(actor.personId === null ? [] : [actor.personId]), ...members])];
  const founders: Person[] = [];
  for (const personId of ids) {
    const person = vault.people.get(personId);
    if (person !== null && !belongsTo(person, company.environment)) throw new AppError('not-entitled');
    founders.push(await withKeys(vault, actor, personId));
  }
  return founders;
}

/** The rules that the directors of this computer have signed last; the strictest ones where there are none. */
function rulesToday(
  vault: Pick<OrganizationVault, 'people' | 'policies' | 'personKeys' | 'digests'>,
  { companyId, environment }: Company,
  now: Instant,
) {
  const directors = vault.people.list().filter((one) => isDirector(one) && belongsTo(one, environment));
  const { lastSigned } = policyInForce(vault, { companyId, directors, now });
  return (lastSigned ?? strictPolicy(companyId)).rules;
}

/** Every director signs all texts, one after the other; the signatures of each text. */
async function signaturesOf(
  vault: Pick<OrganizationVault, 'personKeys' | 'memberKeys' | 'prompt'>,
  founders: readonly Person[],
  texts: readonly string[],
): Promise<readonly (readonly KeySignature[])[]> {
  const all: KeySignature[][] = texts.map(() => []);
  for (const director of founders.filter(isDirector)) {
    const facts = [{ label: 'organization', text: director.name } as const];
    const signatures = await signAllAs(vault, director, { texts, facts });
    for (const [index, signature] of signatures.entries()) {
      all[index]?.push({ key: director.publicKey ?? '', signature });
    }
  }
  return all;
}

function isDirector({ role }: Person): boolean {
  return role === 'director';
}

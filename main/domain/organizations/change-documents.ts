import type { PolicyRules } from '../../../contract/areas/policy.ts';
import { addMs, DAY_MS } from '../../../contract/values/dates.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { SecretQuestion } from '../../ports/secret-prompt-ports.ts';
import type { Actor } from '../audit/entry.ts';
import { peopleText, policyDocumentText, type People, validDirectors } from '../envelopes/documents.ts';
import { signedFile } from '../envelopes/signed-text.ts';
import type { Person } from '../people/person.ts';
import { changeFacts, POLICY_DAYS } from '../policy/change-policy.ts';
import { assertCoherent } from '../policy/policy.ts';
import { ruleLinesToSign } from '../policy/rule-lines.ts';
import { signAs } from './cards.ts';
import { flawOn, readKnown } from './chain.ts';
import { peopleLines } from './decision-lines.ts';
import { signable } from './found-organization.ts';
import { signing, type OrganizationVault } from './organization-vault.ts';
import type { KnownOrganization } from './organizations.ts';
import type { Version } from './stands.ts';
import { takeInDocuments, type TakenDocuments, type TouchedByTakeInDocuments } from './take-in-documents.ts';

export type TouchedByChangeDocuments = TouchedByTakeInDocuments &
  Pick<OrganizationVault, 'memberKeys' | 'prompt'>;

/** What a director may change in the people of the organization. */
export type PeopleChange = Partial<Pick<People, 'name' | 'kpp' | 'members' | 'changesNeed' | 'recoveryKey'>>;

/** On which documents a change is based; other ones that count by now refuse it. */
export interface ChangeBase {
  readonly companyId: CompanyId;
  readonly peopleHash: string;
  readonly policyHash: string | null;
}

/**
 * Makes the next version of the people, signed by the director who acts. It counts at once where one signature is
 * enough, otherwise it waits for other directors.
 *
 * Errors: `organization-unknown`, `director-required`, `organization-change` (other documents count by now, or the
 * change breaks a rule of documents), `organization-forked`, `organization-behind`, `organization-text`,
 * `cancelled-by-person`, `keychain-*`. No money moves.
 * Effects: one document and a journal line. Approvals of payments that wait are void once it counts.
 */
export async function changePeople(
  vault: TouchedByChangeDocuments,
  actor: Actor,
  { base, change }: { readonly base: ChangeBase; readonly change: PeopleChange },
): Promise<TakenDocuments> {
  const { known, director } = signerOf(vault, actor, base);
  const { document } = known.people;
  const lines = peopleLines(document, { ...document, ...change });
  return signAndTake(vault, actor, { base, director, lines, text: nextPeopleText(vault, known, change) });
}

/** Returns the text of the next version of the people, to be signed. Errors: `organization-text`. */
export function nextPeopleText(
  vault: Pick<OrganizationVault, 'personKeys' | 'digests' | 'clock'>,
  { people, policy }: KnownOrganization,
  change: PeopleChange,
): string {
  const { document: before, hash } = people;
  return signable(() =>
    peopleText(signing(vault), {
      ...before,
      ...change,
      version: before.version + 1,
      previous: hash,
      issuedAt: vault.clock.now(),
      policyHash: policy?.hash ?? null,
    }),
  );
}

/**
 * Makes the next version of the rules, signed by the director who acts; otherwise as `changePeople`. Errors: as there,
 * and `policy-invalid`.
 */
export async function changeRules(
  vault: TouchedByChangeDocuments,
  actor: Actor,
  { base, rules }: { readonly base: ChangeBase; readonly rules: PolicyRules },
): Promise<TakenDocuments> {
  assertCoherent(rules);
  const { known, director } = signerOf(vault, actor, base);
  const at = vault.clock.now();
  const text = signable(() =>
    policyDocumentText(signing(vault), {
      v: 1,
      kind: 'policy',
      version: (known.policy?.document.version ?? 0) + 1,
      issuedAt: at,
      previous: known.policy?.hash ?? null,
      organization: known.record.organization,
      peopleHash: known.people.hash,
      rules,
      validUntil: addMs(at, POLICY_DAYS * DAY_MS),
    }),
  );
  const lines = ruleLinesToSign(known.policy?.document.rules ?? null, rules);
  return signAndTake(vault, actor, { base, director, lines, text });
}

/**
 * Adds the signature of the director who acts to a document that waits for it.
 * Errors: `organization-unknown`, `director-required`, `not-found` (nothing of this hash waits here),
 * `organization-change`, `cancelled-by-person`, `keychain-*`.
 * Effects: the document with one more signature, counting when they are enough, and a journal line.
 */
export async function signProposal(
  vault: TouchedByChangeDocuments,
  actor: Actor,
  { companyId, hash }: { readonly companyId: CompanyId; readonly hash: string },
): Promise<TakenDocuments> {
  const { known, director } = directorHere(vault, actor, companyId);
  const proposal = known.proposals.find(({ signed }) => signed.hash === hash);
  if (proposal === undefined) throw new AppError('not-found', { what: 'document' });
  const [first = '', body = ''] = proposal.file.split('\n');
  const text = `${first}\n${body}\n`;
  const signature = await signAs(vault, director, { text, facts: factsOf(known, linesOf(proposal, known)) });
  const own = signedFile(text, [{ key: director.publicKey ?? '', signature }]);
  return takeInDocuments(vault, companyId, [own], { actor, kind: 'organization-document-signed' });
}

/**
 * The director of this computer who acts, as a member whose key is valid. Errors: `organization-unknown`,
 * `director-required`.
 */
export function directorHere(
  { organizations, people }: Pick<OrganizationVault, 'organizations' | 'people'>,
  actor: Actor,
  companyId: CompanyId,
): { readonly known: KnownOrganization; readonly director: Person } {
  const known = organizations.of(companyId);
  if (known === null) throw new AppError('organization-unknown');
  const person = actor.personId === null ? null : people.get(actor.personId);
  const isDirector = validDirectors(known.people.document).some((key) => key === person?.publicKey);
  if (person === null || !isDirector) throw new AppError('director-required');
  return { known, director: person };
}

/** Refuses a change while it is open which version holds. Errors: `organization-forked`. */
export function assertNoFork({ fork }: KnownOrganization): void {
  if (fork !== null) throw new AppError('organization-forked');
}

function signerOf(
  vault: Pick<OrganizationVault, 'organizations' | 'people'>,
  actor: Actor,
  base: ChangeBase,
) {
  const signer = directorHere(vault, actor, base.companyId);
  assertNoFork(signer.known);
  const { people, policy } = signer.known;
  if (people.hash !== base.peopleHash || (policy?.hash ?? null) !== base.policyHash) {
    throw new AppError('organization-change');
  }
  if (vault.organizations.behind(base.companyId) !== null) throw new AppError('organization-behind');
  return signer;
}

interface Draft {
  readonly base: ChangeBase;
  readonly director: Person;
  readonly text: string;
  /** What differs, for the window where it is signed. */
  readonly lines: readonly string[];
}

/** A change that could never count is refused before anybody is asked to sign it. */
async function signAndTake(
  vault: TouchedByChangeDocuments,
  actor: Actor,
  { base, director, text, lines }: Draft,
): Promise<TakenDocuments> {
  const { known } = signerOf(vault, actor, base);
  const signature = await signAs(vault, director, { text, facts: factsOf(known, lines) });
  const file = signedFile(text, [{ key: director.publicKey ?? '', signature }]);
  signerOf(vault, actor, base);
  const document = readKnown(signing(vault), file);
  if (typeof document === 'string') throw new AppError('organization-change', { flaw: document });
  const flaw = flawOn(known.head, known.chain.root, document);
  if (flaw !== null && flaw !== 'signers') throw new AppError('organization-change', { flaw });
  return takeInDocuments(vault, base.companyId, [file], { actor, kind: 'organization-change-proposed' });
}

function factsOf({ people }: KnownOrganization, lines: readonly string[]): SecretQuestion['facts'] {
  return [{ label: 'organization', text: people.document.name }, ...changeFacts(lines)];
}

/** What a proposal of another director changes in the documents that count. */
function linesOf({ kind, signed }: Version, { people, policy }: KnownOrganization): readonly string[] {
  return kind === 'people'
    ? peopleLines(people.document, signed.document)
    : ruleLinesToSign(policy?.document.rules ?? null, signed.document.rules);
}

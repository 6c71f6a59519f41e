import type { CompanyId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Actor } from '../audit/entry.ts';
import { decisionText, type NamedStand } from '../envelopes/decision.ts';
import { signedFile } from '../envelopes/signed-text.ts';
import type { Person } from '../people/person.ts';
import { comparedWords, standHash, type TouchedByCarryDocuments } from './carry-documents.ts';
import { directorHere } from './change-documents.ts';
import { branchLine } from './decision-lines.ts';
import type { Branch } from './fork.ts';
import { signing, type OrganizationVault } from './organization-vault.ts';
import type { KnownOrganization } from './organizations.ts';
import { nameOf, namedStand, type Stand } from './stands.ts';
import { takeInDocuments, type TakenDocuments } from './take-in-documents.ts';

type TouchedByDecide = TouchedByCarryDocuments & Pick<OrganizationVault, 'fingerprints'>;

/** Which version a director wants to hold, and all that were on his screen. */
export interface Choice {
  readonly companyId: CompanyId;
  readonly keep: NamedStand;
  readonly seen: readonly NamedStand[];
}

/** What is signed: the version that holds, and the others. */
interface Chosen {
  readonly known: KnownOrganization;
  readonly director: Person;
  readonly kept: Branch;
  readonly others: readonly Branch[];
}

/**
 * Signs that one of several versions of the people and rules holds, as the director who acts. Whether that is enough,
 * the decisions of all say (`fork.ts`): then the others are void, on every computer that gets it. It takes the place of
 * his earlier decisions.
 *
 * Errors: `organization-unknown`, `director-required` (also for somebody whom one version alone made director),
 * `not-found` (there is no fork), `organization-change` (other versions are there by now than were shown),
 * `cancelled-by-person`, `keychain-*`. No money moves.
 * Effects: one document and a journal line. Approvals of payments that wait are given anew.
 */
export async function decideFork(
  vault: TouchedByDecide,
  actor: Actor,
  choice: Choice,
): Promise<TakenDocuments> {
  const chosen = chosenOf(vault, actor, choice);
  const { known, director, kept, others } = chosen;
  const text = decisionText(signing(vault), {
    v: 1,
    kind: 'decision',
    organization: known.record.organization,
    director: director.publicKey ?? '',
    keep: namedStand(kept.head),
    setAside: others.flatMap(({ ends }) => ends.map(namedStand)).slice(0, MAX_NAMED),
    insteadOf: earlierOf(known, director),
    issuedAt: vault.clock.now(),
  });
  const signature = await vault.prompt.ask(
    { kind: 'passphrase', subject: director.name, facts: factsOf(vault, chosen), minLength: 1 },
    (passphrase) => vault.personKeys.sign(director.personId, passphrase, text),
  );
  const again = chosenOf(vault, actor, choice);
  if (again.known.decisions.length !== known.decisions.length) throw new AppError('organization-change');
  const file = signedFile(text, [{ key: director.publicKey ?? '', signature }]);
  return takeInDocuments(vault, choice.companyId, [file], { actor, kind: 'organization-decision-signed' });
}

/** As many as a decision may name. Source: `main/domain/envelopes/decision.ts`. */
const MAX_NAMED = 20;

function chosenOf(
  vault: Pick<OrganizationVault, 'organizations' | 'people'>,
  actor: Actor,
  { companyId, keep, seen }: Choice,
): Chosen {
  const { known, director } = directorHere(vault, actor, companyId);
  const { fork } = known;
  if (fork === null) throw new AppError('not-found', { what: 'fork' });
  const names = fork.branches.map(({ head }) => nameOf(namedStand(head))).sort();
  const shown = seen.map(nameOf).sort();
  const kept = fork.branches.find(({ head }) => nameOf(namedStand(head)) === nameOf(keep));
  const isAsShown = names.length === shown.length && names.every((name, at) => name === shown[at]);
  if (kept === undefined || !isAsShown) throw new AppError('organization-change');
  return { known, director, kept, others: fork.branches.filter((one) => one !== kept) };
}

/** Decisions of the director that count until now: a new one takes the place of all. */
function earlierOf({ decisions }: KnownOrganization, { publicKey }: Person): string[] {
  const own = decisions.filter(({ signed }) => signed.document.director === publicKey);
  const replaced = new Set(own.flatMap(({ signed }) => signed.document.insteadOf));
  return own
    .map(({ signed }) => signed.hash)
    .filter((hash) => !replaced.has(hash))
    .slice(-MAX_NAMED);
}

function factsOf(
  vault: Pick<OrganizationVault, 'digests' | 'fingerprints'>,
  { known, kept, others }: Chosen,
) {
  const fork = known.fork;
  const line = (branch: Branch) => (fork === null ? '' : branchLine(known, fork, branch));
  return [
    { label: 'organization', text: known.people.document.name } as const,
    { label: 'fork-keep', text: line(kept) } as const,
    { label: 'fork-set-aside', text: others.map(line).join(' · ') } as const,
    { label: 'fork-words', text: comparedWords(vault, hashOf(vault, known, kept.head)).join(' ') } as const,
  ];
}

function hashOf(
  vault: Pick<OrganizationVault, 'digests'>,
  { chain }: KnownOrganization,
  { people, policy }: Stand,
): string {
  const policies = policy === null ? [] : [policy];
  return standHash(vault, { ...chain, people: [people], policies });
}

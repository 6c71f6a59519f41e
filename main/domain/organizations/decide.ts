import type { CompanyId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Actor } from '../audit/entry.ts';
import { decisionText, type NamedStand } from '../envelopes/decision.ts';
import { signedFile } from '../envelopes/signed-text.ts';
import type { PublicKey } from '../envelopes/keys.ts';
import { comparedWords, standHash, type TouchedByCarryDocuments } from './carry-documents.ts';
import { directorHere } from './change-documents.ts';
import { branchLine } from './decision-lines.ts';
import { arbiterOf, type Branch, type Fork } from './fork.ts';
import { signing, type OrganizationVault } from './organization-vault.ts';
import type { KnownOrganization } from './organizations.ts';
import type { RecoveryFiles } from './recovery.ts';
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
  readonly fork: Fork;
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
  const { director } = directorHere(vault, actor, choice.companyId);
  const chosen = chosenOf(vault, choice);
  const key = director.publicKey ?? '';
  const text = textOf(vault, chosen, key);
  const signature = await vault.prompt.ask(
    { kind: 'passphrase', subject: director.name, facts: factsOf(vault, chosen), minLength: 1 },
    (passphrase) => vault.personKeys.sign(director.personId, passphrase, text),
  );
  directorHere(vault, actor, choice.companyId);
  return takeDecision(vault, actor, { choice, chosen, file: signedFile(text, [{ key, signature }]) });
}

export type TouchedByDecideByFile = TouchedByDecide & {
  readonly recoveryFiles: Pick<RecoveryFiles, 'sign'>;
};

/**
 * Signs with the recovery file that one of several versions holds: for directors who cannot come to an end, because
 * each version ended the other's director or none of them has his key any more (ADR 0058). Anybody of this computer may
 * do it, as in `recoverMember`.
 *
 * Errors: as `decideFork` without `director-required`; `recovery-wrong` also where a version names another file or
 * none, `passphrase-wrong` (asked again). No money moves.
 * Effects: as `decideFork`.
 */
export async function decideForkByFile(
  vault: TouchedByDecideByFile,
  actor: Actor,
  { choice, file }: { readonly choice: Choice; readonly file: Uint8Array },
): Promise<TakenDocuments> {
  const chosen = chosenOf(vault, choice);
  const key = arbiterOf(chosen.fork);
  if (key === null) throw new AppError('recovery-wrong');
  const text = textOf(vault, chosen, key);
  const subject = chosen.known.people.document.name;
  const question = {
    kind: 'recovery-to-decide' as const,
    subject,
    facts: factsOf(vault, chosen),
    minLength: 1,
  };
  const { publicKey, signature } = await vault.prompt.ask(question, (passphrase) =>
    vault.recoveryFiles.sign(file, passphrase, text),
  );
  if (publicKey !== key) throw new AppError('recovery-wrong');
  return takeDecision(vault, actor, { choice, chosen, file: signedFile(text, [{ key, signature }]) });
}

/** Errors: `organization-change` when another decision came while somebody typed. */
function takeDecision(
  vault: TouchedByDecide,
  actor: Actor,
  { choice, chosen, file }: { readonly choice: Choice; readonly chosen: Chosen; readonly file: string },
): TakenDocuments {
  const again = chosenOf(vault, choice);
  if (again.known.decisions.length !== chosen.known.decisions.length)
    throw new AppError('organization-change');
  return takeInDocuments(vault, choice.companyId, [file], { actor, kind: 'organization-decision-signed' });
}

function textOf(
  vault: Pick<OrganizationVault, 'personKeys' | 'digests' | 'clock'>,
  { known, kept, others }: Chosen,
  key: PublicKey,
): string {
  return decisionText(signing(vault), {
    v: 1,
    kind: 'decision',
    organization: known.record.organization,
    director: key,
    keep: namedStand(kept.head),
    setAside: others.flatMap(({ ends }) => ends.map(namedStand)).slice(0, MAX_NAMED),
    insteadOf: earlierOf(known, key),
    issuedAt: vault.clock.now(),
  });
}

/** As many as a decision may name. Source: `main/domain/envelopes/decision.ts`. */
const MAX_NAMED = 20;

function chosenOf(
  { organizations }: Pick<OrganizationVault, 'organizations'>,
  { companyId, keep, seen }: Choice,
): Chosen {
  const known = organizations.of(companyId);
  if (known === null) throw new AppError('organization-unknown');
  const { fork } = known;
  if (fork === null) throw new AppError('not-found', { what: 'fork' });
  const names = fork.branches.map(({ head }) => nameOf(namedStand(head))).sort();
  const shown = seen.map(nameOf).sort();
  const kept = fork.branches.find(({ head }) => nameOf(namedStand(head)) === nameOf(keep));
  const isAsShown = names.length === shown.length && names.every((name, at) => name === shown[at]);
  if (kept === undefined || !isAsShown) throw new AppError('organization-change');
  return { known, fork, kept, others: fork.branches.filter((one) => one !== kept) };
}

/** Decisions of a key that count until now: a new one takes the place of all. */
function earlierOf({ decisions }: KnownOrganization, key: PublicKey): string[] {
  const own = decisions.filter(({ signed }) => signed.document.director === key);
  const replaced = new Set(own.flatMap(({ signed }) => signed.document.insteadOf));
  return own
    .map(({ signed }) => signed.hash)
    .filter((hash) => !replaced.has(hash))
    .slice(-MAX_NAMED);
}

function factsOf(
  vault: Pick<OrganizationVault, 'digests' | 'fingerprints'>,
  { known, fork, kept, others }: Chosen,
) {
  const line = (branch: Branch) => branchLine(known, fork, branch);
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

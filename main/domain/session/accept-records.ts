import type { MisfitView, RecordsMisfit } from '../../../contract/areas/session.ts';
import type { CompanyId, PersonId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { SecretQuestion } from '../../ports/secret-prompt-ports.ts';
import type { Actor } from '../audit/entry.ts';
import type { RecoveryFiles } from '../organizations/recovery.ts';
import { proveDirector } from '../people/add-person.ts';
import { askNewPassphrase, PASSPHRASE_MIN } from '../people/new-passphrase.ts';
import { actorOf, type Person } from '../people/person.ts';
import { moscowMoment } from '../../../contract/values/moscow-moment.ts';
import type { OpenedVault } from './opened-vault.ts';
import { personView } from './session-view.ts';

/** Who accepts records as they are though they were changed outside the program, and what he was shown. */
export interface AcceptedRecords {
  readonly actor: Actor;
  readonly misfit: RecordsMisfit;
  /** A director who got a new key with it. */
  readonly renewed?: Person;
}

/** By what somebody shows that he may: a director's passphrase, or the recovery file of an organization. */
export type MisfitProof =
  | { readonly kind: 'director'; readonly personId: PersonId }
  | { readonly kind: 'recovery-file'; readonly companyId: CompanyId; readonly file: Uint8Array }
  | { readonly kind: 'new-key'; readonly personId: PersonId };

export type TouchedByAcceptRecords = Pick<
  OpenedVault,
  'misfit' | 'people' | 'personKeys' | 'prompt' | 'organizations' | 'companies' | 'keyless' | 'hasTokenTexts'
> & { readonly recoveryFiles: Pick<RecoveryFiles, 'sign'> };

/** What a file signs to show that it is there. Own choice. */
const RECOVERY_TEXT = 'klyuchnik-accept-records-1';

/**
 * Proves that somebody may take the records as they are. Without it whoever restores an old file would have its limits
 * and payments again.
 *
 * Errors: `not-found` when there is nothing to accept, or no such director; `organization-unknown`, `recovery-wrong`,
 * `passphrase-wrong` (asked again), `cancelled-by-person`, `keychain-*`. Effects: none; whoever opens the store with
 * the answer takes the records in and writes the line.
 */
export async function proveForRecords(
  vault: TouchedByAcceptRecords,
  proof: MisfitProof,
): Promise<AcceptedRecords> {
  const { misfit, people, prompt } = vault;
  if (misfit === null) throw new AppError('not-found', { what: 'misfit' });
  const facts = factsOf(misfit);
  if (proof.kind === 'director') {
    const person = people.get(proof.personId);
    if (person === null || person.role !== 'director') throw new AppError('not-found', { what: 'person' });
    await proveDirector(vault, person, facts, 'passphrase-to-accept');
    return { actor: actorOf(person), misfit };
  }
  if (proof.kind === 'new-key') return renewKey(vault, misfit, proof.personId);
  const known = vault.organizations.of(proof.companyId);
  if (known === null) throw new AppError('organization-unknown');
  const { document } = known.people;
  const question = { kind: 'recovery-to-accept' as const, subject: document.name, facts, minLength: 1 };
  const { publicKey } = await prompt.ask(question, (passphrase) =>
    vault.recoveryFiles.sign(proof.file, passphrase, RECOVERY_TEXT),
  );
  if (publicKey !== document.recoveryKey) throw new AppError('recovery-wrong');
  return { actor: { personId: null, name: document.name, role: 'director' }, misfit };
}

/**
 * A director of a company of one computer gets a new key: his old one is in no keychain, and no token's text is here
 * that he could misuse. Whoever has the backup and its passphrase could found the company anew just as well.
 */
async function renewKey(
  vault: TouchedByAcceptRecords,
  misfit: RecordsMisfit,
  personId: PersonId,
): Promise<AcceptedRecords> {
  const person = vault.people.get(personId);
  const mayBe = renewableDirectors(vault).some((one) => one.personId === personId);
  if (person === null || !mayBe) throw new AppError('not-found', { what: 'person' });
  const question = {
    kind: 'new-passphrase' as const,
    subject: person.name,
    facts: [],
    minLength: PASSPHRASE_MIN,
  };
  const publicKey = await askNewPassphrase(vault.prompt, question, (passphrase) =>
    vault.personKeys.create(personId, passphrase),
  );
  return { actor: actorOf(person), misfit, renewed: { ...person, publicKey, nextKeys: null } };
}

/** Directors who may get a new key here, because nobody could take the records in otherwise. */
function renewableDirectors({
  misfit,
  keyless,
  hasTokenTexts,
  people,
  companies,
  organizations,
}: Pick<
  OpenedVault,
  'misfit' | 'keyless' | 'hasTokenTexts' | 'people' | 'companies' | 'organizations'
>): readonly Person[] {
  if (misfit?.kind !== 'restored' || hasTokenTexts) return [];
  if (companies.list().some(({ companyId }) => organizations.of(companyId) !== null)) return [];
  const directors = people.list().filter(({ role }) => role === 'director');
  return directors.every(({ personId }) => keyless.has(personId)) ? directors : [];
}

/** Tells whether the keychain has the text of a token of these records. Errors: none; one that is shut says yes. */
export async function hasTokenTexts({
  tokens,
  companies,
  keychain,
}: Pick<OpenedVault, 'tokens' | 'companies' | 'keychain'>): Promise<boolean> {
  for (const { companyId } of companies.list()) {
    for (const { tokenId } of tokens.list(companyId)) {
      const read = await keychain.read(`token:${tokenId}`);
      if (read.state === 'ok') read.secret.wipe();
      if (read.state !== 'absent') return true;
    }
  }
  return false;
}

/** What the window shows of it, and who can accept it. `null` while everything is as the program wrote it. */
export function misfitView(
  vault: Pick<OpenedVault, 'misfit' | 'keyless' | 'hasTokenTexts' | 'people' | 'companies' | 'organizations'>,
): MisfitView | null {
  const { misfit, keyless, people, companies, organizations } = vault;
  if (misfit === null) return null;
  const directors = people
    .list()
    .filter(({ role, personId }) => role === 'director' && !keyless.has(personId));
  const recoverable = companies
    .list()
    .find(({ companyId }) => (organizations.of(companyId)?.people.document.recoveryKey ?? null) !== null);
  return {
    ...misfit,
    directors: directors.map(personView),
    renewable: renewableDirectors(vault).map(personView),
    recoveryOf: recoverable?.companyId ?? null,
  };
}

/** Directors whose key the keychain says for certain that it has not: they can prove nothing. Errors: none. */
export async function directorsWithoutKey({
  people,
  keychain,
}: Pick<OpenedVault, 'people' | 'keychain'>): Promise<ReadonlySet<PersonId>> {
  const keyless = new Set<PersonId>();
  for (const { personId, role } of people.list()) {
    if (role !== 'director') continue;
    const read = await keychain.read(`person-key:${personId}`);
    if (read.state === 'absent') keyless.add(personId);
    if (read.state === 'ok') read.secret.wipe();
  }
  return keyless;
}

function factsOf({ since, newest, count }: RecordsMisfit): SecretQuestion['facts'] {
  return [
    ...(since === null ? [] : [{ label: 'records-since' as const, text: moscowMoment(since) }]),
    ...(newest === null ? [] : [{ label: 'records-newest' as const, text: moscowMoment(newest) }]),
    ...(count === 0 ? [] : [{ label: 'records-count' as const, text: String(count) }]),
  ];
}

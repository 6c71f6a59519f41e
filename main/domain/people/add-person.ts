import type { Role } from '../../../contract/areas/session.ts';
import { PersonId } from '../../../contract/values/ids.ts';
import type { Clock, Ids } from '../../ports/ports.ts';
import type { Secret } from '../../ports/secret.ts';
import type { SecretPrompt, SecretQuestion } from '../../ports/secret-prompt-ports.ts';
import { AppError } from '../../ports/app-error.ts';
import type { AuditLog } from '../audit/audit-ports.ts';
import { journalEntry, type Actor } from '../audit/entry.ts';
import { askNewPassphrase, PASSPHRASE_MIN } from './new-passphrase.ts';
import { actorOf, type Person } from './person.ts';
import type { PeopleStore, PersonKeys } from './people-ports.ts';

/** What a director agrees to who lets another one come. Russian, as all lines that are signed. */
export const BECOMES_DIRECTOR = 'станет директором: сможет подписывать и менять правила';

export interface AddPersonParts {
  readonly people: PeopleStore;
  readonly audit: Pick<AuditLog, 'page'>;
  readonly personKeys: PersonKeys;
  readonly prompt: SecretPrompt;
  readonly clock: Clock;
  readonly ids: Ids;
}

export interface NewPerson {
  readonly name: string;
  readonly role: Role;
  readonly isTraining: boolean;
}

/**
 * Adds a person. Once there is a director, a new director needs the passphrase of an existing one: otherwise anybody at
 * this computer could make himself one and approve his own payments.
 *
 * Errors: `person-duplicate`, `passphrase-wrong`, `cancelled-by-person`, `keychain-*`; `director-lost` where the
 * journal knows a director whose record is gone: the first one is made once in the life of a vault.
 * Effects: for a director a key in the keychain; the person and a journal line; the key of a person who could not be
 * written down is destroyed.
 */
export async function addPerson(
  parts: AddPersonParts,
  actor: Actor | null,
  input: NewPerson,
): Promise<Person> {
  if (input.role !== 'director') return keepPerson(parts, actor, { input, passphrase: null });
  await confirmByDirector(parts, input);
  const question = {
    kind: 'new-passphrase' as const,
    subject: input.name,
    facts: [],
    minLength: PASSPHRASE_MIN,
  };
  return askNewPassphrase(parts.prompt, question, (passphrase) =>
    keepPerson(parts, actor, { input, passphrase }),
  );
}

/** Makes the key of a director and writes the person down. The questions were answered already. */
export async function keepPerson(
  { people, personKeys, clock, ids }: Omit<AddPersonParts, 'prompt' | 'audit'>,
  actor: Actor | null,
  { input, passphrase }: { readonly input: NewPerson; readonly passphrase: Secret | null },
): Promise<Person> {
  const personId = PersonId.parse(ids.newId());
  const at = clock.now();
  const publicKey = passphrase === null ? null : await personKeys.create(personId, passphrase);
  const person: Person = {
    ...input,
    personId,
    publicKey,
    createdAt: at,
    openingKey: null,
    outcomeKey: null,
    nextKeys: null,
  };
  const facts = { at, actor: actor ?? actorOf(person), companyId: null, subject: input.name };
  try {
    people.add(person, journalEntry('person-added', { ...facts, details: { role: input.role } }));
  } catch (error) {
    if (publicKey !== null) await personKeys.remove(personId);
    throw error;
  }
  return person;
}

/**
 * Proves that the person at the keyboard is this director. Errors: `passphrase-wrong` (asked again),
 * `cancelled-by-person`, `keychain-*`.
 */
export async function proveDirector(
  { personKeys, prompt }: Pick<AddPersonParts, 'personKeys' | 'prompt'>,
  director: Person,
  facts: SecretQuestion['facts'],
  kind: 'passphrase' | 'passphrase-to-accept' | 'passphrase-to-enter' = 'passphrase',
): Promise<void> {
  const question = { kind, subject: director.name, facts, minLength: 1 };
  await prompt.ask(question, async (passphrase) => {
    await personKeys.sign(director.personId, passphrase, 'klyuchnik-prove-director-1');
  });
}

async function confirmByDirector(parts: AddPersonParts, input: NewPerson): Promise<void> {
  const director = parts.people
    .list()
    .find(({ role, isTraining }) => role === 'director' && isTraining === input.isTraining);
  if (director !== undefined) {
    return proveDirector(parts, director, [
      { label: 'person', text: input.name },
      { label: 'change', text: BECOMES_DIRECTOR },
    ]);
  }
  if (isDirectorLost(parts)) throw new AppError('director-lost');
}

/** Tells whether the journal knows a director who is not among the people. */
function isDirectorLost({ people, audit }: Pick<AddPersonParts, 'people' | 'audit'>): boolean {
  const known = new Set(people.list().map(({ name, createdAt }) => `${createdAt} ${name}`));
  return audit
    .page({ companyId: null, before: null, limit: Number.MAX_SAFE_INTEGER })
    .some(
      ({ entry: { kind, details, at, subject } }) =>
        kind === 'person-added' && details.role === 'director' && !known.has(`${at} ${subject}`),
    );
}

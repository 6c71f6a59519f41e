import { PersonId, type CompanyId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Secret } from '../../ports/secret.ts';
import { journalEntry, THE_APP, type Actor } from '../audit/entry.ts';
import { askNewPassphrase, PASSPHRASE_MIN } from '../people/new-passphrase.ts';
import type { NextKeys, Person } from '../people/person.ts';
import { validMembers } from '../envelopes/documents.ts';
import { assertOwnKeys, cardFile, cardText, type SignedCard } from './cards.ts';
import type { OrganizationVault } from './organization-vault.ts';

type TouchedByNewKeys = Pick<
  OrganizationVault,
  'organizations' | 'people' | 'personKeys' | 'memberKeys' | 'clock' | 'publish'
>;

type TouchedByMakeNewKeys = Pick<
  OrganizationVault,
  'people' | 'personKeys' | 'memberKeys' | 'prompt' | 'digests' | 'clock' | 'ids'
>;

/** Whose keys, and whether he still knows his passphrase: then the new key has the same one. */
export interface NewKeysWanted {
  readonly personId: PersonId;
  readonly knowsPassphrase: boolean;
}

/**
 * Makes new keys for a person of this computer, and the card with which a director puts them in place of the old ones.
 * The old keys count until then, and the passphrase stays the old one.
 *
 * Errors: `not-entitled` (an auditor, for another person), `not-found`, `card-text`, `passphrase-wrong`,
 * `cancelled-by-person`, `keychain-*`.
 * Effects: keys in the keychain under a name of their own, in place of those that waited before; a journal line.
 */
export async function makeNewKeys(
  vault: TouchedByMakeNewKeys,
  actor: Actor,
  wanted: NewKeysWanted,
): Promise<SignedCard & { readonly file: string }> {
  assertOwnKeys(actor, wanted.personId);
  const person = vault.people.get(wanted.personId);
  if (person === null) throw new AppError('not-found', { what: 'person' });
  if (person.role !== 'director') return keep(vault, actor, { person, passphrase: null, ...wanted });
  const facts = [{ label: 'person', text: person.name } as const];
  const about = { subject: person.name, facts };
  const made = (passphrase: Secret) => keep(vault, actor, { person, passphrase, ...wanted });
  if (!wanted.knowsPassphrase) {
    const question = { kind: 'new-passphrase' as const, ...about, minLength: PASSPHRASE_MIN };
    return askNewPassphrase(vault.prompt, question, made);
  }
  return vault.prompt.ask({ kind: 'passphrase', ...about, minLength: 1 }, async (passphrase) => {
    await vault.personKeys.sign(person.personId, passphrase, PROOF);
    return made(passphrase);
  });
}

/** Signed to see that the passphrase is the right one; the signature is thrown away. */
const PROOF = 'klyuchnik-prove-director-1';

/**
 * Puts new keys in place of old ones for everybody of this computer whom the organization names with them by now. A
 * director's only where he had proved himself to this organization: no other one may exchange his key here.
 *
 * Errors: `secret-missing`, `keychain-*`; then the old keys stay, and the next call tries again.
 * Effects: keychain items, the person, a journal line each.
 */
export async function takeNewKeys(vault: TouchedByNewKeys, companyId: CompanyId): Promise<void> {
  const known = vault.organizations.of(companyId);
  if (known === null) return;
  const valid = new Set(validMembers(known.people.document.members).map(({ key }) => key));
  for (const person of vault.people.list()) {
    const next = person.nextKeys;
    if (next === null || !valid.has(next.publicKey)) continue;
    if (person.role === 'director' && !known.record.proven.includes(person.personId)) continue;
    await adopt(vault, companyId, { person, next });
    vault.publish('organizations.changed', { companyId });
  }
}

/**
 * Puts new keys in place of old ones in every organization of this vault. Errors: none, they are in the log: the old
 * keys stay, and the next call tries again.
 */
export async function takeAllNewKeys(
  vault: Parameters<typeof takeNewKeys>[0] & Pick<OrganizationVault, 'organizationRecords' | 'log'>,
): Promise<void> {
  for (const { companyId } of vault.organizationRecords.list()) {
    try {
      await takeNewKeys(vault, companyId);
    } catch (error) {
      vault.log.error('new-keys-not-taken', error);
    }
  }
}

async function adopt(
  {
    people,
    personKeys,
    memberKeys,
    clock,
  }: Pick<OrganizationVault, 'people' | 'personKeys' | 'memberKeys' | 'clock'>,
  companyId: CompanyId,
  { person, next }: { readonly person: Person; readonly next: NextKeys },
): Promise<void> {
  const { personId, name } = person;
  if (person.role === 'director') await personKeys.adopt(next.keyId, personId, next.isNewPassphrase);
  await memberKeys.adopt(next.keyId, personId);
  const { publicKey, openingKey, outcomeKey } = next;
  const facts = { at: clock.now(), actor: THE_APP, companyId, subject: name };
  people.save(
    { ...person, publicKey, openingKey, outcomeKey, nextKeys: null },
    journalEntry('organization-key-taken', facts),
  );
  if (person.role === 'director') await personKeys.remove(next.keyId);
  await memberKeys.forget(next.keyId);
}

interface Made extends NewKeysWanted {
  readonly person: Person;
  readonly passphrase: Secret | null;
}

async function keep(
  vault: TouchedByMakeNewKeys,
  actor: Actor,
  { person, passphrase, knowsPassphrase }: Made,
): Promise<SignedCard & { readonly file: string }> {
  const { people, personKeys, memberKeys, clock, ids } = vault;
  const keyId = PersonId.parse(ids.newId());
  const at = clock.now();
  const memberKey = await memberKeys.createSigning(keyId);
  const openingKey = await memberKeys.createOpening(keyId);
  const publicKey = passphrase === null ? memberKey : await personKeys.create(keyId, passphrase);
  const outcomeKey = passphrase === null ? null : memberKey;
  const next: NextKeys = {
    keyId,
    publicKey,
    openingKey,
    outcomeKey,
    madeAt: at,
    isNewPassphrase: passphrase !== null && !knowsPassphrase,
  };
  const card = cardText(vault, { ...person, publicKey, openingKey, outcomeKey });
  const signature =
    passphrase === null
      ? await memberKeys.sign(keyId, card.text)
      : await personKeys.sign(keyId, passphrase, card.text);
  const facts = { at, actor, companyId: null, subject: person.name, details: { role: person.role } };
  people.save({ ...person, nextKeys: next }, journalEntry('organization-keys-made', facts));
  const before = person.nextKeys;
  if (before !== null) {
    if (person.role === 'director') await personKeys.remove(before.keyId);
    await memberKeys.forget(before.keyId);
  }
  return cardFile(vault, card, signature);
}

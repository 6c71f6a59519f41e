import { z } from 'zod';
import { Role } from '../../../contract/areas/session.ts';
import { Instant } from '../../../contract/values/dates.ts';
import type { PersonId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { SecretQuestion } from '../../ports/secret-prompt-ports.ts';
import { journalEntry, type Actor } from '../audit/entry.ts';
import { OpeningKey, plainText, PublicKey } from '../envelopes/keys.ts';
import { readSigned, signedFile, signedText, type SigningParts } from '../envelopes/signed-text.ts';
import type { Person } from '../people/person.ts';
import { signing, type OrganizationVault } from './organization-vault.ts';

const CARD_FORM = 'klyuchnik-card-v1';

/**
 * What a person hands to a director who is to add him: who he is and his keys, signed by himself, so that nobody shows
 * the key of another.
 */
const Card = z.strictObject({
  v: z.literal(1),
  kind: z.literal('card'),
  key: PublicKey,
  openingKey: OpeningKey,
  outcomeKey: PublicKey.optional(),
  name: plainText(80),
  role: Role,
  madeAt: Instant,
});
export type Card = z.infer<typeof Card>;

/** A card whose signature holds. Whose it is, two people find out by comparing the words of its hash. */
export interface SignedCard {
  readonly card: Card;
  readonly hash: string;
}

export type CardParts = Pick<
  OrganizationVault,
  'people' | 'personKeys' | 'memberKeys' | 'prompt' | 'digests' | 'clock'
>;

/**
 * Makes the card of a person of this computer, and the keys that he still lacks. A director signs it with his
 * passphrase.
 * Errors: `not-entitled` (an auditor, for another person), `not-found`, `card-text` (a name that cannot be signed),
 * `cancelled-by-person`, `keychain-*`.
 * Effects: keys in the keychain, their public halves on the person, a journal line.
 */
export async function makeCard(
  parts: CardParts,
  actor: Actor,
  personId: PersonId,
): Promise<SignedCard & { readonly file: string }> {
  assertOwnKeys(actor, personId);
  const person = await withKeys(parts, actor, personId);
  const card = cardText(parts, person);
  const facts = [{ label: 'person', text: person.name } as const];
  return cardFile(parts, card, await signAs(parts, person, { text: card.text, facts }));
}

/** An auditor may make his own keys and card, and nobody else's. Errors: `not-entitled`. */
export function assertOwnKeys(actor: Actor, personId: PersonId): void {
  if (actor.role === 'auditor' && actor.personId !== personId) throw new AppError('not-entitled');
}

interface CardText {
  readonly card: Card;
  readonly text: string;
}

/** Returns the text of a person's card, to be signed with its key. Errors: `card-text`. */
export function cardText(
  vault: Pick<OrganizationVault, 'personKeys' | 'digests' | 'clock'>,
  { publicKey, openingKey, outcomeKey, name, role }: Person,
): CardText {
  const made = Card.safeParse({
    v: 1,
    kind: 'card',
    key: publicKey,
    openingKey,
    name,
    role,
    madeAt: vault.clock.now(),
    ...(outcomeKey === null ? {} : { outcomeKey }),
  });
  if (!made.success) throw new AppError('card-text', { name });
  return { card: made.data, text: signedText(signing(vault), CARD_FORM, made.data) };
}

/** Puts a card and its signature into a file. */
export function cardFile(
  { digests }: Pick<OrganizationVault, 'digests'>,
  { card, text }: CardText,
  signature: string,
): SignedCard & { readonly file: string } {
  return { card, hash: digests.sha256(text), file: signedFile(text, [{ key: card.key, signature }]) };
}

/** Reads a card. Returns `null` for anything else, and for a card that its own key has not signed. */
export function readCard(parts: SigningParts, file: string): SignedCard | null {
  const read = readSigned(parts, CARD_FORM, file, 1);
  if (!read.ok) return null;
  const card = Card.safeParse(read.json);
  return card.success && card.data.key === read.signers[0] ? { card: card.data, hash: read.hash } : null;
}

/**
 * Returns the person with the keys of a member, made when missing. A director has had his signing key from the start;
 * he gets one more, without a passphrase, for what became of payments.
 * Errors: `not-found`, `keychain-*`. Effects: keys in the keychain, the person and a journal line, where something was
 * missing.
 */
export async function withKeys(
  { people, memberKeys, clock }: Pick<OrganizationVault, 'people' | 'memberKeys' | 'clock'>,
  actor: Actor,
  personId: PersonId,
): Promise<Person> {
  const person = people.get(personId);
  if (person === null) throw new AppError('not-found', { what: 'person' });
  const isDirector = person.role === 'director';
  if (person.publicKey !== null && person.openingKey !== null && (!isDirector || person.outcomeKey !== null))
    return person;
  if (isDirector && person.publicKey === null) throw new AppError('secret-missing');
  const complete: Person = {
    ...person,
    publicKey: person.publicKey ?? (await memberKeys.createSigning(personId)),
    openingKey: person.openingKey ?? (await memberKeys.createOpening(personId)),
    outcomeKey: isDirector ? (person.outcomeKey ?? (await memberKeys.createSigning(personId))) : null,
  };
  const facts = { at: clock.now(), actor, companyId: null, subject: person.name };
  people.save(complete, journalEntry('organization-keys-made', facts));
  return complete;
}

/** What is signed, and the lines that the person is shown beside the question for his passphrase. */
interface Signing {
  readonly text: string;
  readonly facts: SecretQuestion['facts'];
}

/**
 * Signs a text as a person of this computer; a director by his passphrase. Errors: `cancelled-by-person`,
 * `secret-missing`, `keychain-*`.
 */
export async function signAs(
  vault: Pick<OrganizationVault, 'personKeys' | 'memberKeys' | 'prompt'>,
  person: Person,
  { text, facts }: Signing,
): Promise<string> {
  const [signature = ''] = await signAllAs(vault, person, { texts: [text], facts });
  return signature;
}

/** Signs several texts with one question. Errors: as `signAs`; then none is signed. */
export async function signAllAs(
  { personKeys, memberKeys, prompt }: Pick<OrganizationVault, 'personKeys' | 'memberKeys' | 'prompt'>,
  { personId, name, role }: Person,
  { texts, facts }: Omit<Signing, 'text'> & { readonly texts: readonly string[] },
): Promise<readonly string[]> {
  if (role !== 'director') return Promise.all(texts.map((text) => memberKeys.sign(personId, text)));
  const question = { kind: 'passphrase' as const, subject: name, facts, minLength: 1 };
  return prompt.ask(question, (passphrase) => personKeys.signAll(personId, passphrase, texts));
}

import type { PersonId } from '../../contract/values/ids.ts';
import type { JournalEntry } from '../audit/entry.ts';
import type { Secret } from '../secret.ts';
import type { Person } from './person.ts';

export interface PeopleStore {
  get(personId: PersonId): Person | null;
  list(): readonly Person[];
  /** Errors: `person-duplicate` when the name is taken in the same kind of company. */
  add(person: Person, entry: JournalEntry): void;
}

/** Signing keys of people: Ed25519, the private half sealed with a passphrase (Argon2id) and kept in the keychain. */
export interface PersonKeys {
  /** Makes a key. Errors: `passphrase-weak`, `keychain-*`. Returns the public half. Effects: one keychain item. */
  create(personId: PersonId, passphrase: Secret): Promise<string>;
  /** Destroys a key that belongs to nobody; calling twice is safe. Errors: `keychain-*`. */
  remove(personId: PersonId): Promise<void>;
  /** Signs a text. Errors: `passphrase-wrong`, `secret-missing`, `keychain-*`. Returns the signature in base64. */
  sign(personId: PersonId, passphrase: Secret, text: string): Promise<string>;
  /** Checks a signature; never throws. */
  verify(publicKey: string, text: string, signature: string): boolean;
}

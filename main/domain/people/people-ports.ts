import type { PersonId } from '../../../contract/values/ids.ts';
import type { Secret } from '../../ports/secret.ts';
import type { JournalEntry } from '../audit/entry.ts';
import type { Person } from './person.ts';

export interface PeopleStore {
  get(personId: PersonId): Person | null;
  list(): readonly Person[];
  /** Errors: `person-duplicate` when the name is taken in the same kind of company. */
  add(person: Person, entry: JournalEntry): void;
  /** Replaces the record of the same id. Errors: `not-found`. */
  save(person: Person, entry: JournalEntry): void;
}

/**
 * Keys with which a person belongs to an organization and that need no passphrase: the signing key of one who approves
 * nothing (Ed25519), and the key that envelopes to anybody here are encrypted to (X25519). They lie in the keychain
 * alone. Source: design.md §3, §7.
 */
export interface MemberKeys {
  /** Makes a signing key, in place of an older one. Returns the public half. Errors: `keychain-*`. */
  createSigning(personId: PersonId): Promise<string>;
  /**
   * Signs a text with the key of `createSigning`. Errors: `secret-missing`, `keychain-*`. Returns the signature in
   * base64.
   */
  sign(personId: PersonId, text: string): Promise<string>;
  /** Makes an opening key, in place of an older one. Returns the public half. Errors: `keychain-*`. */
  createOpening(personId: PersonId): Promise<string>;
  /**
   * Opens a file that was encrypted to this person; `null` for any other, whatever is wrong with it. Errors:
   * `secret-missing`, `keychain-*`.
   */
  open(personId: PersonId, sealed: Uint8Array): Promise<string | null>;
  /**
   * Opens each of many files with one reading of the key; the texts are in the order of the files. Errors: as `open`.
   */
  openAll(personId: PersonId, sealed: readonly Uint8Array[]): Promise<readonly (string | null)[]>;
  /**
   * Puts the keys made under `from` in place of those of `to`; what was encrypted to the old opening key stays
   * readable, where the keychain still has it. Calling it again is safe, until `forget`. Errors: `secret-missing`
   * without the new keys, `keychain-*`.
   */
  adopt(from: PersonId, to: PersonId): Promise<void>;
  /** Destroys keys that were made and belong to nobody. Errors: `keychain-*`. */
  forget(personId: PersonId): Promise<void>;
  /** Encrypts a text to opening keys. Errors: throws without readers. */
  seal(text: string, readers: readonly string[]): Promise<Uint8Array>;
}

/** Signing keys of people: Ed25519, the private half sealed with a passphrase (Argon2id) and kept in the keychain. */
export interface PersonKeys {
  /** Makes a key. Errors: `passphrase-weak`, `keychain-*`. Returns the public half. Effects: one keychain item. */
  create(personId: PersonId, passphrase: Secret): Promise<string>;
  /** Destroys a key that belongs to nobody; calling twice is safe. Errors: `keychain-*`. */
  remove(personId: PersonId): Promise<void>;
  /**
   * Puts the key made under `from` in place of that of `to`. `letGo`: the passphrase is another one, so the key that
   * secrets were sealed to goes as well. Calling it again is safe, until `remove`. Errors: `secret-missing`,
   * `keychain-*`.
   */
  adopt(from: PersonId, to: PersonId, letGo: boolean): Promise<void>;
  /** Signs a text. Errors: `passphrase-wrong`, `secret-missing`, `keychain-*`. Returns the signature in base64. */
  sign(personId: PersonId, passphrase: Secret, text: string): Promise<string>;
  /**
   * Signs each text by itself, with one opening of the key. Errors: as `sign`; then none is signed. Returns the
   * signatures in order.
   */
  signAll(personId: PersonId, passphrase: Secret, texts: readonly string[]): Promise<readonly string[]>;
  /** Checks a signature; never throws. */
  verify(publicKey: string, text: string, signature: string): boolean;
}

/** A director's opened sealing key; it is gone when `SealingKeys.use` ends. */
export interface SealingKey {
  /** Seals a secret to the director. The caller wipes both. */
  seal(plain: Secret): Promise<Secret>;
  /**
   * Opens what `seal` made; what was never sealed comes back as it is. Errors: `secret-changed`. The caller wipes both.
   */
  open(kept: Secret): Promise<Secret>;
  /** Tells whether the value is a sealed one. */
  isSealed(kept: Secret): boolean;
}

/**
 * Keys to which secrets of the vault are sealed, one a director: X25519 (age), the private half sealed under his
 * passphrase and kept in the keychain.
 */
export interface SealingKeys {
  /** Makes the key where there is none. Errors: `keychain-*`. Effects: one keychain item. */
  ensure(personId: PersonId, passphrase: Secret): Promise<void>;
  /**
   * Makes a key in place of an older one: what was sealed to that cannot be opened any more. Errors: `keychain-*`.
   * Effects: one keychain item.
   */
  renew(personId: PersonId, passphrase: Secret): Promise<void>;
  /**
   * Opens the key for this one piece of work. Errors: `passphrase-wrong`, `secret-missing`, `keychain-*`, and those of
   * `work`.
   */
  use<T>(personId: PersonId, passphrase: Secret, work: (key: SealingKey) => Promise<T>): Promise<T>;
}

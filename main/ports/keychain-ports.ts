import type { SpareKeyView } from '../../contract/areas/spare-key.ts';
import type { Instant } from '../../contract/values/dates.ts';
import type { Secret } from './secret.ts';

/**
 * What may lie in the keychain. The part after the colon is the id of the ledger record it belongs to: 1 to 100
 * letters, digits, `.`, `_` and `-`.
 * Inventory comes from the ledger: the keychain is never asked what it holds.
 */
export type SecretName =
  | 'store-key'
  /** The key that takes the place of `store-key` in a moment. */
  | 'store-key-next'
  /** When the spare key was put in as `store-key`, until the journal says so. */
  | 'store-key-restored'
  /** The key of records that a backup took the place of; they lie aside, and it still opens them. */
  | `store-key-before:${string}`
  /** The passphrase of the backups that are made by themselves. */
  | 'backup-passphrase'
  /** The newest state of the records, so that the file cannot be put back. */
  | 'checkpoint'
  | 'workplace-key'
  | `token:${string}`
  | `certificate-key:${string}`
  | `person-key:${string}`
  | `member-key:${string}`
  | `opening-key:${string}`
  | `sealing-key:${string}`;

/**
 * How one keychain call ended.
 * - `ok`: done; `absent`: the keychain is open and has no such item;
 * - `locked`: it is there but closed, or the item cannot be told from a closed one; unlock and try again;
 * - `denied`: the person dismissed the keychain's prompt, or the passphrase is wrong;
 * - `unavailable`: no keychain answers (no service, no bus, its process crashed);
 * - `timeout`: nobody answered its prompt before the deadline;
 * - `corrupt`: the item is there but is not what was written. Nothing is ever deleted because it cannot be read.
 */
export type KeychainState = 'ok' | 'absent' | 'locked' | 'denied' | 'unavailable' | 'timeout' | 'corrupt';

/** Every state in which the keychain did not do what it was asked. */
export type KeychainProblem = Exclude<KeychainState, 'ok' | 'absent'>;

/** Answer to a read. The reader wipes `secret` after use. */
export type KeychainRead =
  | { readonly state: 'ok'; readonly secret: Secret }
  | { readonly state: 'absent' }
  | { readonly state: KeychainProblem };

/**
 * Answer to a write or a removal. After a problem the old value is read, or the new one when the problem came after
 * the last step (`timeout`, `unavailable`): never a mixture. Asking again is safe.
 */
export type KeychainWrite = { readonly state: 'ok' } | { readonly state: KeychainProblem };

/** How the keychain as a whole stands. `backend` names it for a person, e.g. `Secret Service (libsecret)`. */
export type KeychainHealth = {
  readonly state: 'ok' | KeychainProblem;
  readonly backend: string;
};

/**
 * The place where secrets of one profile live. Calls are done one at a time, in order of arrival. Every outcome is a
 * state; only a bug rejects: a malformed name, a wiped secret, a value above 256 parts of the platform's item.
 */
export interface Keychain {
  /** Returns the secret kept under `name`. */
  read(name: SecretName): Promise<KeychainRead>;
  /** Keeps `secret` under `name`, in place of an older one. Effects: the caller still owns and wipes `secret`. */
  write(name: SecretName, secret: Secret): Promise<KeychainWrite>;
  /** Destroys the item; an absent one is `ok`, so calling twice is safe. */
  remove(name: SecretName): Promise<KeychainWrite>;
  /** Tells whether secrets can be read and written now. Effects: writes the canary item on first use. */
  health(): Promise<KeychainHealth>;
  /**
   * The person gave up on the keychain's own prompt: the running call and those queued behind it, which would show the
   * same prompt again, end as `denied`. Later calls are made as usual.
   */
  cancelPending(): void;
  /**
   * Calls `listener(true)` when one call has waited for 5 s (the keychain shows a prompt of its own), `listener(false)`
   * when that call ends. Returns a function that ends the subscription.
   */
  onWaiting(listener: (waiting: boolean) => void): () => void;
  /**
   * Ends the process that held plaintext; running and waiting calls end as `locked`. The next call starts a new one;
   * a passphrase vault stays locked and is opened anew.
   */
  lock(): Promise<void>;
}

/** What a call to the bank needs of the keychain. */
export type CallSecretName = Extract<SecretName, `token:${string}` | `certificate-key:${string}`>;

/** A keychain that spares the next calls to the bank the way to it. */
export interface CallKeychain extends Keychain {
  /**
   * Returns the secret as `read` does, and keeps a copy for later calls: at most a minute after it was read, until it
   * is written, removed or forgotten, or until the lock. Never for what is sealed by a passphrase. The caller wipes
   * what it got.
   */
  readForCall(name: CallSecretName): Promise<KeychainRead>;
  /** Effects: the copy is wiped; a reading under way keeps none. */
  forget(name: CallSecretName): void;
}

/**
 * The signing key of this workplace: Ed25519, made at its first use and kept in the keychain. Source: design.md §3,
 * RFC 8032.
 */
export interface WorkplaceKey {
  /**
   * Signs a text. Errors: `keychain-*`. Returns the public half (SPKI) and the signature, both in base64. Effects: one
   * keychain item at the first use.
   */
  sign(text: string): Promise<{ readonly publicKey: string; readonly signature: string }>;
  /** Checks a signature; never throws. */
  verify(publicKey: string, text: string, signature: string): boolean;
}

/**
 * A copy of the key of the records, sealed by a passphrase, in a file of the profile. It opens the ledger for reading,
 * never a token's text: that lies in the keychain alone.
 */
export interface SpareKeyFile {
  /** Says what lies there. Errors: none. */
  look(): SpareKeyView;
  /**
   * Seals a copy, in place of an older one. The caller wipes both secrets. Errors: `store-full`, `store-io`; the older
   * copy is then still there.
   */
  keep(
    storeKey: Secret,
    passphrase: Secret,
    facts: { readonly isTraining: boolean; readonly madeAt: Instant },
  ): Promise<void>;
  /**
   * Returns the key of the records; the caller wipes it. Errors: `passphrase-wrong`, `not-found`, `spare-key-damaged`.
   */
  open(passphrase: Secret): Promise<Secret>;
  /** Effects: the file is removed; an absent one is no error. */
  remove(): void;
}

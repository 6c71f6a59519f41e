import type {
  CallKeychain,
  CallSecretName,
  Keychain,
  KeychainHealth,
  KeychainRead,
  KeychainWrite,
  SecretName,
} from '../../ports/keychain-ports.ts';
import type { Timers } from '../../ports/ports.ts';
import type { Secret } from '../../ports/secret.ts';

/**
 * How long a secret stays after it was read, however often it is used. Units: ms. Own choice (ADR 0069): one way to
 * the keychain a minute; what another program has changed there is met no later.
 */
const KEPT_MS = 60_000;

interface Kept {
  readonly secret: Secret;
  readonly stopTimer: () => void;
}

/**
 * The keychain, with copies of the few secrets that calls to the bank have used in the last minute. Everything that
 * changes an item goes through here, so that no copy outlives its item.
 */
export class RecentSecrets implements CallKeychain {
  readonly #keychain: Keychain;
  readonly #timers: Timers;
  readonly #kept = new Map<SecretName, Kept>();
  /** The newest reading under way of each item; one during which the item was forgotten may be older than the item. */
  readonly #readings = new Map<SecretName, symbol>();

  constructor(keychain: Keychain, timers: Timers) {
    this.#keychain = keychain;
    this.#timers = timers;
  }

  async readForCall(name: CallSecretName): Promise<KeychainRead> {
    const kept = this.#kept.get(name);
    if (kept !== undefined) return { state: 'ok', secret: kept.secret.copy() };
    const reading = Symbol();
    this.#readings.set(name, reading);
    const read = await this.#keychain.read(name);
    if (this.#readings.get(name) !== reading) return read;
    this.#readings.delete(name);
    if (read.state === 'ok') this.#keep(name, read.secret.copy());
    return read;
  }

  forget(name: SecretName): void {
    this.#readings.delete(name);
    const kept = this.#kept.get(name);
    this.#kept.delete(name);
    kept?.stopTimer();
    kept?.secret.wipe();
  }

  read(name: SecretName): Promise<KeychainRead> {
    return this.#keychain.read(name);
  }

  write(name: SecretName, secret: Secret): Promise<KeychainWrite> {
    return this.#changing(name, () => this.#keychain.write(name, secret));
  }

  remove(name: SecretName): Promise<KeychainWrite> {
    return this.#changing(name, () => this.#keychain.remove(name));
  }

  health(): Promise<KeychainHealth> {
    return this.#keychain.health();
  }

  cancelPending(): void {
    this.#keychain.cancelPending();
  }

  onWaiting(listener: (waiting: boolean) => void): () => void {
    return this.#keychain.onWaiting(listener);
  }

  lock(): Promise<void> {
    for (const name of [...this.#kept.keys(), ...this.#readings.keys()]) this.forget(name);
    return this.#keychain.lock();
  }

  #keep(name: SecretName, secret: Secret): void {
    this.forget(name);
    this.#kept.set(name, { secret, stopTimer: this.#timers.after(KEPT_MS, () => this.forget(name)) });
  }

  /** Whoever asks while the item changes may get the old value or the new one: neither is kept. */
  async #changing(name: SecretName, change: () => Promise<KeychainWrite>): Promise<KeychainWrite> {
    this.forget(name);
    try {
      return await change();
    } finally {
      this.forget(name);
    }
  }
}

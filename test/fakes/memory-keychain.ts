import type {
  Keychain,
  KeychainHealth,
  KeychainProblem,
  KeychainRead,
  KeychainWrite,
  SecretName,
} from '../../main/ports/keychain-ports.ts';
import { checkedSecretName } from '../../main/edges/keychain/secret-names.ts';
import { Secret } from '../../main/ports/secret.ts';

/**
 * A keychain that forgets. Passes the same suite as the real ones (`test/ports/keychain-suite.ts`); the methods below
 * the port let a test put it in any state.
 */
export class MemoryKeychain implements Keychain {
  readonly #items = new Map<SecretName, Uint8Array>();
  readonly #listeners = new Set<(waiting: boolean) => void>();
  #problem: KeychainProblem | undefined;
  /** It was emptied, and nothing was written since. */
  #isEmptied = false;
  #endPending: ((problem: KeychainProblem) => void) | undefined;
  #prompt: Promise<KeychainProblem> | undefined;

  async read(name: SecretName): Promise<KeychainRead> {
    const problem = await this.#trouble(name);
    if (problem) return { state: problem };
    if (this.#isEmptied) return { state: 'locked' };
    const bytes = this.#items.get(name);
    return bytes ? { state: 'ok', secret: Secret.fromBytes(bytes) } : { state: 'absent' };
  }

  async write(name: SecretName, secret: Secret): Promise<KeychainWrite> {
    const bytes = secret.revealBytes();
    const problem = await this.#trouble(name);
    if (problem) return { state: problem };
    this.#isEmptied = false;
    this.#items.set(name, bytes);
    return { state: 'ok' };
  }

  async remove(name: SecretName): Promise<KeychainWrite> {
    const problem = await this.#trouble(name);
    if (problem) return { state: problem };
    this.#isEmptied = false;
    this.#items.delete(name);
    return { state: 'ok' };
  }

  async health(): Promise<KeychainHealth> {
    const state = (await this.#trouble('store-key')) ?? (this.#isEmptied ? 'corrupt' : 'ok');
    return { state, backend: 'memory' };
  }

  cancelPending(): void {
    this.#endPending?.('denied');
  }

  onWaiting(listener: (waiting: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  lock(): Promise<void> {
    this.#endPending?.('locked');
    return Promise.resolve();
  }

  /** Every later call ends with `problem`; `undefined` makes it well again. */
  failWith(problem: KeychainProblem | undefined): void {
    this.#problem = problem;
  }

  /**
   * Somebody resets the keychain. As a real one (`test/keychain/gnome-keyring-states.test.ts`) it reads as shut and its
   * health is `corrupt` until something is written. `but`: what he left there.
   */
  empty({ but = [] }: { readonly but?: readonly SecretName[] } = {}): void {
    for (const name of this.names()) if (!but.includes(name)) this.#items.delete(name);
    this.#isEmptied = true;
  }

  /** Another program of the same user writes over an item (security.md F9). */
  overwrite(name: SecretName, text: string): void {
    this.#items.set(name, new TextEncoder().encode(text));
  }

  /** Shows a prompt that nobody answers: calls hang, and the listeners hear it, until `cancelPending` or `lock`. */
  startPrompt(): void {
    this.#prompt = new Promise((resolve) => {
      this.#endPending = (problem) => {
        this.#prompt = undefined;
        this.#endPending = undefined;
        this.#tell(false);
        resolve(problem);
      };
    });
    this.#tell(true);
  }

  /** Names of the items kept now. */
  names(): SecretName[] {
    return [...this.#items.keys()];
  }

  async #trouble(name: SecretName): Promise<KeychainProblem | undefined> {
    checkedSecretName(name);
    return this.#prompt ? await this.#prompt : this.#problem;
  }

  #tell(waiting: boolean): void {
    for (const listener of this.#listeners) listener(waiting);
  }
}

import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type {
  Keychain,
  KeychainHealth,
  KeychainRead,
  KeychainWrite,
  SecretName,
} from '../../main/ports/keychain-ports.ts';
import type { Log } from '../../main/ports/ports.ts';
import { Secret } from '../../main/ports/secret.ts';

export const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A keychain of tests that another process finds as this one left it. */
export class FileKeychain implements Keychain {
  readonly #path: string;
  /** Runs before and after each change, with its name. */
  onStep: (name: string) => void = () => undefined;

  constructor(path: string) {
    this.#path = path;
  }

  async read(name: SecretName): Promise<KeychainRead> {
    const text = this.#items()[name];
    return text === undefined
      ? { state: 'absent' }
      : { state: 'ok', secret: Secret.fromBytes(Buffer.from(text, 'hex')) };
  }

  async write(name: SecretName, secret: Secret): Promise<KeychainWrite> {
    return this.#change(`write ${name}`, { [name]: Buffer.from(secret.revealBytes()).toString('hex') });
  }

  async remove(name: SecretName): Promise<KeychainWrite> {
    return this.#change(`remove ${name}`, { [name]: undefined });
  }

  async health(): Promise<KeychainHealth> {
    return { state: 'ok', backend: 'file' };
  }

  cancelPending(): void {}

  onWaiting(): () => void {
    return () => undefined;
  }

  async lock(): Promise<void> {}

  #items(): Record<string, string> {
    // Written by this class alone.
    return existsSync(this.#path)
      ? (JSON.parse(readFileSync(this.#path, 'utf8')) as Record<string, string>)
      : {};
  }

  #change(name: string, items: Record<string, string | undefined>): KeychainWrite {
    this.onStep(`before ${name}`);
    writeFileSync(`${this.#path}.new`, JSON.stringify({ ...this.#items(), ...items }));
    renameSync(`${this.#path}.new`, this.#path);
    this.onStep(`after ${name}`);
    return { state: 'ok' };
  }
}

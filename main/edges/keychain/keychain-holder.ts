import { existsSync } from 'node:fs';
import type { KeychainView } from '../../../contract/areas/session.ts';
import { AppError } from '../../ports/app-error.ts';
import type { CallKeychain, Keychain } from '../../ports/keychain-ports.ts';
import type { Timers } from '../../ports/ports.ts';
import { keychainError } from '../../ports/read-secret.ts';
import type { SecretPrompt } from '../../ports/secret-prompt-ports.ts';
import { askNewPassphrase } from '../../domain/people/new-passphrase.ts';
import { createPassphraseVault, openPassphraseVault } from './passphrase-vault.ts';
import { RecentSecrets } from './recent-secrets.ts';

export interface KeychainHolderParts {
  readonly os: Keychain;
  readonly backend: string;
  /** Path of the passphrase vault; that the file is there is the person's choice of it. */
  readonly passphraseFile: string;
  /** True once there is a vault file, whose key lies in the keychain chosen then. */
  readonly hasVault: () => boolean;
  readonly prompt: () => SecretPrompt;
  readonly onChange: () => void;
  /** When the secrets of calls are forgotten. */
  readonly timers: Timers;
  /** As it was known to stand before this began. */
  readonly state: KeychainView['state'];
}

/** Own choice, as for a director (people/add-person.ts): this passphrase guards every secret of the profile. */
const VAULT_PASSPHRASE_MIN = 12;

/**
 * The keychain of this profile: the operating system's, or the passphrase file that the person explicitly chose. Never
 * one instead of the other.
 */
export class KeychainHolder {
  readonly #parts: KeychainHolderParts;
  readonly #os: CallKeychain;
  #file: CallKeychain | null = null;
  #isWaiting = false;
  #state: KeychainView['state'];

  constructor(parts: KeychainHolderParts) {
    this.#parts = parts;
    this.#state = parts.state;
    this.#os = new RecentSecrets(parts.os, parts.timers);
    parts.os.onWaiting((isWaiting) => {
      this.#isWaiting = isWaiting;
      parts.onChange();
    });
  }

  /** The keychain to work with. Errors: `vault-locked` while the passphrase file is closed. */
  get keychain(): CallKeychain {
    if (!this.#usesFile) return this.#os;
    if (this.#file === null) throw new AppError('vault-locked');
    return this.#file;
  }

  get #usesFile(): boolean {
    return existsSync(this.#parts.passphraseFile);
  }

  /**
   * Makes the keychain ready, asking for the passphrase of the file where that was chosen. Errors: `keychain-*`,
   * `cancelled-by-person`.
   */
  async open(): Promise<CallKeychain> {
    await this.reach();
    const { state } = await this.keychain.health();
    this.#state = state;
    this.#parts.onChange();
    if (state !== 'ok') throw keychainError(state);
    return this.keychain;
  }

  /**
   * The keychain as it is, also one that was emptied; asks as `open` does. Errors: `keychain-*` of the passphrase file,
   * `cancelled-by-person`.
   */
  async reach(): Promise<Keychain> {
    if (this.#usesFile && this.#file === null) await this.#openFile();
    return this.keychain;
  }

  /**
   * The person chooses a passphrase file because there is no usable keychain. Errors: `secret-missing` when a vault is
   * there already, whose key lies in the old keychain; `cancelled-by-person`. Effects: a new sealed file.
   */
  async choosePassphraseFile(): Promise<void> {
    if (this.#usesFile) return;
    if (this.#parts.hasVault()) throw new AppError('secret-missing');
    const question = {
      kind: 'new-vault-passphrase' as const,
      subject: '',
      facts: [],
      minLength: VAULT_PASSPHRASE_MIN,
    };
    await askNewPassphrase(this.#parts.prompt(), question, async (passphrase) => {
      const created = await createPassphraseVault({ file: this.#parts.passphraseFile, passphrase });
      if (created.state !== 'ok') throw new AppError('keychain-unavailable');
      this.#file = new RecentSecrets(created.keychain, this.#parts.timers);
    });
  }

  cancelWait(): void {
    this.#os.cancelPending();
  }

  /** Effects: the process that held secrets ends; the passphrase file is closed. */
  async lock(): Promise<void> {
    await this.#file?.lock();
    this.#file = null;
    await this.#os.lock();
  }

  view(): KeychainView {
    const usesFile = this.#usesFile;
    return {
      state: this.#state,
      backend: usesFile ? 'passphrase-vault.json' : this.#parts.backend,
      kind: usesFile ? 'passphrase-file' : 'os',
      waiting: this.#isWaiting,
    };
  }

  async #openFile(): Promise<void> {
    const question = { kind: 'vault-passphrase' as const, subject: '', facts: [], minLength: 1 };
    await this.#parts.prompt().ask(question, async (passphrase) => {
      const opened = await openPassphraseVault({ file: this.#parts.passphraseFile, passphrase });
      if (opened.state === 'denied') throw new AppError('passphrase-wrong');
      if (opened.state !== 'ok') throw keychainError(opened.state === 'corrupt' ? 'corrupt' : 'unavailable');
      this.#file = new RecentSecrets(opened.keychain, this.#parts.timers);
    });
  }
}

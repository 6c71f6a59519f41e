import { access, readFile, stat } from 'node:fs/promises';

import type {
  Keychain,
  KeychainHealth,
  KeychainRead,
  KeychainWrite,
  SecretName,
} from '../../ports/keychain-ports.ts';
import { Secret } from '../../ports/secret.ts';
import { replaceDurably } from '../system/durable-file.ts';
import { withBytes } from './passphrase-seal.ts';
import { checkedSecretName } from './secret-names.ts';
import { decodeEntries, encodeEntries } from './vault-entries.ts';
import {
  newVaultKey,
  openSealed,
  parseVaultFile,
  sealVault,
  vaultKeyFor,
  type VaultKey,
} from './vault-seal.ts';

const BACKEND = 'passphrase vault file';

export interface PassphraseVaultOptions {
  /** Path of `passphrase-vault.json` in the profile. */
  readonly file: string;
  /** The caller still owns it and wipes it. */
  readonly passphrase: Secret;
}

/** An open vault, or why there is none. */
export type PassphraseVaultCreation =
  | { readonly state: 'ok'; readonly keychain: Keychain }
  | { readonly state: 'exists' | 'denied' | 'unavailable' };
export type PassphraseVaultOpening =
  | { readonly state: 'ok'; readonly keychain: Keychain }
  | { readonly state: 'absent' | 'denied' | 'corrupt' | 'unavailable' };

/**
 * Makes an empty vault file for a person who chose it instead of the OS keychain.
 * `exists`: there is a file already, which is never overwritten; `denied`: the passphrase is empty (how long it must be
 * is for the screen that asks); `unavailable`: the file cannot be written.
 */
export async function createPassphraseVault(
  options: PassphraseVaultOptions,
): Promise<PassphraseVaultCreation> {
  if (await isThere(options.file)) return { state: 'exists' };
  if (options.passphrase.byteLength === 0) return { state: 'denied' };
  const vaultKey = await withBytes(options.passphrase, newVaultKey);
  try {
    await replaceDurably(options.file, sealVault(vaultKey, encodeEntries(new Map())));
  } catch {
    vaultKey.key.fill(0);
    return { state: 'unavailable' };
  }
  return { state: 'ok', keychain: new PassphraseVault(options.file, vaultKey) };
}

/** Opens the vault file. `denied`: wrong passphrase; `corrupt`: damaged, altered, or weaker than we write. */
export async function openPassphraseVault(options: PassphraseVaultOptions): Promise<PassphraseVaultOpening> {
  const text = await readText(options.file);
  if (text === undefined) return { state: (await isThere(options.file)) ? 'unavailable' : 'absent' };
  const file = parseVaultFile(text);
  if (!file) return { state: 'corrupt' };
  if (options.passphrase.byteLength === 0) return { state: 'denied' };
  const vaultKey = await withBytes(options.passphrase, (bytes) => vaultKeyFor(file, bytes));
  if (!vaultKey) return { state: 'denied' };
  const vault = new PassphraseVault(options.file, vaultKey);
  const { state } = await vault.health();
  if (state === 'ok') return { state, keychain: vault };
  await vault.lock();
  return { state: state === 'corrupt' ? 'corrupt' : 'unavailable' };
}

type Loaded =
  | { readonly state: 'ok'; readonly entries: Map<string, Uint8Array> }
  | { readonly state: 'locked' | 'corrupt' | 'unavailable' };

/** Holds the key alone; each call opens the file anew and zeroes what it opened. Locked for good by `lock`. */
class PassphraseVault implements Keychain {
  readonly #file: string;
  #vaultKey: VaultKey | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(file: string, vaultKey: VaultKey) {
    this.#file = file;
    this.#vaultKey = vaultKey;
  }

  read(name: SecretName): Promise<KeychainRead> {
    return this.#withEntries((entries) => {
      const bytes = entries.get(checkedSecretName(name));
      return bytes ? { state: 'ok', secret: Secret.fromBytes(bytes) } : { state: 'absent' };
    });
  }

  async write(name: SecretName, secret: Secret): Promise<KeychainWrite> {
    const bytes = secret.revealBytes();
    try {
      return await this.#withEntries((entries) => {
        entries.get(checkedSecretName(name))?.fill(0);
        return this.#save(entries.set(name, bytes));
      });
    } finally {
      bytes.fill(0);
    }
  }

  remove(name: SecretName): Promise<KeychainWrite> {
    return this.#withEntries((entries) => {
      const bytes = entries.get(checkedSecretName(name));
      bytes?.fill(0);
      return entries.delete(name) ? this.#save(entries) : { state: 'ok' };
    });
  }

  health(): Promise<KeychainHealth> {
    const health: Promise<{ state: KeychainHealth['state'] }> = this.#withEntries(() => ({ state: 'ok' }));
    return health.then(({ state }) => ({ state, backend: BACKEND }));
  }

  /** The passphrase was asked for before: nothing here waits for a person. */
  cancelPending(): void {}

  onWaiting(): () => void {
    return () => {};
  }

  lock(): Promise<void> {
    this.#vaultKey?.key.fill(0);
    this.#vaultKey = undefined;
    return this.#last.then(() => {});
  }

  #withEntries<T>(use: (entries: Map<string, Uint8Array>) => T | Promise<T>) {
    const turn = this.#last.then(async () => {
      const loaded = await this.#load();
      if (loaded.state !== 'ok') return { state: loaded.state };
      try {
        return await use(loaded.entries);
      } finally {
        for (const bytes of loaded.entries.values()) bytes.fill(0);
      }
    });
    this.#last = turn.catch(() => {}); // the caller has the error; the next call is not to suffer from it
    return turn;
  }

  async #load(): Promise<Loaded> {
    const text = await readText(this.#file);
    if (!this.#vaultKey) return { state: 'locked' };
    if (text === undefined) return { state: 'unavailable' };
    const file = parseVaultFile(text);
    const plain = file && openSealed(this.#vaultKey, file);
    const entries = plain && decodeEntries(plain);
    plain?.fill(0);
    return entries ? { state: 'ok', entries } : { state: 'corrupt' };
  }

  async #save(entries: ReadonlyMap<string, Uint8Array>): Promise<KeychainWrite> {
    if (!this.#vaultKey) return { state: 'locked' };
    const plain = encodeEntries(entries);
    try {
      await replaceDurably(this.#file, sealVault(this.#vaultKey, plain));
      return { state: 'ok' };
    } catch {
      return { state: 'unavailable' }; // full disk or no right; the old file is untouched
    } finally {
      plain.fill(0);
    }
  }
}

/** Looked at before anything is read. Own choice: twenty thousand tokens with keys have a tenth of it. */
const MAX_BYTES = 512 * 1024 * 1024;

async function readText(path: string): Promise<string | undefined> {
  try {
    if ((await stat(path)).size > MAX_BYTES) return ''; // nothing of ours: damaged
    return await readFile(path, 'utf8');
  } catch {
    return undefined; // not there or not readable; the caller tells which
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ENOENT');
  }
}

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { canaryFile } from '../../main/edges/keychain/canary-file.ts';
import { createKeychain } from '../../main/edges/keychain/keychain-client.ts';
import type { After } from '../../main/edges/keychain/keychain-calls.ts';
import type { Keychain } from '../../main/ports/keychain-ports.ts';
import { startSession, type KeyringMode, type Session } from '../../scripts/session.ts';
import { buildEntry, type BuiltEntry } from './built-entry.ts';
import { spawnNodeKeychain } from './node-child.ts';

/** A real gnome-keyring in a session of its own, and keychains of ours on it. */
export class KeyringBench {
  readonly session: Session;
  readonly #dir: string;
  readonly #entry: BuiltEntry;
  readonly #keychains: Keychain[] = [];

  private constructor(session: Session, dir: string, entry: BuiltEntry) {
    this.session = session;
    this.#dir = dir;
    this.#entry = entry;
  }

  static async start(
    keyring: KeyringMode,
    entry = '../../main/edges/keychain/keychain-process.ts',
  ): Promise<KeyringBench> {
    const display = keyring === 'prompting' ? 'own' : 'none';
    const [session, dir, built] = await Promise.all([
      startSession({ keyring, display }),
      mkdtemp(join(tmpdir(), 'klyuchnik-keychain-')),
      buildEntry(entry),
    ]);
    return new KeyringBench(session, dir, built);
  }

  /** Opens the keychain of one profile; the same id again stands for a restart of the app. */
  open(
    profileId: string,
    options: { itemLimit?: number; after?: After; env?: NodeJS.ProcessEnv } = {},
  ): Keychain {
    const { env = this.session.env, ...rest } = options;
    const keychain = createKeychain({
      profileId,
      platform: 'linux',
      spawnKeychainProcess: () => spawnNodeKeychain(this.#entry.path, env),
      canaryRecord: canaryFile(this.recordPath(profileId), 'gnome-keyring'),
      ...rest,
    });
    this.#keychains.push(keychain);
    return keychain;
  }

  recordPath(profileId: string): string {
    return join(this.#dir, profileId, 'keychain.json');
  }

  /** Runs another program of the same user in the session and returns what it printed. */
  async run(file: string, args: readonly string[], input = ''): Promise<string> {
    const running = promisify(execFile)(file, args, { env: this.session.env });
    // A program that wants no input may have ended already; what it has to say is in its exit code.
    running.child.stdin?.on('error', () => undefined);
    running.child.stdin?.end(input);
    return (await running).stdout;
  }

  async stop(): Promise<void> {
    for (const keychain of this.#keychains) await keychain.lock();
    await this.session.stop();
    await this.#entry.remove();
    await rm(this.#dir, { recursive: true, force: true });
  }
}

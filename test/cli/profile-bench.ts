import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { spareKeyFile } from '../../main/edges/keychain/spare-key-file.ts';
import { Secret } from '../../main/ports/secret.ts';
import type { Database } from '../../main/edges/store/database.ts';
import { openDatabase } from '../../main/edges/store/open-database.ts';
import { checkStoreKey } from '../../main/edges/store/store-key-check.ts';
import { openProfile, type Profile } from '../../main/edges/system/profile.ts';
import { VaultWorld } from '../fakes/vault-world.ts';
import { testStoreKey } from './test-store-key.ts';

const PROJECT_DIR = resolve(import.meta.dirname, '../..');
export const PASSPHRASE = 'семь жёлтых вагонов у моря';

/** A profile on the disk with a company and two tokens, as the app would leave it, or have it open. */
export class ProfileBench {
  readonly dir = mkdtempSync(join(tmpdir(), 'klyuchnik-cli-'));
  readonly profile: Profile = openProfile(this.dir);
  readonly storeKey: Secret;
  #db: Database | null = null;

  private constructor(fill?: number) {
    this.storeKey = testStoreKey(fill);
    onTestFinished(() => {
      this.close();
      rmSync(this.dir, { recursive: true, force: true });
    });
  }

  /** The app has it open, with all of its records still in the log, until `close`. `fill` tells two keys apart. */
  static async open(environment = 'production', fill?: number): Promise<ProfileBench> {
    const bench = new ProfileBench(fill);
    const db = openDatabase({ file: bench.profile.vaultFile });
    bench.#db = db;
    const world = new VaultWorld(db, bench.storeKey);
    checkStoreKey(db, world.keys);
    await world.furnish({ rules: null, environment });
    return bench;
  }

  /** Another process made the vault, worked on it and was killed. */
  static async killed(): Promise<ProfileBench> {
    const bench = new ProfileBench();
    const script = join(import.meta.dirname, 'killed-app.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', script, bench.profile.vaultFile], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    return bench;
  }

  close(): void {
    this.#db?.close();
  }

  async keepSpareKey(passphrase = PASSPHRASE, isTraining = false): Promise<void> {
    const facts = { isTraining, madeAt: '2026-11-16T09:00:00.000Z' };
    await spareKeyFile(this.profile.spareKeyFile).keep(this.storeKey, Secret.fromText(passphrase), facts);
  }

  /** Names, bytes and times of everything in the profile. */
  state(): readonly string[] {
    const names = readdirSync(this.dir, { recursive: true, encoding: 'utf8' }).sort();
    return names.map((name) => {
      const info = statSync(join(this.dir, name), { bigint: true });
      const content = info.isFile() ? readFileSync(join(this.dir, name)).toString('base64') : '';
      return `${name} ${String(info.mode)} ${String(info.mtimeNs)} ${content}`;
    });
  }
}

export interface CliRun {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the program of the terminal as a person does, without a keychain unless `env` brings one. */
export async function cli(
  args: readonly string[],
  { input = '', env = {} }: { readonly input?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<CliRun> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(PROJECT_DIR, 'scripts/cli.ts'), ...args], {
    cwd: PROJECT_DIR,
    env: {
      PATH: process.env['PATH'],
      HOME: tmpdir(),
      TMPDIR: tmpdir(),
      LANG: 'C',
      // A bus that is not there, so that none is started.
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus',
      ...env,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // A program that wants no input may have ended already.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, out, err };
}

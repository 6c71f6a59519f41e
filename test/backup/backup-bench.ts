import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { PolicyRules } from '../../contract/areas/policy.ts';
import type { BackupFacts, NamedSecret } from '../../main/domain/backup/backup-ports.ts';
import { backupSealing } from '../../main/edges/age/backup-sealing.ts';
import { writeBackupRows } from '../../main/edges/store/backup-rows.ts';
import type { Database } from '../../main/edges/store/database.ts';
import { openDatabase } from '../../main/edges/store/open-database.ts';
import { checkStoreKey } from '../../main/edges/store/store-key-check.ts';
import { Secret } from '../../main/ports/secret.ts';
import { FREE_RULES, submitNew, VaultWorld, type Workday } from '../fakes/vault-world.ts';
import { testStoreKey } from '../cli/test-store-key.ts';
import { quiet } from '../store/file-keychain.ts';
import { testFolder } from '../store/store-fixture.ts';

export const PASSPHRASE = 'девять синих слонов под дождём';
export const PROGRAM = '0.0-test';

/** A company in a real file, whose backups are made as the app makes them. */
export class BackupBench {
  readonly dir: string;
  readonly file: string;
  readonly world: VaultWorld;
  readonly day: Workday;
  readonly db: Database;

  private constructor(world: VaultWorld, db: Database, day: Workday, file: string, dir: string) {
    this.world = world;
    this.db = db;
    this.day = day;
    this.file = file;
    this.dir = dir;
  }

  static async open(rules: PolicyRules | null = FREE_RULES): Promise<BackupBench> {
    const dir = testFolder();
    const file = path.join(dir, 'profile', 'store', 'vault.sqlite');
    const db = openDatabase({ file });
    onTestFinished(() => db.close());
    const world = new VaultWorld(db, testStoreKey());
    checkStoreKey(db, world.keys);
    const day = await world.furnish({ rules });
    return new BackupBench(world, db, day, file, dir);
  }

  /** A payment that waits, or goes by itself where the rules are free. */
  submit() {
    return submitNew(this.world, this.day);
  }

  /** The plain text of a backup of now. */
  plain(secrets: readonly NamedSecret[] | null = null): Promise<Uint8Array> {
    const facts: BackupFacts = { program: PROGRAM, madeAt: this.world.clock.now(), secrets };
    return writeBackupRows({ file: this.file, keys: this.world.keys, log: quiet }, facts);
  }

  /** A backup of now, as it lies in a folder. */
  async sealed(passphrase = PASSPHRASE): Promise<Uint8Array> {
    return backupSealing.seal(await this.plain(), Secret.fromText(passphrase));
  }
}

/** The lines of a backup, as any program reads them. */
export function linesOf(plain: Uint8Array): readonly Readonly<Record<string, unknown>>[] {
  return Buffer.from(plain)
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Runs a program at a terminal and types one line when it asks. Returns what it printed on stdout, byte for byte. */
export async function typed(
  command: string,
  line: string,
): Promise<{ readonly code: number | null; readonly screen: string }> {
  // `script` of util-linux makes the terminal.
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, LANG: 'C' },
  });
  let hasTyped = false;
  let screen = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    screen += part;
    if (hasTyped || !/[:：]\s*$/.test(screen)) return;
    hasTyped = true;
    child.stdin.write(`${line}\n`);
  });
  await once(child, 'close');
  return { code: child.exitCode, screen };
}

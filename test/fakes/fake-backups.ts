import type { BackupContents } from '../../contract/areas/backup.ts';
import type {
  BackupFolder,
  BackupProof,
  BackupRecords,
  BackupSealing,
} from '../../main/domain/backup/backup-ports.ts';
import { DailyBackup } from '../../main/domain/backup/daily-backup.ts';
import type { BackupVault } from '../../main/domain/session/backup-verbs.ts';
import { AppError } from '../../main/ports/app-error.ts';
import { systemDigests } from '../../main/edges/system/system-ids.ts';
import type { VaultWorld, Workday } from './vault-world.ts';

export const NO_CONTENTS: BackupContents = {
  madeAt: '2026-11-16T09:00:00.000Z',
  newestAt: '2026-11-16T09:00:00.000Z',
  program: 'test',
  companies: [],
  people: 0,
  tokens: 0,
  certificates: 0,
  payments: 0,
  openPayments: 0,
  journal: 0,
  records: 0,
  secrets: 0,
};

/** A folder in memory that may be unplugged, full, or spoil what it is given. */
export class MemoryBackupFolder implements BackupFolder {
  readonly files = new Map<string, Uint8Array>();
  problem: 'backup-folder-gone' | 'store-full' | null = null;
  spoils = false;

  async put(_folder: string, name: string, content: Uint8Array): Promise<string> {
    if (this.problem !== null) throw new AppError(this.problem);
    let free = name;
    for (let number = 2; this.files.has(free); number += 1) free = `${number} ${name}`;
    const kept = Uint8Array.from(content);
    if (this.spoils) kept[0] = (kept[0] ?? 0) ^ 1;
    this.files.set(free, kept);
    return free;
  }

  async read(_folder: string, name: string): Promise<Uint8Array> {
    const file = this.files.get(name);
    if (this.problem !== null || file === undefined) throw new AppError(this.problem ?? 'store-io');
    return Uint8Array.from(file);
  }

  async remove(_folder: string, { name, sha256 }: { name: string; sha256: string }): Promise<boolean> {
    const file = this.files.get(name);
    if (file === undefined || this.digest(file) !== sha256) return false;
    return this.files.delete(name);
  }

  digest(content: Uint8Array): string {
    return systemDigests.sha256(Buffer.from(content).toString('hex'));
  }
}

/** Seals nothing: a byte in front, so that what was spoiled is noticed. */
export const plainSealing: BackupSealing = {
  seal: async (plain) => Buffer.concat([Buffer.from('!'), plain]),
  open: async (file) => {
    if (file[0] !== 0x21) throw new AppError('backup-damaged', { line: null });
    return Uint8Array.from(file.subarray(1));
  },
};

/** Backups of a day of the world, without a file: its records are what a test says. */
export function fakeBackups(
  world: VaultWorld,
  { parts, stores, timers }: Workday,
  folder: BackupFolder = new MemoryBackupFolder(),
): BackupVault {
  const records: BackupRecords = {
    write: async ({ madeAt }) => new TextEncoder().encode(`records of ${madeAt}`),
  };
  const proof: BackupProof = { prove: async () => NO_CONTENTS };
  const store = stores.backupRecords;
  const program = 'test';
  const daily = new DailyBackup({
    backupRecords: records,
    backupProof: proof,
    backupSealing: plainSealing,
    backupFolder: folder,
    backupStore: store,
    keychain: parts.keychain,
    clock: world.clock,
    log: parts.log,
    program,
    timers,
    calm: () => Promise.resolve(),
    changed: () => undefined,
  });
  return { records, proof, sealing: plainSealing, folder, store, daily, program };
}

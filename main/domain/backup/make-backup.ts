import type { ErrorCode } from '../../../contract/error-codes.ts';
import { moscowDate, type Instant } from '../../../contract/values/dates.ts';
import { moscowMoment } from '../../../contract/values/moscow-moment.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Keychain } from '../../ports/keychain-ports.ts';
import type { Clock, Log } from '../../ports/ports.ts';
import { readSecret } from '../../ports/read-secret.ts';
import { journalEntry, type Actor } from '../audit/entry.ts';
import type { BackupFolder, BackupProof, BackupRecords, BackupSealing, MadeBackup } from './backup-ports.ts';
import type { BackupRecordStore } from './backup-record.ts';
import { superseded } from './keep-rule.ts';

export interface MakeBackupParts {
  readonly backupRecords: BackupRecords;
  readonly backupProof: BackupProof;
  readonly backupSealing: BackupSealing;
  readonly backupFolder: BackupFolder;
  readonly backupStore: BackupRecordStore;
  readonly keychain: Keychain;
  readonly clock: Clock;
  readonly log: Log;
  readonly program: string;
}

/** Names a backup by the day and the minute in Moscow, so that a folder shows them in order. */
export function backupName(madeAt: Instant): string {
  const time = /\d\d:\d\d/.exec(moscowMoment(madeAt))?.[0].replace(':', '-') ?? '';
  return `${moscowDate(madeAt)} ${time}.klyuchnik-backup.age`;
}

/**
 * Makes a backup without secrets in the chosen folder, reads it back from there and proves it, and lets those go that
 * the rule does not keep.
 *
 * Errors: `backup-not-set`, `backup-folder-gone`, `secret-missing`, `keychain-*`, `store-*`, `backup-damaged` when what
 * was read back is not what was written. The earlier backups are all still there then. Effects: a file, the record with
 * a journal line; a failure is remembered too.
 */
export async function makeBackup(parts: MakeBackupParts, actor: Actor): Promise<void> {
  try {
    const made = await written(parts);
    noteMade(parts, actor, made);
  } catch (error) {
    noteFailure(parts, actor, error);
    throw error;
  }
  await letGo(parts);
}

async function written(parts: MakeBackupParts): Promise<MadeBackup> {
  const { backupStore, backupRecords, backupFolder, keychain, clock, program } = parts;
  const { folder } = backupStore.get();
  if (folder === null) throw new AppError('backup-not-set');
  const passphrase = await readSecret(keychain, 'backup-passphrase');
  try {
    const madeAt = clock.now();
    const plain = await backupRecords.write({ program, madeAt, secrets: null });
    try {
      const sealed = await parts.backupSealing.seal(plain, passphrase);
      const name = await backupFolder.put(folder, backupName(madeAt), sealed);
      const back = await backupFolder.read(folder, name);
      const opened = await parts.backupSealing.open(back, passphrase);
      const isSame = backupFolder.digest(opened) === backupFolder.digest(plain);
      if (!isSame) throw new AppError('backup-damaged', { line: null });
      await parts.backupProof.prove(opened);
      opened.fill(0);
      return { name, madeAt, sha256: backupFolder.digest(back) };
    } finally {
      plain.fill(0);
    }
  } finally {
    passphrase.wipe();
  }
}

function noteMade({ backupStore }: MakeBackupParts, actor: Actor, made: MadeBackup): void {
  const record = backupStore.get();
  const facts = { at: made.madeAt, actor, companyId: null, subject: made.name };
  backupStore.save(
    { ...record, made: [...record.made, made], failure: null },
    journalEntry('backup-made', facts),
  );
}

/** The journal hears of a failure once; the record has the last one. A disk that takes nothing takes neither. */
function noteFailure({ backupStore, clock, log }: MakeBackupParts, actor: Actor, error: unknown): void {
  const at = clock.now();
  const code: ErrorCode = error instanceof AppError ? error.code : 'internal';
  log.error('backup-failed', error);
  try {
    const record = backupStore.get();
    const isTold = record.failure?.code === code;
    const facts = { at, actor, companyId: null, subject: '', details: { problem: code } };
    backupStore.save(
      { ...record, failure: { at, code } },
      isTold ? null : journalEntry('backup-failed', facts),
    );
  } catch (failure) {
    log.error('backup-failure-not-noted', failure);
  }
}

/** One that is not there any more, or is not what was made, is left alone and forgotten. */
async function letGo({ backupStore, backupFolder }: MakeBackupParts): Promise<void> {
  const { folder, made } = backupStore.get();
  if (folder === null) return;
  const gone = superseded(made);
  for (const one of gone) await backupFolder.remove(folder, one);
  if (gone.length === 0) return;
  const record = backupStore.get();
  const names = new Set(gone.map(({ name }) => name));
  backupStore.save({ ...record, made: record.made.filter(({ name }) => !names.has(name)) }, null);
}

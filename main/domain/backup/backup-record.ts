import { z } from 'zod';
import type { BackupView } from '../../../contract/areas/backup.ts';
import { ErrorCode } from '../../../contract/error-codes.ts';
import { Instant } from '../../../contract/values/dates.ts';
import type { JournalEntry } from '../audit/entry.ts';

/** What this computer remembers of its backups. */
export const BackupRecord = z.strictObject({
  folder: z.string().nullable(),
  /** Those that were made here and not let go yet: no other file is ever deleted. */
  made: z.array(z.strictObject({ name: z.string(), madeAt: Instant, sha256: z.string() })),
  failure: z.strictObject({ at: Instant, code: ErrorCode }).nullable(),
  provedAt: Instant.nullable(),
  leftAt: Instant.nullable(),
});
export type BackupRecord = z.infer<typeof BackupRecord>;

export const NO_BACKUPS: BackupRecord = {
  folder: null,
  made: [],
  failure: null,
  provedAt: null,
  leftAt: null,
};

export interface BackupRecordStore {
  get(): BackupRecord;
  /** Effects: the record and its line, both or neither. */
  save(record: BackupRecord, entry: JournalEntry | null): void;
}

/** The newest backup that was made here. */
export function newestMade({ made }: BackupRecord): BackupRecord['made'][number] | null {
  return made.reduce<BackupRecord['made'][number] | null>(
    (newest, one) => (newest === null || one.madeAt > newest.madeAt ? one : newest),
    null,
  );
}

/** What the window shows of it. */
export function backupView(record: BackupRecord): BackupView {
  const { folder, made, failure, provedAt, leftAt } = record;
  const newest = newestMade(record);
  return {
    folder,
    lastAt: newest?.madeAt ?? null,
    lastFile: newest?.name ?? null,
    kept: made.length,
    failure,
    provedAt,
    leftAt,
  };
}

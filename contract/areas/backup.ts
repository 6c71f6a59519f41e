import { z } from 'zod';
import { ErrorCode } from '../error-codes.ts';
import { Instant } from '../values/dates.ts';

/** What a backup holds. Counts of records by kind; `openPayments`: those that could still move money. */
export const BackupContents = z.strictObject({
  madeAt: Instant,
  /** When the newest record in it was written. */
  newestAt: Instant,
  /** The version of the program that made it. */
  program: z.string(),
  companies: z.array(z.strictObject({ name: z.string(), inn: z.string() })),
  people: z.int().min(0),
  tokens: z.int().min(0),
  certificates: z.int().min(0),
  payments: z.int().min(0),
  openPayments: z.int().min(0),
  journal: z.int().min(0),
  /** Records of every kind together, without the journal. */
  records: z.int().min(0),
  /** Texts of tokens and keys in it; 0 for a backup without secrets. */
  secrets: z.int().min(0),
});
export type BackupContents = z.infer<typeof BackupContents>;

/** A backup that was opened and proved. `mayRestore`: there is nothing here that it would take the place of. */
export const OpenedBackup = z.strictObject({
  file: z.string(),
  contents: BackupContents,
  mayRestore: z.boolean(),
});
export type OpenedBackup = z.infer<typeof OpenedBackup>;

/** How the backups of this computer stand. */
export const BackupView = z.strictObject({
  /** Where they go; `null` while nobody has chosen. */
  folder: z.string().nullable(),
  lastAt: Instant.nullable(),
  lastFile: z.string().nullable(),
  /** How many of them lie there, as this computer remembers. */
  kept: z.int().min(0),
  /** Why the last one failed; `null` when it did not. */
  failure: z.strictObject({ at: Instant, code: ErrorCode }).nullable(),
  /** When somebody proved one here last. */
  provedAt: Instant.nullable(),
  /** When people moved to another computer; nothing is paid from here until they say otherwise. */
  leftAt: Instant.nullable(),
});
export type BackupView = z.infer<typeof BackupView>;

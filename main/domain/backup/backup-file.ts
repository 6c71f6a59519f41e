import { z } from 'zod';
import { Instant } from '../../../contract/values/dates.ts';
import { AppError } from '../../ports/app-error.ts';

/** The first line of a backup (docs/format/backup.md). `counter`, `journal`: the state of the records in it. */
export const BackupHead = z.strictObject({
  format: z.literal('klyuchnik-backup'),
  version: z.literal(1),
  /** The version of the program that wrote it. */
  program: z.string().max(100),
  madeAt: Instant,
  /** The number of the last migration of the records. */
  schema: z.int().min(1),
  hasSecrets: z.boolean(),
  counter: z.int().min(0),
  /** When the newest record was written. */
  newestAt: Instant,
  journal: z.strictObject({ seq: z.int().min(0), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
});
export type BackupHead = z.infer<typeof BackupHead>;

const base64 = z.base64();

/** `revision`: how often the record was written. */
const RowLine = z.strictObject({
  table: z.string().regex(/^[a-z][a-z_]*$/),
  revision: z.int().min(1),
  record: z.unknown(),
});
const JournalLine = z.strictObject({ seq: z.int().min(1), hash: z.string(), entry: z.unknown() });
/** The key of the fingerprints that lie in the records: it opens nothing. */
const KeyLine = z.strictObject({ key: z.literal('secret-fingerprints'), bytes: base64 });
const SecretLine = z.strictObject({ secret: z.string().min(1).max(140), bytes: base64 });
/** The last line: how many of each came before it. */
const EndLine = z.strictObject({
  end: z.strictObject({
    records: z.record(z.string(), z.int().min(0)),
    journal: z.int().min(0),
    secrets: z.int().min(0),
  }),
});

/** What stands between the head and the end. */
const ContentLine = z.union([RowLine, JournalLine, KeyLine, SecretLine, EndLine]);
export type BackupLine = z.infer<typeof ContentLine>;

/** Counts the lines as they go by, for the end. */
export class BackupCounts {
  readonly records: Record<string, number> = {};
  journal = 0;
  secrets = 0;

  count(line: BackupLine): void {
    if ('table' in line) this.records[line.table] = (this.records[line.table] ?? 0) + 1;
    else if ('seq' in line) this.journal += 1;
    else if ('secret' in line) this.secrets += 1;
  }

  end(): BackupLine {
    const { records, journal, secrets } = this;
    return { end: { records: { ...records }, journal, secrets } };
  }
}

/** Bytes between two line feeds. */
const LINE_FEED = 0x0a;

/**
 * Returns the head, and the lines after it one by one. The end is not among them: it is held against what came.
 * Errors: `backup-not-one` for what is no backup, `backup-too-new`, `backup-damaged` with the number of the line; while
 * the lines are read, too.
 */
export function readBackup(plain: Uint8Array): {
  readonly head: BackupHead;
  readonly lines: Generator<{ readonly line: BackupLine; readonly number: number }>;
} {
  const end = plain.indexOf(LINE_FEED);
  const first = end < 0 ? null : jsonOf(plain.subarray(0, end));
  if (formOf(first) !== 'klyuchnik-backup') throw new AppError('backup-not-one');
  if (versionOf(first) > 1) throw new AppError('backup-too-new');
  const head = BackupHead.safeParse(first);
  if (!head.success) throw new AppError('backup-damaged', { line: 1 }, head.error);
  return { head: head.data, lines: linesAfter(plain, end + 1) };
}

function* linesAfter(
  plain: Uint8Array,
  from: number,
): Generator<{ readonly line: BackupLine; readonly number: number }> {
  const counts = new BackupCounts();
  let start = from;
  for (let number = 2; ; number += 1) {
    const end = plain.indexOf(LINE_FEED, start);
    const parsed = end < 0 ? null : ContentLine.safeParse(jsonOf(plain.subarray(start, end)));
    if (parsed?.success !== true) throw new AppError('backup-damaged', { line: number });
    const line = parsed.data;
    if ('end' in line) {
      const isWhole = isSame(counts.end(), line) && end + 1 === plain.byteLength;
      if (!isWhole) throw new AppError('backup-damaged', { line: number });
      return;
    }
    counts.count(line);
    yield { line, number };
    start = end + 1;
  }
}

/** Returns a line as it stands in the file. */
export function backupLine(line: BackupHead | BackupLine): string {
  return `${JSON.stringify(line)}\n`;
}

function isSame(one: BackupLine, other: BackupLine): boolean {
  return sorted(one) === sorted(other);
}

function sorted(line: BackupLine): string {
  if (!('end' in line)) return '';
  const { records, journal, secrets } = line.end;
  return JSON.stringify([Object.entries(records).sort(([a], [b]) => (a < b ? -1 : 1)), journal, secrets]);
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

const Form = z.object({ format: z.string(), version: z.number() });

function formOf(first: unknown): string | null {
  return Form.safeParse(first).data?.format ?? null;
}

function versionOf(first: unknown): number {
  return Form.safeParse(first).data?.version ?? 0;
}

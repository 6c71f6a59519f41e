import { setImmediate as othersTurn } from 'node:timers/promises';
import type { BackupContents } from '../../../contract/areas/backup.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Log } from '../../ports/ports.ts';
import { Secret } from '../../ports/secret.ts';
import {
  BackupCounts,
  backupLine,
  readBackup,
  type BackupHead,
  type BackupLine,
} from '../../domain/backup/backup-file.ts';
import type { BackupFacts, NamedSecret } from '../../domain/backup/backup-ports.ts';
import { isPaid } from '../../domain/payments/payment.ts';
import type { Database } from './database.ts';
import { inTurns } from './in-turns.ts';
import { openLedger, translated, type Ledger } from './ledger.ts';
import { migrate } from './migrate.ts';
import { ALL_MIGRATIONS } from './migrations/all-migrations.ts';
import { openMemoryDatabase } from './open-database.ts';
import { openStoreForReading } from './open-store.ts';
import { keepFingerprintKey } from './reseal-store.ts';
import { deriveStoreKeys, STORE_KEY_BYTES, type StoreKeys } from './seal.ts';
import { checkStoreKey } from './store-key-check.ts';

/** Lines in one transaction, and between two turns of others. Own choice: a few milliseconds each. */
const LINES_AT_ONCE = 200;

/**
 * Returns all records of the open store as the lines of a backup, from a private copy of its file. The caller zeroes
 * the bytes.
 * Errors: `store-*`; `store-corrupt` where the copy is not whole. Effects: the copy is gone afterwards.
 */
export async function writeBackupRows(
  { file, keys, log }: { readonly file: string; readonly keys: StoreKeys; readonly log: Log },
  facts: BackupFacts,
): Promise<Uint8Array> {
  // The copy gets keys of its own object: its opening may take up the key of the fingerprints anew.
  const copy = await openStoreForReading({ file, keys: { ...keys }, log, kept: 'not-looked' });
  try {
    if (copy.damagedRecords > 0 || copy.misfit !== null) throw new AppError('store-corrupt');
    return await linesOf(copy.ledger, facts);
  } finally {
    copy.close();
  }
}

async function linesOf(ledger: Ledger, { program, madeAt, secrets }: BackupFacts): Promise<Uint8Array> {
  const { counter, at } = ledger.state.current();
  const head: BackupHead = {
    format: 'klyuchnik-backup',
    version: 1,
    program,
    madeAt,
    schema: ALL_MIGRATIONS.length,
    hasSecrets: secrets !== null,
    counter,
    newestAt: at,
    journal: ledger.journal.head(),
  };
  const chunks: Buffer[] = [Buffer.from(backupLine(head))];
  const counts = new BackupCounts();
  const add = (line: BackupLine) => {
    counts.count(line);
    chunks.push(Buffer.from(backupLine(line)));
  };
  const bytes = ledger.keys.secretFingerprints.export();
  add({ key: 'secret-fingerprints', bytes: bytes.toString('base64') });
  bytes.fill(0);
  for (const table of ledger.recordTables) {
    const { damaged } = await inTurns(
      table.inspectInSteps((record, revision) => add({ table: table.table, revision, record })),
    );
    if (damaged.length > 0) throw new AppError('store-corrupt', { table: table.table });
  }
  await inTurns(journalLines(ledger, add));
  for (const { name, secret } of secrets ?? []) {
    const plain = secret.revealBytes();
    add({ secret: name, bytes: Buffer.from(plain).toString('base64') });
    plain.fill(0);
  }
  chunks.push(Buffer.from(backupLine(counts.end())));
  const whole = Buffer.concat(chunks);
  for (const chunk of chunks) chunk.fill(0);
  return whole;
}

function* journalLines(ledger: Ledger, add: (line: BackupLine) => void): Generator<void, null> {
  for (const { seq, hash, json } of ledger.journal.written()) {
    add({ seq, hash, entry: JSON.parse(json) });
    yield;
  }
  return null;
}

/** What was put back, and the secrets that came with it, which the caller wipes. */
export interface LoadedBackup {
  readonly head: BackupHead;
  readonly contents: BackupContents;
  readonly secrets: readonly NamedSecret[];
}

/**
 * Puts the lines of a backup into an empty store, each row read by the schema of its table and changed by `change`, the
 * journal line by line against its chain.
 * Errors: `backup-*` with the line; `store-*`; the store is to be thrown away then.
 */
export async function loadBackup(
  { db, ledger }: { readonly db: Database; readonly ledger: Ledger },
  plain: Uint8Array,
  change: (table: string, record: unknown) => unknown = (_, record) => record,
): Promise<LoadedBackup> {
  const { head, lines } = readBackup(plain);
  if (head.schema > ALL_MIGRATIONS.length) throw new AppError('backup-too-new');
  const secrets: NamedSecret[] = [];
  const counts = new BackupCounts();
  const take = (line: BackupLine): boolean => {
    counts.count(line);
    if ('table' in line) return takeRow(ledger, line, change);
    if ('seq' in line) {
      const end = ledger.journal.appendAsWritten(line.entry);
      return end?.seq === line.seq && end.hash === line.hash;
    }
    if ('key' in line) {
      const bytes = Buffer.from(line.bytes, 'base64');
      if (bytes.byteLength !== STORE_KEY_BYTES) return false;
      ledger.state.changeMeta(() => keepFingerprintKey(db, ledger.keys, bytes));
      return true;
    }
    if ('secret' in line) secrets.push(secretOf(line));
    return true;
  };
  try {
    for (let isOver = false; !isOver; await othersTurn()) {
      isOver = translated(() => ledger.state.transaction(() => takeSome(lines, take)));
    }
    const end = ledger.journal.head();
    if (
      end.seq !== head.journal.seq ||
      end.hash !== head.journal.hash ||
      head.hasSecrets !== secrets.length > 0
    )
      throw new AppError('backup-damaged', { line: 1 });
    return { head, contents: contentsOf(ledger, head, counts), secrets };
  } catch (error) {
    for (const { secret } of secrets) secret.wipe();
    throw error;
  }
}

/** Takes the next lines; returns whether there are no more. */
function takeSome(
  lines: ReturnType<typeof readBackup>['lines'],
  take: (line: BackupLine) => boolean,
): boolean {
  for (let count = 0; count < LINES_AT_ONCE; count += 1) {
    const next = lines.next();
    if (next.done === true) return true;
    const { line, number } = next.value;
    if (!isTaken(() => take(line))) throw new AppError('backup-damaged', { line: number });
  }
  return false;
}

/** A record that its table refuses was not written by the program; a full disk is another matter. */
function isTaken(take: () => boolean): boolean {
  try {
    return take();
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function takeRow(
  ledger: Ledger,
  { table, ...row }: Extract<BackupLine, { table: string }>,
  change: (table: string, record: unknown) => unknown,
): boolean {
  const found = ledger.recordTables.find((known) => known.table === table);
  return found !== undefined && found.take(row, (read) => change(table, read));
}

function secretOf({ secret, bytes }: Extract<BackupLine, { secret: string }>): NamedSecret {
  const plain = Buffer.from(bytes, 'base64');
  const named = { name: secret, secret: Secret.fromBytes(plain) };
  plain.fill(0);
  return named;
}

/** Of the backup, not of what is left of it here. */
function contentsOf(ledger: Ledger, head: BackupHead, counts: BackupCounts): BackupContents {
  const { records, journal, secrets } = counts;
  const of = (table: string): number => records[table] ?? 0;
  const payments = ledger.payments.list();
  return {
    madeAt: head.madeAt,
    newestAt: head.newestAt,
    program: head.program,
    companies: ledger.companies.list().map(({ name, inn }) => ({ name, inn })),
    people: of('people'),
    tokens: of('tokens'),
    certificates: of('certificates'),
    payments: of('payments'),
    openPayments: payments.filter(
      (one) => OPEN.includes(one.status) || (isPaid(one) && one.status !== 'executed'),
    ).length,
    journal,
    records: Object.values(records).reduce((sum, count) => sum + count, 0),
    secrets,
  };
}

/** States from which a payment may still go out; those on their way are told by `isPaid`. */
const OPEN: readonly string[] = ['draft', 'submitted', 'approved'];

/**
 * Proves a backup: puts it back into a store in memory that is gone afterwards. Errors: `backup-*`. Effects: none.
 */
export async function proveBackup(plain: Uint8Array): Promise<BackupContents> {
  const key = Secret.fromBytes(globalThis.crypto.getRandomValues(new Uint8Array(STORE_KEY_BYTES)));
  const keys = deriveStoreKeys(key);
  key.wipe();
  const db = openMemoryDatabase();
  try {
    const { contents, secrets } = await loadBackup({ db, ledger: emptyLedger(db, keys) }, plain);
    for (const { secret } of secrets) secret.wipe();
    return contents;
  } finally {
    db.close();
  }
}

/** Makes the tables of a new store. Errors: `store-*`. */
export function emptyLedger(db: Database, keys: StoreKeys): Ledger {
  return translated(() => {
    migrate(db, ALL_MIGRATIONS);
    checkStoreKey(db, keys);
    return openLedger({ db, keys });
  });
}

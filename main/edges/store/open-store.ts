import { setTimeout as delay } from 'node:timers/promises';
import type { RecordsMisfit } from '../../../contract/areas/session.ts';
import type { Instant } from '../../../contract/values/dates.ts';
import type { Log } from '../../ports/ports.ts';
import { journalEntry, THE_APP } from '../../domain/audit/entry.ts';
import type { AcceptedRecords } from '../../domain/session/accept-records.ts';
import { systemClock } from '../system/system-clock.ts';
import {
  checkBehind,
  checkRows,
  isTrustworthy,
  misfitOf,
  unexpectedStart,
  type Checked,
  type KeptCheckpoint,
  type OnProgress,
} from './check-records.ts';
import type { Database } from './database.ts';
import { openLedger, toAppError, translated, type Ledger } from './ledger.ts';
import { assertSchema, migrate, schemaVersion } from './migrate.ts';
import { ALL_MIGRATIONS } from './migrations/all-migrations.ts';
import { states } from './migrations/0006-states.ts';
import { openDatabase } from './open-database.ts';
import { Salvage } from './salvage.ts';
import type { StoreKeys } from './seal.ts';
import { copyStore } from './store-copy.ts';
import { isDiskTrouble, StoreError } from './store-error.ts';
import { clearOldPages, resealStore, takeKeptKey } from './reseal-store.ts';
import { checkStoreKey, fitsStore, readMeta, removeMeta, writeMeta } from './store-key-check.ts';

/** A store that was opened, and checked unless `check` is still to be called. */
export interface OpenedStore {
  readonly ledger: Ledger;
  readonly damagedRecords: number;
  /** What is not as the program wrote it last; the store is open for reading only then. */
  readonly misfit: RecordsMisfit | null;
  /** What the check has read; `null` in a damaged file. */
  readonly read: Pick<Checked, 'tokens' | 'payments'> | null;
  /** How the store gets a new key; `null` for one that is open for reading only. */
  readonly renewal: StoreRenewal | null;
  /**
   * Opens every row, where the opening has trusted the state of them. Returns how many there are, or `null` when one
   * is not as it was written: the store has to be opened anew then, with a check before it. `null`: that was done.
   */
  readonly check: (() => Promise<number | null>) | null;
  /** Closes the file; calling twice is safe. */
  readonly close: () => void;
}

/** How a store gets a new key (ADR 0055). */
export interface StoreRenewal {
  /** It has got one since it was made. */
  readonly isDone: () => boolean;
  /** Tells whether these are its keys now. */
  readonly fits: (keys: StoreKeys) => boolean;
  /** Errors: `store-*`; nothing has changed then. */
  readonly reseal: (next: StoreKeys) => void;
}

/** Which file, with which keys. */
export interface StorePlace {
  readonly file: string;
  readonly keys: StoreKeys;
  readonly log: Log;
  readonly kept: KeptCheckpoint;
  /** A misfit that somebody takes upon himself: the rows count as they are. */
  readonly accepted?: AcceptedRecords | undefined;
  readonly onProgress?: OnProgress | undefined;
  /** Where the newest state of the rows is in order, they are left to `OpenedStore.check`. */
  readonly isTrusting?: boolean | undefined;
}

/**
 * Opens the store in its place and checks every row, or, trusting, the state of them alone; a damaged one opens
 * read-only, with what is still good in it.
 * `isNew`: the file is made.
 * Errors: `store-*`.
 */
export async function openStore(place: StorePlace, isNew: boolean): Promise<OpenedStore> {
  const { file, keys, log } = place;
  let db: Database | null = null;
  try {
    const isTrusting = place.isTrusting === true && !isNew;
    db = await openWhenFree(file, { isNew, isTrusting });
    const version = schemaVersion(db);
    if (isTrusting) {
      const found = version === ALL_MIGRATIONS.length ? trusted(place, db) : null;
      if (found !== null) return found;
      db.checkFile();
    }
    const hasStates = version >= states.id;
    migrate(db, ALL_MIGRATIONS);
    checkStoreKey(db, keys);
    const isRenewed = takeKeptKey(db, keys);
    const ledger = openLedger({ db, keys });
    const { damaged, ...read } = await checkRows(ledger, place.onProgress);
    if (damaged === 0) {
      const misfitted = hasStates ? misfitOf(ledger, place.kept) : unexpectedStart(place.kept);
      const found = misfitted ?? restoredMisfit(db);
      const misfit = found !== null && isAccepted(found, place) ? null : found;
      if (misfit === null) {
        begin(db, ledger, { place, isNew, hasStates, accepts: found });
        clearing(db, ledger, log);
        const renewal = renewalOf({ db, keys, ledger, log }, isRenewed);
        return { ledger, damagedRecords: 0, misfit, read, renewal, check: null, close: closing(db) };
      }
      log.error('records-changed-outside', new Error(JSON.stringify(misfit)));
      db.close();
      db = openDatabase({ file, readOnly: true, mustExist: true });
      const shown = openLedger({ db, keys });
      const close = closing(db);
      return { ledger: shown, damagedRecords: 0, misfit, read, renewal: null, check: null, close };
    }
    log.warn('store-has-damaged-rows', { damaged });
  } catch (error) {
    db?.close();
    if (!(error instanceof StoreError)) throw error;
    if (error.code !== 'store-corrupt') throw toAppError(error);
    log.error('store-corrupt', error);
    return openReadOnly(place);
  }
  db.close();
  return openReadOnly(place);
}

/**
 * A store whose file, schema and rows are checked behind the screen, or `null` where its state is not to be trusted.
 * What reads all rows at once comes after that. Errors: none for what a check would find; those of the disk.
 */
function trusted(place: StorePlace, db: Database): OpenedStore | null {
  const seen = seenTrustworthy(place, db);
  if (seen === null) return null;
  const { log, keys } = place;
  const { ledger, isRenewed } = seen;
  const open = { db, keys, ledger, log };
  let isChecked = false;
  const check = async () => {
    const rows = isFileInOrder(db) ? await checkBehind(ledger) : null;
    if (rows === null) return null;
    isChecked = true;
    translated(() => ledger.state.tidy());
    clearing(db, ledger, log);
    return rows;
  };
  const renewal = renewalOf(open, isRenewed);
  const reseal: StoreRenewal['reseal'] = (next) => {
    // Whatever a stranger has changed would be sealed as ours.
    if (!isChecked) throw new TypeError('rows that were not checked are not sealed anew');
    renewal.reseal(next);
  };
  return {
    ledger,
    damagedRecords: 0,
    misfit: null,
    read: null,
    renewal: { ...renewal, reseal },
    check,
    close: closing(db),
  };
}

function seenTrustworthy(
  { keys, kept }: StorePlace,
  db: Database,
): { readonly ledger: Ledger; readonly isRenewed: boolean } | null {
  try {
    checkStoreKey(db, keys);
    const isRenewed = takeKeptKey(db, keys);
    const ledger = openLedger({ db, keys });
    // Records out of a backup are shown to whoever takes them in, and are trusted by nobody before.
    return restoredMisfit(db) === null && isTrustworthy(ledger, kept) ? { ledger, isRenewed } : null;
  } catch (error) {
    // Whatever a file that was not checked answers, the check says what is wrong with it.
    if (error instanceof StoreError && isDiskTrouble(error)) throw error;
    return null;
  }
}

/** Errors: those of the disk. */
function isFileInOrder(db: Database): boolean {
  try {
    db.checkFile();
    assertSchema(db, ALL_MIGRATIONS);
    return true;
  } catch (error) {
    if (error instanceof StoreError && error.code === 'store-corrupt') return false;
    throw error;
  }
}

/** An app that was killed leaves its vault process for a moment. Units: ms. Own choice. */
const FREE_WITHIN_MS = 10_000;
const LOOK_AGAIN_MS = 250;

/** Errors: those of `openDatabase`; `store-in-use` only when the other process stays. */
async function openWhenFree(
  file: string,
  { isNew, isTrusting }: { readonly isNew: boolean; readonly isTrusting: boolean },
): Promise<Database> {
  for (let waited = 0; ; waited += LOOK_AGAIN_MS) {
    try {
      return openDatabase({ file, mustExist: !isNew, isTrusting });
    } catch (error) {
      const isTaken = error instanceof StoreError && error.code === 'store-in-use';
      if (!isTaken || waited >= FREE_WITHIN_MS) throw error;
    }
    await delay(LOOK_AGAIN_MS);
  }
}

/**
 * Opens a private copy of the store for reading only, brought up to this version; the store itself is not touched and
 * may be open elsewhere.
 * Errors: `store-*`. Effects: the copy, sealed as the store is, is removed by `close`.
 */
export async function openStoreForReading(place: StorePlace): Promise<OpenedStore> {
  const copy = translated(() => copyStore(place.file));
  try {
    const opened = await openStore({ ...place, file: copy.file }, false);
    const shown = opened.ledger.isReadOnly ? opened : reopenedForReading(opened, copy.file, place.keys);
    const close = () => {
      shown.close();
      copy.remove();
    };
    return { ...shown, close };
  } catch (error) {
    copy.remove();
    throw error;
  }
}

function reopenedForReading(opened: OpenedStore, file: string, keys: StoreKeys): OpenedStore {
  opened.close();
  return translated(() => {
    const db = openDatabase({ file, readOnly: true, mustExist: true });
    return { ...opened, ledger: openLedger({ db, keys }), renewal: null, close: closing(db) };
  });
}

/** Only what was shown is accepted: a file that was exchanged meanwhile is asked about anew. */
function isAccepted(found: RecordsMisfit, { accepted }: StorePlace): boolean {
  return accepted !== undefined && JSON.stringify(accepted.misfit) === JSON.stringify(found);
}

interface Beginning {
  readonly place: StorePlace;
  readonly isNew: boolean;
  readonly hasStates: boolean;
  readonly accepts: RecordsMisfit | null;
}

/** The first state of a file that has none, or of records that were accepted as they are; keeps the states few. */
function begin(db: Database, ledger: Ledger, { place, isNew, hasStates, accepts }: Beginning): void {
  const { state } = ledger;
  const above = typeof place.kept === 'string' ? 0 : place.kept.counter;
  const facts = { at: systemClock.now(), companyId: null, subject: '' };
  translated(() => {
    // Records out of a backup have a state of their own already.
    if ((accepts !== null && accepts.kind !== 'restored') || !hasStates) state.begin({ above });
    else state.tidy();
  });
  if (isNew) ledger.commit(() => undefined, journalEntry('vault-created', { ...facts, actor: THE_APP }));
  if (accepts === null || place.accepted === undefined) return;
  const { kind, count, rows, since, newest } = accepts;
  const first = rows[0];
  const row = first === undefined ? null : `${first.table} ${first.id}`;
  const details = { misfit: kind, rowCount: count, row, since, newest };
  const { actor, renewed } = place.accepted;
  ledger.together(() => {
    ledger.commit(
      () => {
        if (kind === 'restored') state.changeMeta(() => removeMeta(db, RESTORED));
      },
      journalEntry('records-accepted', { ...facts, actor, details }),
    );
    if (renewed === undefined) return;
    ledger.commit(
      () => void ledger.people.replace(renewed),
      journalEntry('director-key-renewed', { ...facts, actor, subject: renewed.name }),
    );
  });
}

/** Where a store says that it came out of a backup and nobody has taken it in: when its newest record was written. */
const RESTORED = 'restored';

/** Says in a new store, inside a transaction, that it came out of a backup. */
export function markRestored(db: Database, { state }: Pick<Ledger, 'state'>, newestAt: Instant): void {
  state.changeMeta(() => writeMeta(db, RESTORED, newestAt));
}

function restoredMisfit(db: Database): RecordsMisfit | null {
  const since = readMeta(db, RESTORED);
  return since === undefined ? null : { kind: 'restored', rows: [], count: 0, since, newest: null };
}

function closing(db: Database): () => void {
  return () => db.close();
}

/** The way to what is still good: nothing is written, so nothing gets worse. */
async function openReadOnly({ file, keys, log }: StorePlace): Promise<OpenedStore> {
  try {
    const db = openDatabase({ file, readOnly: true, mustExist: true });
    takeKeptKeyOfDamaged(db, keys, log);
    const ledger = openLedger({ db, keys, salvage: new Salvage(db, ALL_MIGRATIONS) });
    const { damaged } = await checkRows(ledger);
    const damagedRecords = Math.max(1, damaged);
    return {
      ledger,
      damagedRecords,
      misfit: null,
      read: null,
      renewal: null,
      check: null,
      close: closing(db),
    };
  } catch (error) {
    throw error instanceof StoreError ? toAppError(error) : error;
  }
}

/**
 * Without it the fingerprints of secrets fit nothing; nothing is called and nothing is written there anyway. A damaged
 * file may lack the very table.
 */
function takeKeptKeyOfDamaged(db: Database, keys: StoreKeys, log: Log): void {
  try {
    takeKeptKey(db, keys);
  } catch (error) {
    log.error('kept-key-not-read', error);
  }
}

/** A full disk must not keep the vault shut. */
function clearing(db: Database, { state }: Ledger, log: Log): void {
  try {
    clearOldPages(db, state);
  } catch (error) {
    log.error('old-pages-not-cleared', error);
  }
}

interface OpenParts {
  readonly db: Database;
  readonly keys: StoreKeys;
  readonly ledger: Ledger;
  readonly log: Log;
}

function renewalOf({ db, keys, ledger, log }: OpenParts, wasRenewed: boolean): StoreRenewal {
  let isRenewed = wasRenewed;
  return {
    isDone: () => isRenewed,
    fits: (other) => fitsStore(db, other),
    reseal: (next) => {
      translated(() => resealStore({ db, keys, tables: ledger.inspectable, state: ledger.state }, next));
      isRenewed = true;
      clearing(db, ledger, log);
    },
  };
}

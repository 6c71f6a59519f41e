import type { Log } from '../../ports/ports.ts';
import { journalEntry, THE_APP } from '../../domain/audit/entry.ts';
import type { Payment } from '../../domain/payments/payment.ts';
import type { Token } from '../../domain/tokens/token.ts';
import { systemClock } from '../system/system-clock.ts';
import { inspectInTurns } from './check-store.ts';
import type { Database } from './database.ts';
import { openLedger, toAppError, translated, type Ledger } from './ledger.ts';
import { migrate } from './migrate.ts';
import { ALL_MIGRATIONS } from './migrations/all-migrations.ts';
import { openDatabase } from './open-database.ts';
import { Salvage } from './salvage.ts';
import type { StoreKeys } from './seal.ts';
import { copyStore } from './store-copy.ts';
import { StoreError } from './store-error.ts';
import { clearOldPages, resealStore, takeKeptKey } from './reseal-store.ts';
import { checkStoreKey, fitsStore } from './store-key-check.ts';

/** A store that was opened and checked. */
export interface OpenedStore {
  readonly ledger: Ledger;
  readonly damagedRecords: number;
  /** What the check has read; `null` in a damaged file. */
  readonly read: Pick<Checked, 'tokens' | 'payments'> | null;
  /** How the store gets a new key; `null` for one that is open for reading only. */
  readonly renewal: StoreRenewal | null;
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
}

/**
 * Opens the store in its place and checks every row; a damaged one opens read-only, with what is still good in it.
 * `isNew`: the file is made.
 * Errors: `store-*`.
 */
export async function openStore({ file, keys, log }: StorePlace, isNew: boolean): Promise<OpenedStore> {
  let db: Database | null = null;
  try {
    db = openDatabase({ file, mustExist: !isNew });
    migrate(db, ALL_MIGRATIONS);
    checkStoreKey(db, keys);
    const isRenewed = takeKeptKey(db, keys);
    const ledger = openLedger({ db, keys });
    const { damaged, ...read } = await checkRows(ledger);
    if (damaged === 0) {
      if (isNew) {
        const facts = { at: systemClock.now(), actor: THE_APP, companyId: null, subject: '' };
        ledger.commit(() => undefined, journalEntry('vault-created', facts));
      }
      clearing(db, log);
      const renewal = renewalOf({ db, keys, ledger, log }, isRenewed);
      return { ledger, damagedRecords: 0, read, renewal, close: closing(db) };
    }
    log.warn('store-has-damaged-rows', { damaged });
  } catch (error) {
    db?.close();
    if (!(error instanceof StoreError)) throw error;
    if (error.code !== 'store-corrupt') throw toAppError(error);
    log.error('store-corrupt', error);
    return openReadOnly(file, keys);
  }
  db.close();
  return openReadOnly(file, keys);
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

function closing(db: Database): () => void {
  return () => db.close();
}

/** The way to what is still good: nothing is written, so nothing gets worse. */
async function openReadOnly(file: string, keys: StoreKeys): Promise<OpenedStore> {
  try {
    const db = openDatabase({ file, readOnly: true, mustExist: true });
    takeKeptKeyOfDamaged(db, keys);
    const ledger = openLedger({ db, keys, salvage: new Salvage(db, ALL_MIGRATIONS) });
    const { damaged } = await checkRows(ledger);
    return { ledger, damagedRecords: Math.max(1, damaged), read: null, renewal: null, close: closing(db) };
  } catch (error) {
    throw error instanceof StoreError ? toAppError(error) : error;
  }
}

/** Without it the fingerprints of secrets fit nothing; nothing is called and nothing is written there anyway. */
function takeKeptKeyOfDamaged(db: Database, keys: StoreKeys): void {
  try {
    takeKeptKey(db, keys);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
  }
}

/** A full disk must not keep the vault shut. */
function clearing(db: Database, log: Log): void {
  try {
    clearOldPages(db);
  } catch (error) {
    log.error('old-pages-not-cleared', error);
  }
}

function renewalOf(
  { db, keys, ledger, log }: { db: Database; keys: StoreKeys; ledger: Ledger; log: Log },
  wasRenewed: boolean,
): StoreRenewal {
  let isRenewed = wasRenewed;
  return {
    isDone: () => isRenewed,
    fits: (other) => fitsStore(db, other),
    reseal: (next) => {
      translated(() => resealStore({ db, keys, tables: ledger.inspectable }, next));
      isRenewed = true;
      clearing(db, log);
    },
  };
}

interface Checked {
  readonly damaged: number;
  readonly tokens: readonly Token[];
  readonly payments: readonly Payment[];
}

/** Opens every row of the file once; what the stores keep in memory is taken from there, not read again. */
async function checkRows(ledger: Ledger): Promise<Checked> {
  const tokens: Token[] = [];
  const payments: Payment[] = [];
  const tables = await inspectInTurns(
    ledger.checked(
      (token) => tokens.push(token),
      (payment) => payments.push(payment),
    ),
  );
  const damaged = tables.reduce((sum, one) => sum + one.damaged.length + (one.isReadable ? 0 : 1), 0);
  return { damaged, tokens, payments };
}

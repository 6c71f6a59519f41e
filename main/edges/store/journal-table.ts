import canonicalize from 'canonicalize';

import type { Database, SqlRow, SqlValue } from './database.ts';
import { GENESIS, lastEntry, nextHash, openEntry, toEntryContext } from './journal-entry.ts';
import type {
  EntryForm,
  JournalChain,
  JournalFields,
  JournalHead,
  Journalled,
  OpenedEntry,
} from './journal-entry.ts';
import type { DamagedRow, Salvage, TableHealth } from './salvage.ts';
import { withoutTrigger } from './reseal-store.ts';
import { seal, type StoreKeys } from './seal.ts';
import { parseJson } from './sealed-row.ts';
import { toEnd } from './in-turns.ts';
import { StoreError } from './store-error.ts';

/** Result of a verification; `brokenAt` is the first entry that is not what was appended, or is not there. */
export type JournalVerdict =
  { readonly ok: true; readonly head: JournalHead } | { readonly ok: false; readonly brokenAt: number };

/** Which entries: those before `before`, of one company or of all. */
export type PageOptions = { readonly limit: number; readonly before?: number; readonly companyId?: string };

/** The end of the chain, remembered. */
export interface JournalEnd {
  readonly journal: JournalHead;
  appended(head: JournalHead): void;
}

export type JournalOptions<T extends JournalFields> = EntryForm<T> & {
  readonly db: Database;
  /** For a store opened to see what is left: damaged entries are left out instead of `store-corrupt` being thrown. */
  readonly salvage?: Salvage | undefined;
  /** Remembers the end of the chain as this process knows it; without it every line asks the file. */
  readonly end?: JournalEnd;
};

/** Entries verified per read: bounds the memory. Own choice. */
const VERIFY_BATCH = 1000;

/** Entries read at once for a page. Own choice: a page of the screen. */
const PAGE_BATCH = 100;

/**
 * The append-only journal: entry n carries SHA-256(hash of entry n − 1 ‖ canonical JSON of the entry), and the
 * canonical bytes themselves are what is sealed. It shows edits; who holds the store key can forge a whole chain, and a
 * cut tail shows only against a head kept elsewhere. Source: security.md F7 and §4.1; RFC 8785.
 */
export class JournalTable<T extends JournalFields> {
  readonly table = 'journal';
  readonly #options: JournalOptions<T>;
  #found: readonly Journalled<T>[] | undefined;
  #chain: JournalChain = { head: GENESIS, brokenAt: null };

  constructor(options: JournalOptions<T>) {
    this.#options = options;
  }

  /**
   * Appends one entry; the caller's transaction makes it durable together with what it tells of.
   * Errors: a TypeError outside a transaction, or when the entry does not fit its schema.
   */
  append(entry: T): JournalHead {
    return this.#appendBytes(entry, this.#encode(entry));
  }

  /**
   * Appends a line of a backup, byte for byte as it was. Returns the new end, which the backup names too; `null` for
   * what is no line. Errors: as `append`.
   */
  appendAsWritten(value: unknown): JournalHead | null {
    const bytes = Buffer.from(canonicalize(value) ?? '', 'utf8');
    const parsed = parseJson(this.#options.schema, bytes);
    return parsed.success ? this.#appendBytes(parsed.data, bytes) : null;
  }

  #appendBytes(entry: T, bytes: Uint8Array): JournalHead {
    const { db, keys, end } = this.#options;
    if (!db.isInTransaction) throw new TypeError('the journal is written inside a transaction only');
    const previous = end === undefined ? this.head() : end.journal;
    const head = { seq: previous.seq + 1, hash: nextHash(previous.hash, bytes) };
    const sealed = seal(keys, toEntryContext(head, entry), bytes);
    const sql = 'INSERT INTO journal (seq, at, company_id, kind, hash, sealed) VALUES (?, ?, ?, ?, ?, ?)';
    db.run(sql, [head.seq, entry.at, entry.companyId, entry.kind, head.hash, sealed]);
    end?.appended(head);
    return head;
  }

  /** Gives every line as it was written: its place and its canonical JSON. Errors: `store-corrupt`. */
  *written(): Generator<JournalHead & { readonly json: string }> {
    for (const row of this.#everyRow()) {
      const { head, bytes } = openEntry(this.#options.keys, row);
      yield { ...head, json: Buffer.from(bytes).toString('utf8') };
    }
  }

  /** Returns the end of the chain; keep it outside the store (keychain, backups, envelopes) to notice a cut tail. */
  head(): JournalHead {
    if (this.#options.salvage !== undefined) return this.#salvaged().at(-1) ?? GENESIS;
    return lastEntry(this.#options.db);
  }

  /** Returns up to `limit` entries, newest first, from before `before`. Errors: `store-corrupt` with the seq as id. */
  page({ limit, before = Number.MAX_SAFE_INTEGER, companyId }: PageOptions): readonly Journalled<T>[] {
    const found: Journalled<T>[] = [];
    // Chosen after opening: a query would silently pass over an entry whose company has a flipped bit.
    for (const one of this.#newestFirst(before)) {
      if (found.length >= limit) break;
      if (companyId === undefined || one.entry.companyId === companyId) found.push(one);
    }
    return found;
  }

  /** Gives the entries after one, the oldest first; those too that are written meanwhile. Errors: as `page`. */
  *after(seq: number): Generator<Journalled<T>> {
    if (this.#options.salvage !== undefined) yield* this.#salvaged().filter((one) => one.seq > seq);
    else for (const row of this.#everyRow(seq)) yield this.#open(row);
  }

  /** Returns entries by their numbers, in this order. Errors: as `page`; a TypeError for one that is not there. */
  pick(seqs: readonly number[]): readonly Journalled<T>[] {
    const { salvage } = this.#options;
    const salvaged = new Map(salvage === undefined ? [] : this.#salvaged().map((one) => [one.seq, one]));
    return seqs.map((seq) => {
      if (salvage !== undefined) return salvaged.get(seq) ?? missing(seq);
      return this.#open(this.#db().get('SELECT * FROM journal WHERE seq = ?', [seq]) ?? missing(seq));
    });
  }

  /** Returns how many entries there are, without opening them. */
  count(): number {
    if (this.#options.salvage !== undefined) return this.#salvaged().length;
    return Number(this.#db().get('SELECT count(*) AS n FROM journal')?.['n']);
  }

  /**
   * Walks the whole chain. `witnessed` are heads that were kept elsewhere: each must be in the chain.
   * Errors: disk errors only; anything wrong with an entry is the answer.
   */
  verify(witnessed: readonly JournalHead[] = []): JournalVerdict {
    const hashBySeq = new Map(witnessed.map(({ seq, hash }) => [seq, hash]));
    let head = GENESIS;
    try {
      for (const row of this.#everyRow()) {
        const { head: next, brokenAt } = follow({ head, brokenAt: null }, this.#openedOrNot(row));
        const isExpected = brokenAt === null && (hashBySeq.get(next.seq) ?? next.hash) === next.hash;
        if (!isExpected) return { ok: false, brokenAt: head.seq + 1 };
        head = next;
      }
    } catch (error) {
      if (!(error instanceof StoreError && error.code === 'store-corrupt')) throw error;
      return { ok: false, brokenAt: head.seq + 1 }; // the page of the next entry cannot be read
    }
    const isCut = witnessed.some(({ seq }) => seq > head.seq);
    return isCut ? { ok: false, brokenAt: head.seq + 1 } : { ok: true, head };
  }

  /** Seals every entry anew, as it is, by the keys of the table; the chain stays. Errors: `store-corrupt`. */
  resealFrom(before: StoreKeys): void {
    const { db, keys } = this.#options;
    withoutTrigger(db, 'journal_no_update', () => {
      for (const row of this.#everyRow()) {
        const { head, bytes } = openEntry(before, row);
        const { at, kind, company_id: companyId } = row;
        // Their kinds were looked at by `openEntry`.
        const fields = { at, kind, companyId } as JournalFields;
        const sealed = seal(keys, toEntryContext(head, fields), bytes);
        db.run('UPDATE journal SET sealed = ? WHERE seq = ?', [sealed, head.seq]);
      }
    });
  }

  /** Opens every entry and tells which are good; the chain itself is `verify`'s matter. */
  inspect(): TableHealth {
    return toEnd(this.inspectInSteps());
  }

  /** Returns how far the chain held when every entry was opened last (`inspect`). */
  get chain(): JournalChain {
    return this.#chain;
  }

  /**
   * Takes the chain for whole up to its last entry, which is opened: the state of all rows names that entry. What lies
   * before it is looked at by `inspectInSteps`.
   */
  trustEnd(): void {
    const head = lastEntry(this.#db());
    const row = this.#db().get('SELECT * FROM journal WHERE seq = ?', [head.seq]);
    const isGood = row === undefined || this.#damageOf(row, this.#openedOrNot(row)) === undefined;
    this.#chain = isGood ? { head, brokenAt: null } : { head, brokenAt: head.seq };
  }

  /** The same an entry at a time, so that others may work in between. */
  *inspectInSteps(): Generator<void, TableHealth> {
    const { salvage } = this.#options;
    if (salvage !== undefined) return this.#salvagedHealth(salvage);
    const damaged: DamagedRow[] = [];
    this.#chain = { head: GENESIS, brokenAt: null };
    for (const row of this.#everyRow()) {
      const opened = this.#openedOrNot(row);
      const damage = this.#damageOf(row, opened);
      if (damage !== undefined) damaged.push(damage);
      this.#chain = follow(this.#chain, opened);
      yield;
    }
    return { table: this.table, good: this.count() - damaged.length, damaged };
  }

  #salvagedHealth(salvage: Salvage): TableHealth {
    const found = this.#salvaged();
    const good = new Set(found.map(({ seq }) => seq));
    const missing = Array.from({ length: this.head().seq }, (_, index) => index + 1).filter(
      (seq) => !good.has(seq),
    );
    const known = salvage
      .knownIds(this.table)
      .map(Number)
      .filter((seq) => !good.has(seq));
    const lost = [...new Set([...missing, ...known])].sort((one, other) => one - other);
    return { table: this.table, good: found.length, damaged: lost.map((seq) => this.#damaged(seq, 'page')) };
  }

  *#newestFirst(before: number): Generator<Journalled<T>> {
    if (this.#options.salvage !== undefined) {
      yield* this.#salvaged()
        .filter(({ seq }) => seq < before)
        .reverse();
      return;
    }
    const sql = `SELECT * FROM journal WHERE seq < ? ORDER BY seq DESC LIMIT ${PAGE_BATCH}`;
    let rows = this.#db().all(sql, [before]);
    while (rows.length > 0) {
      for (const row of rows) yield this.#open(row);
      rows = this.#db().all(sql, [rows.at(-1)?.['seq'] ?? null]);
    }
  }

  *#everyRow(after = 0): Generator<SqlRow> {
    const sql = `SELECT * FROM journal WHERE seq > ? ORDER BY seq LIMIT ${VERIFY_BATCH}`;
    let rows = this.#db().all(sql, [after]);
    while (rows.length > 0) {
      yield* rows;
      rows = this.#db().all(sql, [rows.at(-1)?.['seq'] ?? null]);
    }
  }

  #db(): Database {
    return this.#options.db;
  }

  #open(row: SqlRow): Journalled<T> {
    const { head, bytes } = openEntry(this.#options.keys, row);
    const parsed = parseJson(this.#options.schema, bytes);
    if (parsed.success) return { ...head, entry: parsed.data };
    throw new StoreError('store-corrupt', { table: this.table, id: String(head.seq), cause: parsed.error });
  }

  #openedOrNot(row: SqlRow): OpenedEntry | undefined {
    try {
      return openEntry(this.#options.keys, row);
    } catch (error) {
      if (error instanceof StoreError) return undefined;
      throw error;
    }
  }

  #damageOf(row: SqlRow, opened: OpenedEntry | undefined): DamagedRow | undefined {
    if (opened === undefined) return this.#damaged(row['seq'] ?? null, 'seal');
    const isOfShape = parseJson(this.#options.schema, opened.bytes).success;
    return isOfShape ? undefined : this.#damaged(opened.head.seq, 'shape');
  }

  #damaged(seq: SqlValue, reason: DamagedRow['reason']): DamagedRow {
    return { table: this.table, id: String(seq), reason };
  }

  #salvaged(): readonly Journalled<T>[] {
    if (this.#found !== undefined) return this.#found;
    const rows = this.#options.salvage?.candidates(this.table) ?? [];
    const good = rows
      .filter((row) => this.#damageOf(row, this.#openedOrNot(row)) === undefined)
      .map((row) => this.#open(row));
    const bySeq = new Map(good.map((one) => [one.seq, one]));
    this.#found = [...bySeq.values()].sort((one, other) => one.seq - other.seq);
    return this.#found;
  }

  #encode(entry: T): Uint8Array {
    const text = canonicalize(entry);
    const bytes = Buffer.from(text ?? '', 'utf8');
    const parsed = parseJson(this.#options.schema, bytes);
    if (!parsed.success)
      throw new TypeError('a journal entry would not be readable', { cause: parsed.error });
    return bytes;
  }
}

function missing(seq: number): never {
  throw new TypeError(`there is no entry ${seq}`);
}

/** Returns the chain with one entry more; one that is broken stays as it is. */
function follow(chain: JournalChain, opened: OpenedEntry | undefined): JournalChain {
  if (chain.brokenAt !== null) return chain;
  const { head } = chain;
  const continues =
    opened !== undefined &&
    opened.head.seq === head.seq + 1 &&
    opened.head.hash === nextHash(head.hash, opened.bytes);
  return continues ? { head: opened.head, brokenAt: null } : { head, brokenAt: head.seq + 1 };
}

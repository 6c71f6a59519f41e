import { createHash } from 'node:crypto';

import canonicalize from 'canonicalize';
import type { ZodType } from 'zod';

import type { Database, SqlRow, SqlValue } from './database.ts';
import type { DamagedRow } from './sealed-table.ts';
import { seal, unseal } from './seal.ts';
import type { SealContext, StoreKeys } from './seal.ts';
import { StoreError } from './store-error.ts';

/** What every entry has at least; `at` is an instant in UTC, `companyId` null for what concerns no company. */
export type JournalFields = { readonly at: string; readonly kind: string; readonly companyId: string | null };

/** A place in the chain: everything up to `seq` is fixed by `hash`. Units: `hash` 64 hex digits. */
export type JournalHead = { readonly seq: number; readonly hash: string };

/** One entry with its place in the chain. */
export type Journalled<T> = JournalHead & { readonly entry: T };

/** Result of a verification; `brokenAt` is the first entry that is not what was appended, or is not there. */
export type JournalVerdict =
  { readonly ok: true; readonly head: JournalHead } | { readonly ok: false; readonly brokenAt: number };

export type JournalOptions<T extends JournalFields> = {
  readonly db: Database;
  readonly keys: StoreKeys;
  /** Strict schema of the JSON form of an entry. */
  readonly schema: ZodType<T>;
  /** Salvage: damaged entries are told here and left out, instead of `store-corrupt` being thrown. */
  readonly onDamaged?: (row: DamagedRow) => void;
};

/** The hash before the first entry. */
const GENESIS: JournalHead = { seq: 0, hash: '0'.repeat(64) };

/** Entries verified per read: bounds the memory. Own choice. */
const VERIFY_BATCH = 1000;

/**
 * The append-only journal: entry n carries SHA-256(hash of entry n − 1 ‖ canonical JSON of the entry), and the canonical
 * bytes themselves are what is sealed. It shows edits; who holds the store key can forge a whole chain, and a cut tail
 * shows only against a head kept elsewhere. Source: security.md F7 and §4.1; RFC 8785.
 */
export class JournalTable<T extends JournalFields> {
  readonly table = 'journal';
  readonly #options: JournalOptions<T>;

  constructor(options: JournalOptions<T>) {
    this.#options = options;
  }

  /**
   * Appends one entry; the caller's transaction makes it durable together with what it tells of.
   * Errors: a TypeError outside a transaction, or when the entry does not fit its schema.
   */
  append(entry: T): JournalHead {
    const { db, keys } = this.#options;
    if (!db.isInTransaction) throw new TypeError('the journal is written inside a transaction only');
    const bytes = this.#encode(entry);
    const previous = this.head();
    const head = { seq: previous.seq + 1, hash: nextHash(previous.hash, bytes) };
    const { at, kind, companyId } = entry;
    const sealed = seal(keys, toContext(head, { at, kind, companyId }), bytes);
    const sql = 'INSERT INTO journal (seq, at, company_id, kind, hash, sealed) VALUES (?, ?, ?, ?, ?, ?)';
    db.run(sql, [head.seq, at, companyId, kind, head.hash, sealed]);
    return head;
  }

  /** Returns the end of the chain; keep it outside the store (keychain, backups, envelopes) to notice a cut tail. */
  head(): JournalHead {
    const row = this.#options.db.get('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1');
    return row === undefined ? GENESIS : { seq: Number(row['seq']), hash: String(row['hash']) };
  }

  /** Returns up to `limit` entries, newest first, from before `before`. Errors: `store-corrupt` with the seq as id. */
  page(options: {
    readonly limit: number;
    readonly before?: number;
    readonly companyId?: string;
  }): readonly Journalled<T>[] {
    const { limit, before = Number.MAX_SAFE_INTEGER, companyId } = options;
    const ofCompany = companyId === undefined ? '' : 'AND company_id = ?';
    const params: SqlValue[] = companyId === undefined ? [before, limit] : [before, companyId, limit];
    const sql = `SELECT * FROM journal WHERE seq < ? ${ofCompany} ORDER BY seq DESC LIMIT ?`;
    return this.#options.db.all(sql, params).flatMap((row) => this.read(row) ?? []);
  }

  /**
   * Walks the whole chain. `witnessed` are heads that were kept elsewhere: each must be in the chain.
   * Errors: disk errors only; anything wrong with an entry is the answer.
   */
  verify(witnessed: readonly JournalHead[] = []): JournalVerdict {
    const hashBySeq = new Map(witnessed.map(({ seq, hash }) => [seq, hash]));
    let head = GENESIS;
    for (let rows = this.#after(head.seq); rows.length > 0; rows = this.#after(head.seq)) {
      for (const row of rows) {
        const next = this.#follow(head, row);
        if (next === undefined || (hashBySeq.get(next.seq) ?? next.hash) !== next.hash) {
          return { ok: false, brokenAt: head.seq + 1 };
        }
        head = next;
      }
    }
    const isCut = witnessed.some(({ seq }) => seq > head.seq);
    return isCut ? { ok: false, brokenAt: head.seq + 1 } : { ok: true, head };
  }

  /** Opens one row as it came from the file; undefined when it is damaged and `onDamaged` took it. */
  read(row: SqlRow): Journalled<T> | undefined {
    const id = String(row['seq']);
    try {
      const { head, bytes } = this.#open(row);
      const parsed = this.#options.schema.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
      if (parsed.success) return { ...head, entry: parsed.data };
      return this.#damage({ table: this.table, id, reason: 'shape' }, parsed.error);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      return this.#damage({ table: this.table, id, reason: 'seal' }, error.cause);
    }
  }

  #damage(row: DamagedRow, cause: unknown): undefined {
    if (this.#options.onDamaged === undefined) throw new StoreError('store-corrupt', { ...row, cause });
    this.#options.onDamaged(row);
  }

  #after(seq: number): readonly SqlRow[] {
    return this.#options.db.all(`SELECT * FROM journal WHERE seq > ? ORDER BY seq LIMIT ${VERIFY_BATCH}`, [
      seq,
    ]);
  }

  /** Returns the head after this row, or undefined when the row does not continue the chain. */
  #follow(previous: JournalHead, row: SqlRow): JournalHead | undefined {
    try {
      const { head, bytes } = this.#open(row);
      const isNext = head.seq === previous.seq + 1 && head.hash === nextHash(previous.hash, bytes);
      return isNext ? head : undefined;
    } catch (error) {
      if (error instanceof StoreError && error.code === 'store-corrupt') return undefined;
      throw error;
    }
  }

  #open(row: SqlRow): { readonly head: JournalHead; readonly bytes: Uint8Array } {
    const { seq, at, kind, hash, sealed, company_id: companyId } = row;
    const isOurs =
      typeof seq === 'number' &&
      typeof at === 'string' &&
      typeof kind === 'string' &&
      typeof hash === 'string' &&
      (typeof companyId === 'string' || companyId === null) &&
      sealed instanceof Uint8Array;
    if (!isOurs) throw new StoreError('store-corrupt', { table: this.table, id: String(seq) });
    const head = { seq, hash };
    return { head, bytes: unseal(this.#options.keys, toContext(head, { at, kind, companyId }), sealed) };
  }

  #encode(entry: T): Uint8Array {
    const text = canonicalize(entry);
    const parsed = text === undefined ? undefined : this.#options.schema.safeParse(JSON.parse(text));
    if (text === undefined || parsed?.success !== true) {
      throw new TypeError('a journal entry would not be readable', { cause: parsed?.error });
    }
    return Buffer.from(text, 'utf8');
  }
}

function toContext({ seq, hash }: JournalHead, { at, kind, companyId }: JournalFields): SealContext {
  return { table: 'journal', id: String(seq), columns: { at, kind, hash, company_id: companyId } };
}

function nextHash(previous: string, bytes: Uint8Array): string {
  return createHash('sha256').update(Buffer.from(previous, 'hex')).update(bytes).digest('hex');
}

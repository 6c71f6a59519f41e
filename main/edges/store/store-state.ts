import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { Instant } from '../../../contract/values/dates.ts';
import type { RecordsMisfit } from '../../../contract/areas/session.ts';
import type { Checkpoint, CheckpointFit, Checkpoints } from '../../ports/checkpoint-ports.ts';
import type { Clock } from '../../ports/ports.ts';
import type { Database, SqlRow } from './database.ts';
import { lastEntry, type JournalChain, type JournalHead } from './journal-entry.ts';
import { seal, unseal, type SealContext, type StoreKeys } from './seal.ts';
import { parseJson } from './sealed-row.ts';
import { StoreError } from './store-error.ts';
import { findStrays, type Stray, type Traced } from './stray-rows.ts';

/** Sees every row that a check reads, every row that is written, and the first one that is not what was written. */
export interface RowWatch {
  /** A check has read these rows, which come in the order of their ids. */
  seen(table: string, rows: readonly SqlRow[]): void;
  /** A check has read the last row of the table. */
  seenAll(table: string): void;
  /** A row that was asked for is not what was written. */
  damaged(): void;
  /** `before`: the seal that the row had; `null` for a new row. */
  changed(table: string, id: string, before: unknown, after: unknown): void;
}

export interface StoreStateParts {
  readonly db: Database;
  readonly keys: StoreKeys;
  /** The names of all tables of sealed records. */
  readonly tables: readonly string[];
  readonly clock: Clock;
}

const hex64 = z.string().regex(/^[0-9a-f]{64}$/);

/** What one row of `states` says. */
const State = z.strictObject({
  /** The sum over all rows after the write. */
  sum: hex64,
  journal: z.strictObject({ seq: z.int().min(0), hash: hex64 }),
  at: Instant,
  /** A checkpoint had been kept outside the file before this write. */
  isKept: z.boolean(),
  /** Table, id and mark of every row written. */
  changes: z.array(z.tuple([z.string(), z.string(), z.string()])),
});
type State = z.infer<typeof State>;
type Change = State['changes'][number];

const TABLE = 'states';
/** Sums are counted modulo 2^256, by the length of the hash. */
const SUM_BITS = 256;
/** Changes in one row of a state that tells of all rows. Own choice: a few pages. */
const CHANGES_PER_ROW = 500;
/** Rows read at once. Own choice, as in every check. */
const BATCH = 500;
/** States that are kept before they are told in one. Own choice: reading them is a small part of an opening. */
const STATES_KEPT = 5_000;
/** Rows named to a person; the rest is counted. Own choice. */
const ROWS_NAMED = 20;
/** Hex digits that tell two versions of one row apart. Own choice: 64 bits; the sum is what protects. */
const MARK_LENGTH = 16;

/** What is known of the newest state while the store is open. */
interface Known {
  readonly counter: number;
  /** The state of that counter; `null` where there is none yet. */
  readonly state: Pick<State, 'sum' | 'journal' | 'at'> | null;
  /** Over all rows and all states that stand in the file now. */
  readonly sum: bigint;
  readonly journal: JournalHead;
  readonly isKept: boolean;
}

/**
 * The authenticated state of all rows (ADR 0057). A sum adds up a keyed hash of every row, so that a write costs two
 * hashes and never a scan. Each write puts the sum, with the head of the journal, sealed, into a row of its own under a
 * counter that only grows; the sum covers these rows too. What an editor of the file without the key changes, deletes
 * or puts back shows in the next check.
 * Source: Clarke, Devadas, van Dijk, Gassend, Suh, Incremental multiset hash functions and their application to memory
 * integrity checking (ASIACRYPT 2003): MSet-Add-Hash.
 */
export class StoreState implements RowWatch, Checkpoints {
  readonly #parts: StoreStateParts;
  #known: Known | null = null;
  #changes: Change[] = [];
  #isTouched = false;
  #listener: (tables: ReadonlySet<string>) => void = () => undefined;
  #onDamaged: () => void = () => undefined;
  #seen = 0n;
  /** How far a check has come: whole tables, and the last row of one. Rows behind it that are written are seen anew. */
  readonly #seenTables = new Set<string>();
  #seenTo: { readonly table: string; readonly id: string } | null = null;

  constructor(parts: StoreStateParts) {
    this.#parts = parts;
  }

  /**
   * Runs one transaction and writes the state after it, where it has changed anything. Errors: those of `Database` and
   * of `work`; nothing is kept then.
   */
  transaction<T>(work: () => T): T {
    const seen = this.#seen;
    try {
      const done = this.#parts.db.transaction<unknown>(() => {
        this.#load(); // The rows of a file without states are added up before the first change.
        const result = work();
        if (this.#isTouched) this.#write(this.#changes);
        return result;
      });
      if (this.#isTouched) this.#listener(new Set(this.#changes.map(([table]) => table)));
      return done as T; // Whoever calls says by its type that it is no promise.
    } catch (error) {
      this.#known = null; // The file tells anew what it has kept.
      this.#seen = seen;
      throw error;
    } finally {
      this.#changes = [];
      this.#isTouched = false;
    }
  }

  changed(table: string, id: string, before: unknown, after: unknown): void {
    const { sum } = this.#load();
    const hash = this.#hash(table, id, after);
    const less = before === null ? 0n : this.#hash(table, id, before);
    this.#touch({ sum: mod(sum + hash - less) });
    if (this.#isSeen(table, id)) this.#seen = mod(this.#seen + hash - less);
    this.#changes.push([table, id, markOf(hash)]);
  }

  /** The journal has a new end. */
  appended(journal: JournalHead): void {
    this.#touch({ journal });
  }

  /** Changes a setting that is read before the key is there, inside `transaction`. */
  changeMeta(change: () => void): void {
    const { sum } = this.#load();
    const before = this.#metaSum();
    change();
    this.#touch({ sum: mod(sum - before + this.#metaSum()) });
  }

  /** A checkpoint is kept outside the file: from now on there must be one. */
  noteKept(): void {
    this.#known = { ...this.#load(), isKept: true };
  }

  /** Tells `listener` after each transaction in which tables rows were written. */
  onWritten(listener: (tables: ReadonlySet<string>) => void): void {
    this.#listener = listener;
  }

  /** Tells whether the file knows of a checkpoint outside. */
  get isKept(): boolean {
    return this.#load().isKept;
  }

  /** The end of the journal. */
  get journal(): JournalHead {
    return this.#load().journal;
  }

  current(): Checkpoint {
    const { counter, state } = this.#load();
    if (state !== null) return this.#checkpointOf(counter, state);
    return { counter, root: '0'.repeat(64), at: this.#parts.clock.now() };
  }

  compare(kept: Pick<Checkpoint, 'counter' | 'root'>): CheckpointFit {
    if (kept.counter > this.#load().counter) return 'older';
    const row = this.#parts.db.get(`SELECT counter, sealed FROM ${TABLE} WHERE counter = ?`, [kept.counter]);
    if (row === undefined) return 'fits'; // It was told in one with later ones.
    return this.#checkpointOf(kept.counter, this.#open(row)).root === kept.root ? 'fits' : 'other';
  }

  tells(counter: number): boolean {
    return this.#parts.db.get(`SELECT counter FROM ${TABLE} WHERE counter = ?`, [counter]) !== undefined;
  }

  /**
   * Tells all rows in one new state, in place of the states before; also in a transaction that is open. Errors:
   * `store-*`; nothing is kept then. Effects: the counter grows, beyond `above`.
   */
  begin({ above = 0, isKept = false } = {}): void {
    const { db } = this.#parts;
    const highest = Number(db.get(`SELECT max(counter) AS n FROM ${TABLE}`)?.['n'] ?? 0);
    const rows = this.#everyRow();
    const write = () => {
      db.run(`DELETE FROM ${TABLE}`);
      const counter = Math.max(above, highest);
      this.#known = { ...this.#unwritten(rows, counter), isKept };
      const changes = rows.map(({ table, id, mark }): Change => [table, id, mark]);
      do this.#write(changes.splice(0, CHANGES_PER_ROW));
      while (changes.length > 0);
      return null;
    };
    try {
      if (db.isInTransaction) write();
      else db.transaction(write);
    } catch (error) {
      this.#known = null;
      throw error;
    }
  }

  /** Keeps the states few. Errors and effects: as `begin`. */
  tidy(): void {
    const count = Number(this.#parts.db.get(`SELECT count(*) AS n FROM ${TABLE}`)?.['n']);
    if (count > STATES_KEPT) this.begin({ isKept: this.isKept });
  }

  /** Begins a check: what `seen` is told from now on is added up for `misfit`. */
  beginCheck(): void {
    this.#seen = 0n;
    this.#seenTables.clear();
    this.#seenTo = null;
  }

  seen(table: string, rows: readonly SqlRow[]): void {
    for (const { id, sealed } of rows) this.#seen = mod(this.#seen + this.#hash(table, String(id), sealed));
    const last = rows.at(-1);
    if (last !== undefined) this.#seenTo = { table, id: String(last['id']) };
  }

  seenAll(table: string): void {
    this.#seenTables.add(table);
  }

  damaged(): void {
    this.#onDamaged();
  }

  /** Tells `listener` of the rows that were asked for and are not what was written. */
  onDamaged(listener: () => void): void {
    this.#onDamaged = listener;
  }

  /** Compares what the check has seen with the newest state. `null`: everything is as it was written. */
  misfit(chain: JournalChain): RecordsMisfit | null {
    const end = this.#end(chain);
    if ('misfit' in end) return end.misfit;
    const { counter, state } = end;
    const sum = mod(this.#seen + this.#metaSum() + this.#statesSum(counter));
    if (toHex(sum) === state.sum) return null;
    const strays = findStrays(this.#trace(), this.#everyRow());
    return misfitOf(
      'changed',
      strays.length > 0 ? strays : [{ table: 'meta', id: '', is: 'changed' }],
      state.at,
    );
  }

  /** Tells whether the newest state opens and names the end of the journal. The rows are `misfit`'s matter. */
  endsWith(chain: JournalChain): boolean {
    return 'state' in this.#end(chain);
  }

  /** The newest state, or why it is not what it should be. */
  #end(
    chain: JournalChain,
  ): { readonly counter: number; readonly state: State } | { readonly misfit: RecordsMisfit } {
    const newest = this.#newestOrStray();
    if (newest === null)
      return { misfit: misfitOf('changed', [{ table: TABLE, id: '', is: 'missing' }], null) };
    if ('is' in newest) return { misfit: misfitOf('changed', [newest], null) };
    const { head } = chain;
    const brokenAt = chain.brokenAt ?? brokenEnd(head, newest.state.journal);
    if (brokenAt === null) return newest;
    const line: Stray = {
      table: 'journal',
      id: String(brokenAt),
      is: brokenAt > head.seq ? 'missing' : 'changed',
    };
    return { misfit: misfitOf('changed', [line], newest.state.at) };
  }

  /** Ids are compared as SQLite orders them; all of ours are ASCII. */
  #isSeen(table: string, id: string): boolean {
    return this.#seenTables.has(table) || (this.#seenTo?.table === table && id <= this.#seenTo.id);
  }

  #touch(change: Partial<Known>): void {
    if (!this.#parts.db.isInTransaction) throw new TypeError('records are written in a transaction only');
    this.#known = { ...this.#load(), ...change };
    this.#isTouched = true;
  }

  #write(changes: readonly Change[]): void {
    const { counter: before, sum, journal, isKept } = this.#load();
    const counter = before + 1;
    const state: State = {
      sum: toHex(sum),
      journal,
      at: this.#parts.clock.now(),
      isKept,
      changes: [...changes],
    };
    const sealed = seal(this.#parts.keys, contextOf(counter), Buffer.from(JSON.stringify(state), 'utf8'));
    this.#parts.db.run(`INSERT INTO ${TABLE} (counter, sealed) VALUES (?, ?)`, [counter, sealed]);
    // The next state covers the row of this one.
    const next = mod(sum + this.#hash(TABLE, String(counter), sealed));
    this.#known = { counter, state, sum: next, journal, isKept };
  }

  #load(): Known {
    if (this.#known !== null) return this.#known;
    const row = this.#newestRow();
    if (row === undefined) {
      this.#known = this.#unwritten(this.#everyRow());
      return this.#known;
    }
    const counter = Number(row['counter']);
    const state = this.#open(row);
    const sum = mod(BigInt(`0x${state.sum}`) + this.#hash(TABLE, String(counter), row['sealed']));
    const { journal, isKept } = state;
    this.#known = { counter, state, sum, journal, isKept };
    return this.#known;
  }

  /** The rows as they are, before any state tells of them. */
  #unwritten(rows: readonly { readonly hash: bigint }[], counter = 0): Known {
    const sum = rows.reduce((total, { hash }) => total + hash, this.#metaSum());
    return { counter, state: null, sum: mod(sum), journal: lastEntry(this.#parts.db), isKept: false };
  }

  #checkpointOf(counter: number, { sum, journal, at }: Pick<State, 'sum' | 'journal' | 'at'>): Checkpoint {
    const text = JSON.stringify(['checkpoint', counter, sum, journal.seq, journal.hash]);
    return { counter, root: createHmac('sha256', this.#parts.keys.state).update(text).digest('hex'), at };
  }

  #newestRow(): SqlRow | undefined {
    return this.#parts.db.get(`SELECT counter, sealed FROM ${TABLE} ORDER BY counter DESC LIMIT 1`);
  }

  #newestOrStray(): { readonly counter: number; readonly state: State } | Stray | null {
    const row = this.#newestRow();
    if (row === undefined) return null;
    const state = this.#openOrNot(row);
    if (state === null) return { table: TABLE, id: String(row['counter']), is: 'changed' };
    return { counter: Number(row['counter']), state };
  }

  #openOrNot(row: SqlRow): State | null {
    try {
      return this.#open(row);
    } catch (error) {
      if (error instanceof StoreError && error.code === 'store-corrupt') return null;
      throw error;
    }
  }

  #open({ counter, sealed }: SqlRow): State {
    const id = String(counter);
    if (!(sealed instanceof Uint8Array)) throw new StoreError('store-corrupt', { table: TABLE, id });
    const parsed = parseJson(State, unseal(this.#parts.keys, contextOf(Number(counter)), sealed));
    if (parsed.success) return parsed.data;
    throw new StoreError('store-corrupt', { table: TABLE, id, cause: parsed.error });
  }

  /** What the states say was written last for each row, and which states are missing or changed themselves. */
  #trace(): Traced {
    const marks = new Map<string, Change>();
    const strays: Stray[] = [];
    let previous: number | null = null;
    for (const row of this.#stateRows()) {
      const counter = Number(row['counter']);
      const gap = previous !== null && counter !== previous + 1;
      if (gap) strays.push({ table: TABLE, id: String(Number(previous) + 1), is: 'missing' });
      previous = counter;
      const state = this.#openOrNot(row);
      if (state === null) strays.push({ table: TABLE, id: String(counter), is: 'changed' });
      for (const change of state?.changes ?? []) marks.set(`${change[0]} ${change[1]}`, change);
    }
    return { marks, strays };
  }

  #statesSum(before: number): bigint {
    let sum = 0n;
    for (const { counter, sealed } of this.#stateRows())
      if (Number(counter) < before) sum += this.#hash(TABLE, String(counter), sealed);
    return mod(sum);
  }

  *#stateRows(): Generator<SqlRow> {
    const sql = `SELECT counter, sealed FROM ${TABLE} WHERE counter > ? ORDER BY counter LIMIT ${BATCH}`;
    let rows = this.#parts.db.all(sql, [Number.MIN_SAFE_INTEGER]);
    while (rows.length > 0) {
      yield* rows;
      rows = this.#parts.db.all(sql, [rows.at(-1)?.['counter'] ?? null]);
    }
  }

  #everyRow() {
    return this.#parts.tables.flatMap((table) =>
      this.#parts.db.all(`SELECT id, sealed FROM ${table} ORDER BY id`).map(({ id, sealed }) => {
        const hash = this.#hash(table, String(id), sealed);
        return { table, id: String(id), hash, mark: markOf(hash) };
      }),
    );
  }

  #metaSum(): bigint {
    const rows = this.#parts.db.all('SELECT key, value FROM meta');
    return rows.reduce((sum, { key, value }) => mod(sum + this.#hash('meta', String(key), value)), 0n);
  }

  /** Each part goes with its length, so that no two rows give the same bytes. */
  #hash(table: string, id: string, content: unknown): bigint {
    const bytes =
      content instanceof Uint8Array ? content : Buffer.from(JSON.stringify(content) ?? '', 'utf8');
    const hash = createHmac('sha256', this.#parts.keys.state)
      .update(`row ${table.length}:${table}${id.length}:${id}${bytes.byteLength}:`)
      .update(bytes)
      .digest('hex');
    return BigInt(`0x${hash}`);
  }
}

/** The first line of the journal that is not there, or that nobody wrote; `null` when it ends where it should. */
function brokenEnd(head: JournalHead, expected: JournalHead): number | null {
  if (head.seq === expected.seq) return head.hash === expected.hash ? null : head.seq;
  return Math.min(head.seq, expected.seq) + 1;
}

function misfitOf(
  kind: RecordsMisfit['kind'],
  strays: readonly Stray[],
  since: Instant | null,
): RecordsMisfit {
  return { kind, rows: strays.slice(0, ROWS_NAMED), count: strays.length, since, newest: null };
}

function contextOf(counter: number): SealContext {
  return { table: TABLE, id: String(counter), columns: {} };
}

function markOf(hash: bigint): string {
  return toHex(hash).slice(0, MARK_LENGTH);
}

function toHex(sum: bigint): string {
  return sum.toString(16).padStart(64, '0');
}

function mod(sum: bigint): bigint {
  return BigInt.asUintN(SUM_BITS, sum);
}

import type { Database, SqlRow, SqlValue } from './database.ts';
import type { DamagedRow, Salvage, TableHealth } from './salvage.ts';
import type { ColumnValue, StoreKeys } from './seal.ts';
import { SalvagedRecords } from './salvaged-records.ts';
import { openRow, toRowValues } from './sealed-row.ts';
import type { Revised, RowForm } from './sealed-row.ts';
import { toEnd } from './in-turns.ts';
import type { RowWatch } from './store-state.ts';
import { StoreError } from './store-error.ts';

/** The form of the rows, and where they are kept. */
export type SealedTableOptions<T, C extends string> = RowForm<T, C> & {
  readonly db: Database;
  /** For a store opened to see what is left: damaged rows are left out instead of `store-corrupt` being thrown. */
  readonly salvage?: Salvage | undefined;
  /** Sees the rows that are checked and written. */
  readonly watch?: RowWatch;
};

/** Equality on plain columns: with the value, or with one of the values; `null` finds the empty ones. */
export type Where<C extends string> = { readonly [K in C]?: ColumnValue | readonly ColumnValue[] };

/** Which rows, in which order. Ties are broken by id, so that pages neither repeat nor skip a row. */
export type ListOptions<C extends string> = {
  readonly where?: Where<C>;
  readonly orderBy?: C | 'id' | readonly (C | 'id')[];
  readonly direction?: 'ascending' | 'descending';
  readonly limit?: number;
  readonly offset?: number;
};

/** Rows opened per read when the whole table is checked: bounds the memory. Own choice. */
const CHECK_BATCH = 500;

/**
 * A table of sealed records. Every row read is unsealed, bound to its table, id and plain columns, and parsed.
 * Errors: `store-corrupt` with table and id for a row that is not what was written; a TypeError for a record that would
 * not be readable again.
 */
export class SealedTable<T, C extends string> {
  readonly table: string;
  readonly #form: RowForm<T, C>;
  readonly #db: Database;
  readonly #salvaged: SalvagedRecords<T, C> | undefined;
  readonly #watch: RowWatch | undefined;
  readonly #selected: string;

  constructor({ db, salvage, watch, ...form }: SealedTableOptions<T, C>) {
    for (const name of [form.table, ...form.columns]) assertName(name);
    this.table = form.table;
    this.#form = form;
    this.#db = db;
    this.#watch = watch;
    this.#salvaged = salvage === undefined ? undefined : new SalvagedRecords(salvage, form);
    this.#selected = `SELECT ${['id', 'revision', ...form.columns, 'sealed'].join(', ')} FROM ${form.table}`;
  }

  /** Returns the record, or undefined when there is none. */
  get(id: string): T | undefined {
    return this.getRevised(id)?.record;
  }

  /** Returns the record with its revision, or undefined. */
  getRevised(id: string): Revised<T> | undefined {
    if (this.#salvaged !== undefined) return this.#salvaged.get(id);
    const [row] = this.#rows(`${this.#selected} WHERE id = ?`, [id]);
    return row === undefined ? undefined : this.#open(row);
  }

  /** Returns the matching records; without `orderBy` by id. */
  list(options: ListOptions<C> = {}): readonly T[] {
    const { where = {}, orderBy = 'id', direction = 'ascending', limit = -1, offset = 0 } = options;
    const names = this.#orderNames(orderBy);
    this.#assertColumns(Object.keys(where));
    if (this.#salvaged !== undefined) return this.#salvaged.list({ where, names, direction, limit, offset });
    const { sql, params } = this.#toSql(where);
    const order = names.map((name) => `${name} ${direction === 'ascending' ? 'ASC' : 'DESC'}`).join(', ');
    const query = `${this.#selected}${sql} ORDER BY ${order} LIMIT ? OFFSET ?`;
    return this.#rows(query, [...params, limit, offset]).map((row) => this.#open(row).record);
  }

  /** Returns how many rows match, without opening them. */
  count(where: Where<C> = {}): number {
    if (this.#salvaged !== undefined) return this.list({ where }).length;
    this.#assertColumns(Object.keys(where));
    const { sql, params } = this.#toSql(where);
    return Number(this.#db.get(`SELECT count(*) AS n FROM ${this.table}${sql}`, params)?.['n']);
  }

  /** Adds a record with revision 1. Errors: `store-conflict` when its id, or a unique column, is there already. */
  insert(record: T): void {
    this.#insert(record, 1);
  }

  #insert(record: T, revision: number): void {
    const id = this.#form.idOf(record);
    const names = ['id', 'revision', ...this.#form.columns, 'sealed'];
    const sql = `INSERT INTO ${this.table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
    const values = [id, ...toRowValues(this.#form, record, revision)];
    this.#naming(id, () => this.#db.run(sql, values));
    this.#watch?.changed(this.table, id, null, values.at(-1));
  }

  /**
   * Replaces the record of the same id and returns its new revision.
   * Errors: `store-missing`; `store-conflict` when `ifRevision` is given and is no longer the revision of the row.
   */
  replace(record: T, { ifRevision }: { readonly ifRevision?: number } = {}): number {
    const id = this.#form.idOf(record);
    const row = this.#written(id);
    if (row === undefined) throw new StoreError('store-missing', { table: this.table, id });
    const isExpected = ifRevision === undefined || row['revision'] === ifRevision;
    if (!isExpected) throw new StoreError('store-conflict', { table: this.table, id });
    return this.#replaceRow(record, row);
  }

  #written(id: string): SqlRow | undefined {
    return this.#db.get(`SELECT revision, sealed FROM ${this.table} WHERE id = ?`, [id]);
  }

  #replaceRow(record: T, row: SqlRow): number {
    const id = this.#form.idOf(record);
    const revision = Number(row['revision']) + 1;
    const sets = ['revision', ...this.#form.columns, 'sealed'].map((name) => `${name} = ?`).join(', ');
    const values = toRowValues(this.#form, record, revision);
    this.#naming(id, () => this.#db.run(`UPDATE ${this.table} SET ${sets} WHERE id = ?`, [...values, id]));
    this.#watch?.changed(this.table, id, row['sealed'], values.at(-1));
    return revision;
  }

  /** Inserts the record, or replaces the one of the same id; returns its revision. */
  upsert(record: T): number {
    const row = this.#written(this.#form.idOf(record));
    if (row !== undefined) return this.#replaceRow(record, row);
    this.insert(record);
    return 1;
  }

  /**
   * Adds a record that a backup holds, as `change` makes it, in the revision that it had. Returns false for what is no
   * record of this table; nothing is added then, and nothing where `change` gives `null`. Errors: as `insert`.
   */
  take({ record, revision }: Revised<unknown>, change: (record: T) => unknown): boolean {
    const read = this.#form.schema.safeParse(record);
    if (!read.success) return false;
    const changed = change(read.data);
    if (changed !== null) this.#insert(this.#form.schema.parse(changed), revision);
    return true;
  }

  /** Seals every row anew, as it is, by the keys of the form. Errors: `store-corrupt` for a row that does not open. */
  resealFrom(before: StoreKeys): void {
    const sets = [...this.#form.columns, 'sealed'].map((name) => `${name} = ?`).join(', ');
    for (const row of this.#everyRow()) {
      const opened = openRow({ ...this.#form, keys: before }, row);
      const id = String(row['id']);
      if (!opened.isGood)
        throw new StoreError('store-corrupt', { table: this.table, id, cause: opened.cause });
      const { record, revision } = opened.revised;
      const [, ...values] = toRowValues(this.#form, record, revision);
      this.#db.run(`UPDATE ${this.table} SET ${sets} WHERE id = ?`, [...values, id]);
    }
  }

  /** Opens every row and tells which are good. Errors: `store-corrupt` when the table itself cannot be read. */
  inspect(): TableHealth {
    return toEnd(this.inspectInSteps());
  }

  /** The same a row at a time, so that others may work in between; hands every good record to `onGood`. */
  *inspectInSteps(
    onGood: (record: T, revision: number) => void = () => undefined,
  ): Generator<void, TableHealth> {
    if (this.#salvaged !== undefined) return this.#salvaged.inspect();
    const damaged: DamagedRow[] = [];
    let good = 0;
    for (const batch of this.#batches()) {
      this.#watch?.seen(this.table, batch);
      for (const row of batch) {
        const opened = openRow(this.#form, row);
        if (opened.isGood) {
          good += 1;
          onGood(opened.revised.record, opened.revised.revision);
        } else {
          damaged.push(opened.damaged);
        }
        yield;
      }
    }
    this.#watch?.seenAll(this.table);
    return { table: this.table, good, damaged };
  }

  *#everyRow(): Generator<SqlRow> {
    for (const batch of this.#batches()) yield* batch;
  }

  *#batches(): Generator<readonly SqlRow[]> {
    const sql = `${this.#selected} WHERE id > ? ORDER BY id LIMIT ${CHECK_BATCH}`;
    let rows = this.#db.all(`${this.#selected} ORDER BY id LIMIT ${CHECK_BATCH}`);
    while (rows.length > 0) {
      yield rows;
      rows = this.#db.all(sql, [rows.at(-1)?.['id'] ?? null]);
    }
  }

  /** In a file that was not checked yet, one that cannot be read is a damaged one. */
  #rows(sql: string, params: readonly SqlValue[]): readonly SqlRow[] {
    try {
      return this.#db.all(sql, params);
    } catch (error) {
      if (!(error instanceof StoreError) || error.code === 'store-corrupt') this.#watch?.damaged();
      throw error;
    }
  }

  #open(row: SqlRow): Revised<T> {
    const opened = openRow(this.#form, row);
    if (opened.isGood) return opened.revised;
    this.#watch?.damaged();
    throw new StoreError('store-corrupt', { table: this.table, id: opened.damaged.id, cause: opened.cause });
  }

  #toSql(where: Where<C>): { readonly sql: string; readonly params: readonly SqlValue[] } {
    const terms = this.#form.columns.flatMap((name) => {
      const wanted = where[name];
      return wanted === undefined ? [] : [toTerm(name, wanted)];
    });
    const sql = terms.map((term) => term.sql).join(' AND ');
    return { sql: sql === '' ? '' : ` WHERE ${sql}`, params: terms.flatMap((term) => term.params) };
  }

  #orderNames(orderBy: C | 'id' | readonly (C | 'id')[]): readonly (C | 'id')[] {
    const names = typeof orderBy === 'string' ? [orderBy] : orderBy;
    this.#assertColumns(names);
    return names.includes('id') ? names : [...names, 'id'];
  }

  #assertColumns(names: readonly string[]): void {
    const known: readonly string[] = ['id', ...this.#form.columns];
    const stranger = names.find((name) => !known.includes(name));
    if (stranger !== undefined) throw new TypeError(`no column ${stranger} in ${this.table}`);
  }

  /** Says which row it was when the file refuses it. */
  #naming(id: string, write: () => number): void {
    try {
      write();
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      throw new StoreError(error.code, { table: this.table, id, cause: error.cause });
    }
  }
}

function toTerm(
  name: string,
  wanted: ColumnValue | readonly ColumnValue[],
): { sql: string; params: SqlValue[] } {
  const values: readonly ColumnValue[] = isList(wanted) ? wanted : [wanted];
  const params = values.filter((value) => value !== null);
  const orEmpty = values.includes(null) ? ` OR ${name} IS NULL` : '';
  return { sql: `(${name} IN (${params.map(() => '?').join(', ')})${orEmpty})`, params };
}

function isList(value: ColumnValue | readonly ColumnValue[]): value is readonly ColumnValue[] {
  return Array.isArray(value);
}

function assertName(name: string): void {
  if (!/^[a-z][a-z_]*$/.test(name)) throw new TypeError(`${name} is not a name of a table or column`);
}

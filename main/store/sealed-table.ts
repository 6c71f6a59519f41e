import type { ZodType } from 'zod';

import type { Database, SqlRow, SqlValue } from './database.ts';
import { seal, unseal } from './seal.ts';
import type { ColumnValue, SealContext, StoreKeys } from './seal.ts';
import { StoreError } from './store-error.ts';

/** A row that could not be trusted: the seal does not fit, or the record inside is not of its shape. */
export type DamagedRow = {
  readonly table: string;
  readonly id: string;
  readonly reason: 'seal' | 'shape' | 'page';
};

/** A record with the number of its writes, for a replacement that must not overwrite another one. */
export type Revised<T> = { readonly record: T; readonly revision: number };

/** How one kind of record is kept. `columns` are the plain columns of the table but `id`, `revision` and `sealed`. */
export type SealedTableOptions<T, C extends string> = {
  readonly db: Database;
  readonly keys: StoreKeys;
  readonly table: string;
  readonly columns: readonly C[];
  /** Strict schema of the JSON form; what it gives back must be what was put in. */
  readonly schema: ZodType<T>;
  readonly toColumns: (record: T) => Readonly<Record<C, ColumnValue>>;
  readonly idOf: (record: T) => string;
  /** Salvage: damaged rows are told here and left out, instead of `store-corrupt` being thrown. */
  readonly onDamaged?: (row: DamagedRow) => void;
};

/** Which rows, in which order. A column equals the value, or one of the values; `null` finds the empty ones. */
export type ListOptions<C extends string> = {
  readonly where?: { readonly [K in C]?: ColumnValue | readonly ColumnValue[] };
  readonly orderBy?: C | 'id' | readonly (C | 'id')[];
  readonly direction?: 'ascending' | 'descending';
  readonly limit?: number;
  readonly offset?: number;
};

/**
 * A table of sealed records. Every row read is unsealed, bound to its table, id and plain columns, and parsed.
 * Errors: `store-corrupt` with table and id for a row that is not what was written; a TypeError for a record that would
 * not be readable again.
 */
export class SealedTable<T, C extends string> {
  readonly table: string;
  readonly #options: SealedTableOptions<T, C>;
  readonly #selected: string;

  constructor(options: SealedTableOptions<T, C>) {
    const { table, columns } = options;
    for (const name of [table, ...columns]) assertName(name);
    this.table = table;
    this.#options = options;
    this.#selected = `SELECT ${['id', 'revision', ...columns, 'sealed'].join(', ')} FROM ${table}`;
  }

  /** Returns the record, or undefined when there is none. */
  get(id: string): T | undefined {
    return this.getRevised(id)?.record;
  }

  /** Returns the record with its revision, or undefined. */
  getRevised(id: string): Revised<T> | undefined {
    const row = this.#options.db.get(`${this.#selected} WHERE id = ?`, [id]);
    return row === undefined ? undefined : this.read(row);
  }

  /** Returns the matching records; without `orderBy` by id. */
  list({ where, orderBy, direction, limit = -1, offset = 0 }: ListOptions<C> = {}): readonly T[] {
    const { sql, params } = this.#where(where ?? {});
    const order = this.#order(orderBy ?? 'id', direction ?? 'ascending');
    const rows = this.#options.db.all(`${this.#selected}${sql} ORDER BY ${order} LIMIT ? OFFSET ?`, [
      ...params,
      limit,
      offset,
    ]);
    return rows.flatMap((row) => this.read(row)?.record ?? []);
  }

  /** Returns how many rows match, without opening them. */
  count(where: NonNullable<ListOptions<C>['where']> = {}): number {
    const { sql, params } = this.#where(where);
    return Number(this.#options.db.get(`SELECT count(*) AS n FROM ${this.table}${sql}`, params)?.['n']);
  }

  /** Adds a record with revision 1. Errors: `store-conflict` when its id, or a unique column, is there already. */
  insert(record: T): void {
    const id = this.#options.idOf(record);
    const { columns } = this.#options;
    const names = ['id', 'revision', ...columns, 'sealed'];
    const marks = names.map(() => '?').join(', ');
    this.#naming(id, () =>
      this.#options.db.run(`INSERT INTO ${this.table} (${names.join(', ')}) VALUES (${marks})`, [
        id,
        ...this.#toValues(record, 1),
      ]),
    );
  }

  /**
   * Replaces the record of the same id and returns its new revision.
   * Errors: `store-missing`; `store-conflict` when `ifRevision` is given and is no longer the revision of the row.
   */
  replace(record: T, { ifRevision }: { readonly ifRevision?: number } = {}): number {
    const id = this.#options.idOf(record);
    const current = this.#options.db.get(`SELECT revision FROM ${this.table} WHERE id = ?`, [id])?.[
      'revision'
    ];
    if (current === undefined) throw new StoreError('store-missing', { table: this.table, id });
    if (ifRevision !== undefined && current !== ifRevision) {
      throw new StoreError('store-conflict', { table: this.table, id });
    }
    return this.#update(record, id, Number(current) + 1);
  }

  /** Inserts the record, or replaces the one of the same id; returns its revision. */
  upsert(record: T): number {
    const id = this.#options.idOf(record);
    const exists = this.#options.db.get(`SELECT 1 FROM ${this.table} WHERE id = ?`, [id]) !== undefined;
    if (exists) return this.replace(record);
    this.insert(record);
    return 1;
  }

  /** Opens one row as it came from the file; undefined when it is damaged and `onDamaged` took it. */
  read(row: SqlRow): Revised<T> | undefined {
    const { onDamaged } = this.#options;
    const id = typeof row['id'] === 'string' ? row['id'] : '';
    const damage = (reason: DamagedRow['reason'], cause: unknown): undefined => {
      if (onDamaged === undefined) throw new StoreError('store-corrupt', { table: this.table, id, cause });
      onDamaged({ table: this.table, id, reason });
    };
    const opened = this.#open(row, id);
    if (opened instanceof StoreError) return damage('seal', opened.cause);
    const parsed = this.#parse(opened);
    if (!parsed.success) return damage('shape', parsed.error);
    if (this.#options.idOf(parsed.data) !== id) return damage('shape', 'the record has another id');
    return { record: parsed.data, revision: Number(row['revision']) };
  }

  #open(row: SqlRow, id: string): Uint8Array | StoreError {
    try {
      const { sealed, revision } = row;
      if (!(sealed instanceof Uint8Array)) throw new StoreError('store-corrupt');
      const columns: Record<string, ColumnValue> = { revision: toColumnValue(revision) };
      for (const name of this.#options.columns) columns[name] = toColumnValue(row[name]);
      return unseal(this.#options.keys, { table: this.table, id, columns }, sealed);
    } catch (error) {
      if (error instanceof StoreError) return error;
      throw error;
    }
  }

  #parse(bytes: Uint8Array): { success: true; data: T } | { success: false; error: unknown } {
    try {
      return this.#options.schema.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    } catch (error) {
      return { success: false, error };
    }
  }

  #update(record: T, id: string, revision: number): number {
    const sets = ['revision', ...this.#options.columns, 'sealed'].map((name) => `${name} = ?`).join(', ');
    const values = [...this.#toValues(record, revision), id];
    this.#naming(id, () => this.#options.db.run(`UPDATE ${this.table} SET ${sets} WHERE id = ?`, values));
    return revision;
  }

  #toValues(record: T, revision: number): readonly SqlValue[] {
    const { columns, toColumns, idOf, keys } = this.#options;
    const given = toColumns(record);
    const plain = Object.fromEntries(columns.map((name) => [name, given[name]]));
    const bytes = Buffer.from(JSON.stringify(record), 'utf8');
    const back = this.#parse(bytes);
    if (!back.success)
      throw new TypeError(`a record of ${this.table} would not be readable`, { cause: back.error });
    const context: SealContext = { table: this.table, id: idOf(record), columns: { ...plain, revision } };
    return [revision, ...columns.map((name) => given[name]), seal(keys, context, bytes)];
  }

  #where(where: NonNullable<ListOptions<C>['where']>): { sql: string; params: readonly SqlValue[] } {
    for (const name of Object.keys(where)) this.#assertColumn(name);
    const params: SqlValue[] = [];
    const terms = this.#options.columns.flatMap((name) => {
      const wanted = where[name];
      if (wanted === undefined) return [];
      const values: readonly ColumnValue[] = isList(wanted) ? wanted : [wanted];
      params.push(...values.filter((value) => value !== null));
      const marks = values.filter((value) => value !== null).map(() => '?');
      return `(${name} IN (${marks.join(', ')})${values.includes(null) ? ` OR ${name} IS NULL` : ''})`;
    });
    return { sql: terms.length === 0 ? '' : ` WHERE ${terms.join(' AND ')}`, params };
  }

  #order(orderBy: C | 'id' | readonly (C | 'id')[], direction: 'ascending' | 'descending'): string {
    const names: readonly string[] = typeof orderBy === 'string' ? [orderBy] : orderBy;
    for (const name of names) this.#assertColumn(name);
    // Ties in the same order every time, or a page of the list would repeat or skip rows.
    const all = names.includes('id') ? names : [...names, 'id'];
    return all.map((name) => `${name} ${direction === 'ascending' ? 'ASC' : 'DESC'}`).join(', ');
  }

  #assertColumn(name: string): void {
    const known: readonly string[] = ['id', ...this.#options.columns];
    if (!known.includes(name)) throw new TypeError(`no column ${name} in ${this.table}`);
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

function isList(value: ColumnValue | readonly ColumnValue[]): value is readonly ColumnValue[] {
  return Array.isArray(value);
}

/** Anything but a text, a safe integer or null was never written by us. */
function toColumnValue(value: SqlValue | undefined): ColumnValue {
  if (typeof value === 'string' || value === null) return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw new StoreError('store-corrupt');
}

function assertName(name: string): void {
  if (!/^[a-z][a-z_]*$/.test(name)) throw new TypeError(`${name} is not a name of a table or column`);
}

import type { Database, SqlRow } from './database.ts';
import type { Migration } from './migrate.ts';
import { openMemoryDatabase } from './open-database.ts';
import { readPageRecords } from './page-records.ts';
import type { PageRecord } from './page-records.ts';
import { StoreError } from './store-error.ts';

/** A row that could not be trusted: the seal does not fit, the record has another shape, or its page cannot be read. */
export type DamagedRow = {
  readonly table: string;
  readonly id: string;
  readonly reason: 'seal' | 'shape' | 'page';
};

/** What one table still gives. `damaged` names the rows known to have been there; a lost page may have held more. */
export type TableHealth = {
  readonly table: string;
  readonly good: number;
  readonly damaged: readonly DamagedRow[];
};

/**
 * The way to what is still good in a damaged file. Hand it to the tables of a store opened with `readOnly`: they then
 * take their rows from the pages instead of through SQLite, and leave damaged ones out.
 * A row whose newest page is lost may appear as it was before: good for an inventory, never for paying.
 */
export class Salvage {
  readonly #db: Database;
  readonly #columnsByTable: ReadonlyMap<string, readonly string[]>;
  #records: readonly PageRecord[] | undefined;

  constructor(db: Database, migrations: readonly Migration[]) {
    if (!db.isReadOnly) throw new TypeError('salvage needs a store opened for reading only');
    this.#db = db;
    this.#columnsByTable = readColumns(migrations);
  }

  /**
   * Returns every record of the file that has as many values as a row of `table`; the seal tells which are its rows.
   */
  candidates(table: string): readonly SqlRow[] {
    this.#records ??= readPageRecords(this.#db.file);
    const columns = this.#columnsByTable.get(table) ?? [];
    return this.#records
      .filter(({ values }) => values.length === columns.length)
      .map((record) => toRow(columns, record));
  }

  /** Returns what SQLite can still say about which rows there were: from the table, or from any index of it. */
  knownIds(table: string): readonly string[] {
    const key = this.#columnsByTable.get(table)?.[0] ?? 'id';
    const indexes = this.#rowsWhileReadable(`SELECT name FROM pragma_index_list('${table}')`);
    const ways = ['NOT INDEXED', ...indexes.map(({ name }) => `INDEXED BY ${String(name)}`)];
    const ids = ways.flatMap((way) => this.#rowsWhileReadable(`SELECT ${key} AS id FROM ${table} ${way}`));
    return [...new Set(ids.map(({ id }) => String(id)))];
  }

  #rowsWhileReadable(sql: string): readonly SqlRow[] {
    try {
      return this.#db.allWhileReadable(sql);
    } catch (error) {
      if (error instanceof StoreError) return [];
      if (error instanceof Error && error.name === 'SQLite3Error') return []; // a damaged schema may not know the table
      throw error;
    }
  }
}

function readColumns(migrations: readonly Migration[]): ReadonlyMap<string, readonly string[]> {
  const db = openMemoryDatabase();
  try {
    for (const migration of migrations) migration.up(db);
    const tables = db
      .all("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .map(({ name }) => String(name));
    const columnsOf = (table: string) =>
      db.all(`SELECT name FROM pragma_table_info('${table}') ORDER BY cid`);
    return new Map(tables.map((table) => [table, columnsOf(table).map(({ name }) => String(name))]));
  } finally {
    db.close();
  }
}

/** An INTEGER PRIMARY KEY stands in the record as NULL; its value is the rowid. Source: fileformat2.html §2.1. */
function toRow(columns: readonly string[], { rowid, values }: PageRecord): SqlRow {
  const row = Object.fromEntries(columns.map((name, index) => [name, values[index] ?? null]));
  return columns[0] === 'seq' ? { ...row, seq: rowid } : row;
}

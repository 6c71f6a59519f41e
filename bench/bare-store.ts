import { randomUUID } from 'node:crypto';
import sqlite from 'node-sqlite3-wasm';

/** Source: main/edges/store/journal-table.ts, VERIFY_BATCH. */
const LINES_PER_READ = 1000;

type Table = 'payments' | 'intentions';

/** Plain writes inside one durable transaction. Sizes in bytes. */
export interface BareWriter {
  insert(table: Table, size: number): void;
  replace(table: Table, id: string, size: number): void;
  append(size: number): void;
}

/**
 * The base line: the same SQLite build with the same pragmas, three plain tables without indexes or triggers, and
 * statements prepared once. Source of the pragmas: main/edges/store/open-database.ts.
 */
export class BareStore {
  readonly #db: sqlite.Database;
  readonly #statements: Readonly<
    Record<'begin' | 'commit' | 'append' | `${'insert' | 'replace'}:${Table}`, sqlite.Statement>
  >;

  constructor(file: string) {
    const db = new sqlite.Database(file);
    db.exec('PRAGMA page_size = 4096; PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY');
    db.get('PRAGMA journal_mode = WAL');
    db.exec('PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 4096000');
    for (const table of ['payments', 'intentions']) {
      db.exec(`CREATE TABLE ${table} (id TEXT NOT NULL PRIMARY KEY, bytes BLOB NOT NULL) STRICT`);
    }
    db.exec('CREATE TABLE journal (seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT');
    this.#db = db;
    this.#statements = {
      begin: db.prepare('BEGIN IMMEDIATE'),
      commit: db.prepare('COMMIT'),
      append: db.prepare('INSERT INTO journal (bytes) VALUES (?)'),
      'insert:payments': db.prepare('INSERT INTO payments (id, bytes) VALUES (?, ?)'),
      'insert:intentions': db.prepare('INSERT INTO intentions (id, bytes) VALUES (?, ?)'),
      'replace:payments': db.prepare('UPDATE payments SET bytes = ? WHERE id = ?'),
      'replace:intentions': db.prepare('UPDATE intentions SET bytes = ? WHERE id = ?'),
    };
  }

  /** Makes rows to be replaced later. */
  fill(table: Table, ids: readonly string[], size: number): void {
    this.#statements.begin.run();
    for (const id of ids) this.#statements[`insert:${table}`].run([id, Buffer.alloc(size, 1)]);
    this.#statements.commit.run();
  }

  /** Makes a journal of `count` lines, whatever it held. */
  fillJournal(count: number, size: number): void {
    this.#statements.begin.run();
    this.#db.exec('DELETE FROM journal');
    for (let index = 0; index < count; index += 1) this.#statements.append.run([Buffer.alloc(size, 1)]);
    this.#statements.commit.run();
  }

  /** Returns the bytes of every line of the journal, read as many at a time as the app does. */
  *lines(): Generator<Uint8Array> {
    const sql = `SELECT seq, bytes FROM journal WHERE seq > ? ORDER BY seq LIMIT ${LINES_PER_READ}`;
    const statement = this.#db.prepare(sql);
    try {
      for (let last = 0; ;) {
        const rows = statement.all([last]);
        for (const { bytes } of rows) if (bytes instanceof Uint8Array) yield bytes;
        if (rows.length < LINES_PER_READ) return;
        last = Number(rows.at(-1)?.['seq']);
      }
    } finally {
      statement.finalize();
    }
  }

  /** Runs `write` in one transaction; it is on the disk when this returns. */
  commit(write: (writer: BareWriter) => void): void {
    this.#statements.begin.run();
    write({
      insert: (table, size) =>
        void this.#statements[`insert:${table}`].run([randomUUID(), Buffer.alloc(size, 1)]),
      replace: (table, id, size) =>
        void this.#statements[`replace:${table}`].run([Buffer.alloc(size, 1), id]),
      append: (size) => void this.#statements.append.run([Buffer.alloc(size, 1)]),
    });
    this.#statements.commit.run();
  }

  close(): void {
    for (const statement of Object.values(this.#statements)) statement.finalize();
    this.#db.close();
  }
}

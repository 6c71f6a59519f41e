import type sqlite from 'node-sqlite3-wasm';

import { toStoreError } from './sqlite-errors.ts';
import { isDiskTrouble, StoreError } from './store-error.ts';

/** A value as SQLite keeps it. Integers beyond 2^53 come back as bigint. */
export type SqlValue = string | number | bigint | Uint8Array | null;

/** One row as read: nothing in it is checked yet. */
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** Makes a connection, and says how to give the file back when all is over. */
export type Connector = {
  readonly file: string;
  readonly isReadOnly: boolean;
  /** Makes a checked connection. */
  readonly connect: () => sqlite.Database;
  /** Makes the first connection where its check is left for later, and does that check. */
  readonly unchecked?: {
    readonly connect: () => sqlite.Database;
    readonly check: (raw: sqlite.Database) => void;
  };
  /** For a disk that takes nothing more: what is on it can still be read. */
  readonly connectForReading: () => sqlite.Database;
  readonly release: () => void;
};

/** Prepared statements kept at once. Own choice: more than the stores have, so that nothing is prepared twice. */
const STATEMENTS_KEPT = 200;

/**
 * One open store file. All calls are synchronous: what returned from `run` or `transaction` is on the disk
 * (`synchronous=FULL`). After a failed write the connection is made and checked anew at the next call.
 * Errors: StoreError (translated once, here); a mistake in the SQL is thrown as it came.
 */
export class Database {
  readonly file: string;
  readonly isReadOnly: boolean;
  readonly #connector: Connector;
  readonly #statements = new Map<string, sqlite.Statement>();
  #raw: sqlite.Database | undefined;
  #isClosed = false;
  #isInTransaction = false;
  /** The disk trouble after which the connection cannot be trusted; the next call makes a new one. */
  #trouble: StoreError | undefined;

  constructor(connector: Connector) {
    this.#connector = connector;
    this.file = connector.file;
    this.isReadOnly = connector.isReadOnly;
    this.#raw = (connector.unchecked ?? connector).connect();
  }

  /** Does what opening the file has left for later. Errors: those of the opening. */
  checkFile(): void {
    const { unchecked } = this.#connector;
    const raw = this.#live();
    if (unchecked !== undefined) this.#translating(() => unchecked.check(raw));
  }

  /** True while `transaction` runs its function. */
  get isInTransaction(): boolean {
    return this.#isInTransaction;
  }

  /**
   * Runs `fn` and commits; returns what `fn` returned once it is durable. Anything thrown rolls everything back.
   * Errors: `store-read-only`; throws a TypeError when nested or when `fn` returns a promise (nothing is kept then);
   * `store-full` and `store-io` when the commit fails.
   */
  transaction<T>(fn: () => T extends PromiseLike<unknown> ? never : T): T {
    this.#refuseWhenReadOnly();
    if (this.#isInTransaction) throw new TypeError('a store transaction may not be nested');
    this.#execute('BEGIN IMMEDIATE', [], (statement) => statement.run());
    this.#isInTransaction = true;
    try {
      const result: T = fn();
      if (isThenable(result)) throw new TypeError('a store transaction must not be asynchronous');
      if (this.#trouble !== undefined) throw this.#trouble;
      this.#execute('COMMIT', [], (statement) => statement.run());
      return result;
    } catch (error) {
      this.#rollBack();
      throw error;
    } finally {
      this.#isInTransaction = false;
    }
  }

  /** Runs one writing statement; outside `transaction` it is durable on return. Returns the number of rows changed. */
  run(sql: string, params: readonly SqlValue[] = []): number {
    this.#refuseWhenReadOnly();
    return this.#execute(sql, params, (statement) => statement.run([...params]).changes);
  }

  /** Runs statements without parameters, for migrations. */
  exec(sql: string): void {
    this.#refuseWhenReadOnly();
    const raw = this.#live();
    this.#translating(() => raw.exec(sql));
  }

  /** Returns all rows of a query. */
  all(sql: string, params: readonly SqlValue[] = []): readonly SqlRow[] {
    // Without `expand` the vendor's rows are flat; its type leaves both shapes open.
    const read = (statement: sqlite.Statement) => statement.all([...params]) as SqlRow[];
    return this.#execute(sql, params, read, { isReading: true });
  }

  /** Returns the first row of a query, or undefined. */
  get(sql: string, params: readonly SqlValue[] = []): SqlRow | undefined {
    // Not the vendor's get(): it leaves the statement open, and an open read keeps the write-ahead log from being
    // reset.
    return this.all(sql, params)[0];
  }

  /**
   * Returns the rows of a query up to the first one that cannot be read, for salvage. Errors: as `all` before the first
   * row.
   */
  allWhileReadable(sql: string): readonly SqlRow[] {
    const rows: SqlRow[] = [];
    try {
      this.#execute(sql, [], (statement) => {
        // The same vendor type as in `all`.
        for (const row of statement.iterate()) rows.push(row as SqlRow);
      });
    } catch (error) {
      if (rows.length === 0) throw error;
    }
    return rows;
  }

  /** Writes the log into the file, removes lock and owner file. Calling twice is safe. */
  close(): void {
    if (this.#isClosed) return;
    if (this.#isInTransaction) throw new TypeError('a store cannot be closed inside a transaction');
    this.#isClosed = true;
    try {
      this.#translating(() => this.#disconnect());
    } finally {
      this.#connector.release();
    }
  }

  #live(isReading = false): sqlite.Database {
    if (this.#isClosed) throw new Error('the store is closed');
    if (this.#trouble !== undefined && this.#isInTransaction) throw this.#trouble;
    if (this.#trouble !== undefined) this.#reconnect(isReading);
    if (this.#raw === undefined) throw new StoreError('store-io');
    return this.#raw;
  }

  /**
   * After a failed fsync the kernel may have dropped the pages it could not write: only the file itself knows. A full
   * disk takes no mark of durability, but what is on it is read all the same; the next call tries to write again.
   */
  #reconnect(isReading: boolean): void {
    try {
      this.#disconnect();
    } catch {
      // A connection that failed may fail to close too; the new one is checked from the ground up.
    }
    try {
      this.#raw = this.#translating(() => this.#connector.connect());
      this.#trouble = undefined;
    } catch (error) {
      const isFull = error instanceof StoreError && error.code === 'store-full';
      if (!isReading || !isFull) throw error;
      this.#raw = this.#translating(() => this.#connector.connectForReading());
    }
  }

  #disconnect(): void {
    for (const sql of [...this.#statements.keys()]) this.#forget(sql);
    const raw = this.#raw;
    this.#raw = undefined;
    raw?.close();
  }

  #execute<R>(
    sql: string,
    params: readonly SqlValue[],
    use: (statement: sqlite.Statement) => R,
    { isReading = false } = {},
  ): R {
    refuseUnstorable(params);
    const raw = this.#live(isReading);
    return this.#translating(() => {
      const statement = this.#prepare(raw, sql);
      try {
        return use(statement);
      } catch (error) {
        this.#forget(sql); // the vendor cannot use a statement again after its step failed
        throw error;
      }
    });
  }

  #prepare(raw: sqlite.Database, sql: string): sqlite.Statement {
    const kept = this.#statements.get(sql);
    if (kept !== undefined) return kept;
    const statement = raw.prepare(sql);
    const [oldest] = this.#statements.keys();
    if (this.#statements.size >= STATEMENTS_KEPT && oldest !== undefined) this.#forget(oldest);
    this.#statements.set(sql, statement);
    return statement;
  }

  #forget(sql: string): void {
    const statement = this.#statements.get(sql);
    this.#statements.delete(sql);
    try {
      statement?.finalize();
    } catch {
      // finalize repeats the error of the last step, which has been thrown already
    }
  }

  #rollBack(): void {
    try {
      if (this.#raw?.inTransaction === true) this.#raw.exec('ROLLBACK');
    } catch (error) {
      this.#trouble ??= new StoreError('store-io', { cause: error });
    }
  }

  #translating<R>(act: () => R): R {
    try {
      return act();
    } catch (error) {
      const translated = toStoreError(error, this.#connector.file);
      if (translated instanceof StoreError && isDiskTrouble(translated)) this.#trouble = translated;
      throw translated;
    }
  }

  #refuseWhenReadOnly(): void {
    if (this.isReadOnly) throw new StoreError('store-read-only');
  }
}

function isThenable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/**
 * The vendor binds text up to its first NUL, and UTF-8 has no lone surrogates: both would be stored as something else.
 */
function refuseUnstorable(params: readonly SqlValue[]): void {
  for (const value of params) {
    if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed())) {
      throw new TypeError('text with a NUL or a lone surrogate cannot be stored');
    }
    if (typeof value === 'number' && !Number.isSafeInteger(value)) {
      throw new TypeError('only safe integers can be stored as numbers');
    }
  }
}

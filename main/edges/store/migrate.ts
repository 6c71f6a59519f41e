import type { Database, SqlRow } from './database.ts';
import { openMemoryDatabase } from './open-database.ts';
import { StoreError } from './store-error.ts';

/** One change of the schema; `id` counts from 1 without gaps. `up` runs inside a transaction and keeps every row. */
export type Migration = {
  readonly id: number;
  readonly name: string;
  readonly up: (db: Database) => void;
};

/**
 * Brings the store to the newest schema, each migration in its own transaction. Before and after, the schema in the
 * file must be exactly what the migrations make: a damaged name, a lost index or a dropped append-only trigger is found
 * here.
 * Errors: `store-too-new`, `store-corrupt`; `store-read-only` when a read-only store would need a migration.
 */
export function migrate(db: Database, migrations: readonly Migration[]): void {
  const version = schemaVersion(db);
  if (version > migrations.length) throw new StoreError('store-too-new');
  assertSchema(db, migrations.slice(0, version));
  for (const migration of migrations.slice(version)) {
    db.transaction(() => {
      migration.up(db);
      db.exec(`PRAGMA user_version = ${migration.id}`);
    });
  }
  if (version < migrations.length) assertSchema(db, migrations);
}

/** Returns the number of the last migration the file has seen; 0 for an empty store. */
export function schemaVersion(db: Database): number {
  return Number(db.get('PRAGMA user_version')?.['user_version']);
}

/** Errors: `store-corrupt` when the schema is not exactly what the migrations make. */
export function assertSchema(db: Database, migrations: readonly Migration[]): void {
  const expected = openMemoryDatabase();
  try {
    for (const migration of migrations) migration.up(expected);
    if (describeSchema(db) !== describeSchema(expected))
      throw new StoreError('store-corrupt', { table: 'sqlite_schema' });
  } finally {
    expected.close();
  }
}

function describeSchema(db: Database): string {
  const rows = db.all('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name');
  const isOurs = (row: SqlRow) => !String(row['name']).startsWith('sqlite_stat'); // made by ANALYZE
  return JSON.stringify(rows.filter(isOurs));
}

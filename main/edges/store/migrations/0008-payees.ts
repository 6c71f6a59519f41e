import type { Migration } from '../migrate.ts';

const recordTable = (name: string): string => `CREATE TABLE ${name} (
  id TEXT NOT NULL PRIMARY KEY,
  revision INTEGER NOT NULL,
  sealed BLOB NOT NULL
) STRICT`;

/** The directory of banks, one row, and what people have added to payees. */
export const payees: Migration = {
  id: 8,
  name: 'payees',
  up(db) {
    db.exec(recordTable('bank_directory'));
    db.exec(recordTable('payees'));
  },
};

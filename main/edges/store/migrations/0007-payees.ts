import type { Migration } from '../migrate.ts';

/** The directory of banks, one row. */
export const payees: Migration = {
  id: 7,
  name: 'payees',
  up(db) {
    db.exec(`CREATE TABLE bank_directory (
      id TEXT NOT NULL PRIMARY KEY,
      revision INTEGER NOT NULL,
      sealed BLOB NOT NULL
    ) STRICT`);
  },
};

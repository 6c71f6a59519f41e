import type { Migration } from '../migrate.ts';

/** What is known of the time: the newest that a bank told, and the latest that was believed. */
export const times: Migration = {
  id: 5,
  name: 'times',
  up(db) {
    db.exec(`CREATE TABLE times (
      id TEXT NOT NULL PRIMARY KEY,
      revision INTEGER NOT NULL,
      sealed BLOB NOT NULL
    ) STRICT`);
  },
};

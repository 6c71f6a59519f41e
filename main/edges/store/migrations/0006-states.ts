import type { Migration } from '../migrate.ts';

/** One row for every write: the state of all rows after it, sealed (ADR 0057). */
export const states: Migration = {
  id: 6,
  name: 'states',
  up(db) {
    db.exec('CREATE TABLE states (counter INTEGER PRIMARY KEY, sealed BLOB NOT NULL) STRICT');
  },
};

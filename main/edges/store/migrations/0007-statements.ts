import type { Migration } from '../migrate.ts';

const recordTable = (name: string): string => `CREATE TABLE ${name} (
  id TEXT NOT NULL PRIMARY KEY,
  revision INTEGER NOT NULL,
  sealed BLOB NOT NULL
) STRICT`;

/** Statements: what is known of each account, and its operations day by day (ADR 0072). */
export const statements: Migration = {
  id: 7,
  name: 'statements',
  up(db) {
    db.exec(recordTable('statement_accounts'));
    db.exec(recordTable('statement_days'));
  },
};

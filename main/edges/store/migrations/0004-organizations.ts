import type { Migration } from '../migrate.ts';

const recordTable = (name: string, columns: readonly string[]): string => `CREATE TABLE ${name} (
  ${['id TEXT NOT NULL PRIMARY KEY', 'revision INTEGER NOT NULL', ...columns, 'sealed BLOB NOT NULL'].join(',\n  ')}
) STRICT`;

/**
 * Tables of companies whose people work on several computers: the organization, its signed documents, the envelopes.
 */
export const organizations: Migration = {
  id: 4,
  name: 'organizations',
  up(db) {
    db.exec(recordTable('organizations', []));
    db.exec(recordTable('signed_documents', ['company_id TEXT NOT NULL']));
    db.exec(recordTable('envelopes', ['company_id TEXT NOT NULL']));
  },
};

import type { Migration } from '../migrate.ts';

/**
 * Indexes of columns that no query asks for by value: the stores keep these records in memory, and each index is one
 * more page in every commit.
 */
const UNUSED = [
  'tokens_by_company',
  'tokens_by_status',
  'certificates_by_company',
  'payments_by_company',
  'payments_by_fingerprint',
  'approvals_by_company',
  'intentions_by_bank_payment',
  'intentions_by_state',
];

/** Drops the indexes that nothing reads; a flipped bit in a column is found by the seal of its row, not by an index. */
export const fewerIndexes: Migration = {
  id: 3,
  name: 'fewer-indexes',
  up(db) {
    for (const name of UNUSED) db.exec(`DROP INDEX ${name}`);
  },
};

import type { Migration } from '../migrate.ts';

/** A kind of record: the plain columns that queries need, and the sealed record bound to them. */
const recordTable = (
  name: string,
  columns: readonly string[],
  constraints: readonly string[] = [],
): string => `
  CREATE TABLE ${name} (
    id TEXT NOT NULL PRIMARY KEY,
    revision INTEGER NOT NULL,
    ${[...columns, 'sealed BLOB NOT NULL', ...constraints].join(',\n    ')}
  ) STRICT;`;

const TABLES = [
  recordTable('companies', []),
  recordTable('people', []),
  recordTable('tokens', ['company_id TEXT NOT NULL', 'status TEXT NOT NULL']),
  recordTable('certificates', ['company_id TEXT NOT NULL', 'not_after TEXT NOT NULL']),
  recordTable(
    'policies',
    ['company_id TEXT NOT NULL', 'version INTEGER NOT NULL'],
    ['UNIQUE (company_id, version)'],
  ),
  recordTable('payments', [
    'company_id TEXT NOT NULL',
    'status TEXT NOT NULL',
    'updated_at TEXT NOT NULL',
    'fingerprint TEXT NOT NULL',
  ]),
  recordTable('approvals', ['company_id TEXT NOT NULL', 'payment_id TEXT NOT NULL']),
  recordTable(
    'intentions',
    [
      'payment_id TEXT NOT NULL',
      'bank_payment_id TEXT NOT NULL',
      'body_hash TEXT NOT NULL',
      'at TEXT NOT NULL',
      'state TEXT NOT NULL',
    ],
    ['UNIQUE (payment_id, bank_payment_id)'],
  ),
  recordTable(
    'balances',
    ['company_id TEXT NOT NULL', 'account_number TEXT NOT NULL'],
    ['UNIQUE (company_id, account_number)'],
  ),
  recordTable('settings', []),
];

/** Migration 3 dropped those that nothing reads. The journal has none: it is read by `seq` alone. */
const INDEXES = [
  'CREATE INDEX tokens_by_company ON tokens (company_id, status)',
  'CREATE INDEX tokens_by_status ON tokens (status)',
  'CREATE INDEX certificates_by_company ON certificates (company_id, not_after)',
  'CREATE INDEX payments_by_company ON payments (company_id, status)',
  'CREATE INDEX payments_by_fingerprint ON payments (fingerprint)',
  'CREATE INDEX approvals_by_company ON approvals (company_id)',
  'CREATE INDEX approvals_by_payment ON approvals (payment_id)',
  'CREATE INDEX intentions_by_bank_payment ON intentions (bank_payment_id)',
  'CREATE INDEX intentions_by_state ON intentions (state)',
];

/** Settings that are read before the key is there; `checksum` finds a flipped bit, it does not stop an editor. */
const META =
  'CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL, checksum TEXT NOT NULL) STRICT';

/** No AUTOINCREMENT: the insert trigger below gives the same promise without a second page in each commit. */
const JOURNAL = `CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    company_id TEXT,
    kind TEXT NOT NULL,
    hash TEXT NOT NULL,
    sealed BLOB NOT NULL
  ) STRICT`;

/** The insert trigger is needed because REPLACE and an explicit earlier seq would get around the other two. */
const JOURNAL_TRIGGERS = [
  ['update', 'UPDATE ON journal'],
  ['delete', 'DELETE ON journal'],
  ['insert', 'INSERT ON journal WHEN new.seq <> 1 + coalesce((SELECT max(seq) FROM journal), 0)'],
].map(
  ([name, on]) =>
    `CREATE TRIGGER journal_no_${name} BEFORE ${on} BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END`,
);

/** The first schema: records of each kind, the journal, and what is read before the key. */
export const first: Migration = {
  id: 1,
  name: 'first',
  up(db) {
    for (const sql of [META, ...TABLES, JOURNAL, ...INDEXES, ...JOURNAL_TRIGGERS]) db.exec(sql);
  },
};

import type { Migration } from '../migrate.ts';

/**
 * Tables of the lifecycles: plans that survive a restart, what was told of a company, trusted roots, requests for
 * certificates.
 */
export const lifecycles: Migration = {
  id: 2,
  name: 'lifecycles',
  up(db) {
    for (const name of ['standings', 'authorities', 'certificate_requests']) {
      db.exec(`CREATE TABLE ${name} (
        id TEXT NOT NULL PRIMARY KEY,
        revision INTEGER NOT NULL,
        sealed BLOB NOT NULL
      ) STRICT`);
    }
    db.exec(`CREATE TABLE plans (
      id TEXT NOT NULL PRIMARY KEY,
      revision INTEGER NOT NULL,
      company_id TEXT NOT NULL,
      status TEXT NOT NULL,
      sealed BLOB NOT NULL
    ) STRICT`);
    db.exec('CREATE INDEX plans_by_company ON plans (company_id, status)');
    db.exec('CREATE INDEX plans_by_status ON plans (status)');
  },
};

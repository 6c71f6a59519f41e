import { z } from 'zod';

import { Secret } from '../../main/ports/secret.ts';
import type { Database } from '../../main/edges/store/database.ts';
import { JournalTable } from '../../main/edges/store/journal-table.ts';
import { migrate } from '../../main/edges/store/migrate.ts';
import { ALL_MIGRATIONS } from '../../main/edges/store/migrations/all-migrations.ts';
import { openDatabase } from '../../main/edges/store/open-database.ts';
import type { Salvage } from '../../main/edges/store/salvage.ts';
import { deriveStoreKeys } from '../../main/edges/store/seal.ts';
import type { StoreKeys } from '../../main/edges/store/seal.ts';
import { SealedTable } from '../../main/edges/store/sealed-table.ts';
import { checkStoreKey } from '../../main/edges/store/store-key-check.ts';

const tokenSchema = z.strictObject({
  id: z.string(),
  companyId: z.string(),
  status: z.string(),
  label: z.string(),
});
const certificateSchema = z.strictObject({ id: z.string(), companyId: z.string(), notAfter: z.string() });
const entrySchema = z.strictObject({
  at: z.string(),
  kind: z.string(),
  companyId: z.string().nullable(),
  text: z.string(),
});

export type SampleToken = z.infer<typeof tokenSchema>;
export type SampleEntry = z.infer<typeof entrySchema>;

/** Keys that are the same in every process of a test; `fill` tells two keys apart. */
export function testKeys(fill = 7): StoreKeys {
  return deriveStoreKeys(Secret.fromBytes(new Uint8Array(32).fill(fill)));
}

/** Opens the store as the app does. The caller closes it. */
export function openReady(file: string, keys: StoreKeys = testKeys()): Database {
  const db = openDatabase({ file });
  try {
    migrate(db, ALL_MIGRATIONS);
    checkStoreKey(db, keys);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

export function tokensOf(db: Database, keys: StoreKeys = testKeys(), salvage?: Salvage) {
  return new SealedTable({
    db,
    keys,
    salvage,
    table: 'tokens',
    columns: ['company_id', 'status'],
    schema: tokenSchema,
    toColumns: ({ companyId, status }) => ({ company_id: companyId, status }),
    idOf: ({ id }) => id,
  });
}

export function certificatesOf(db: Database, keys: StoreKeys = testKeys()) {
  return new SealedTable({
    db,
    keys,
    table: 'certificates',
    columns: ['company_id', 'not_after'],
    schema: certificateSchema,
    toColumns: ({ companyId, notAfter }) => ({ company_id: companyId, not_after: notAfter }),
    idOf: ({ id }) => id,
  });
}

export function journalOf(db: Database, keys: StoreKeys = testKeys(), salvage?: Salvage) {
  return new JournalTable({ db, keys, salvage, schema: entrySchema });
}

export function sampleToken(number: number): SampleToken {
  const status = number % 2 === 0 ? 'active' : 'planned';
  return {
    id: `token-${number}`,
    companyId: `company-${number % 3}`,
    status,
    label: `Токен ${number} `.repeat(20),
  };
}

export function sampleEntry(number: number): SampleEntry {
  const companyId = number % 4 === 0 ? null : `company-${number % 3}`;
  return {
    at: '2026-08-21T09:00:00.000Z',
    kind: 'token-added',
    companyId,
    text: `Запись ${number} `.repeat(10),
  };
}

/** Writes token `number` and its entry in one transaction; returns the place of the entry. */
export function addSample(db: Database, number: number): number {
  const tokens = tokensOf(db);
  const journal = journalOf(db);
  return db.transaction(() => {
    tokens.insert(sampleToken(number));
    return journal.append(sampleEntry(number)).seq;
  });
}

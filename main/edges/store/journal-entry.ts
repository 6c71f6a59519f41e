import { hash as digest } from 'node:crypto';

import type { ZodType } from 'zod';

import type { Database, SqlRow } from './database.ts';
import { unseal } from './seal.ts';
import type { SealContext, StoreKeys } from './seal.ts';
import { StoreError } from './store-error.ts';

/** What every entry has at least; `at` is an instant in UTC, `companyId` null for what concerns no company. */
export type JournalFields = { readonly at: string; readonly kind: string; readonly companyId: string | null };

/** A place in the chain: everything up to `seq` is fixed by `hash`. Units: `hash` 64 hex digits. */
export type JournalHead = { readonly seq: number; readonly hash: string };

/** The place before the first entry. */
export const GENESIS: JournalHead = { seq: 0, hash: '0'.repeat(64) };

/** Units: bytes. Source: SHA-256 (FIPS 180-4). */
const HASH_BYTES = 32;

/** Returns the end of the chain as the file has it. */
export function lastEntry(db: Pick<Database, 'get'>): JournalHead {
  const row = db.get('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1');
  return row === undefined ? GENESIS : { seq: Number(row['seq']), hash: String(row['hash']) };
}

/** How far the chain holds: to `head`; `brokenAt` is the first entry after it that does not continue it. */
export type JournalChain = { readonly head: JournalHead; readonly brokenAt: number | null };

/** One entry with its place in the chain. */
export type Journalled<T> = JournalHead & { readonly entry: T };

/** A row of the journal whose seal opened. `bytes` are the canonical JSON that the chain runs over. */
export type OpenedEntry = { readonly head: JournalHead; readonly bytes: Uint8Array };

/** How entries are kept. */
export type EntryForm<T extends JournalFields> = {
  readonly keys: StoreKeys;
  /** Strict schema of the JSON form of an entry. */
  readonly schema: ZodType<T>;
};

/** Returns what the seal of an entry is bound to. */
export function toEntryContext(
  { seq, hash }: JournalHead,
  { at, kind, companyId }: JournalFields,
): SealContext {
  return { table: 'journal', id: String(seq), columns: { at, company_id: companyId, hash, kind } };
}

/**
 * Returns the hash after an entry. Source: SHA-256 (FIPS 180-4) over the 32 bytes of the previous hash and the entry.
 */
export function nextHash(previous: string, bytes: Uint8Array): string {
  const both = Buffer.allocUnsafe(HASH_BYTES + bytes.byteLength);
  both.write(previous, 'hex');
  both.set(bytes, HASH_BYTES);
  return digest('sha256', both, 'hex');
}

/** Opens one row of the journal. Errors: `store-corrupt` with the seq as id. */
export function openEntry(keys: StoreKeys, row: SqlRow): OpenedEntry {
  const { seq, at, kind, hash, sealed, company_id: companyId } = row;
  const isOurs =
    typeof seq === 'number' &&
    typeof at === 'string' &&
    typeof kind === 'string' &&
    typeof hash === 'string' &&
    (typeof companyId === 'string' || companyId === null) &&
    sealed instanceof Uint8Array;
  if (!isOurs) throw new StoreError('store-corrupt', { table: 'journal', id: String(seq) });
  const head = { seq, hash };
  return { head, bytes: unseal(keys, toEntryContext(head, { at, kind, companyId }), sealed) };
}

import type { CompanyId } from '../../../contract/values/ids.ts';
import type { JournalEntry } from './entry.ts';

export interface JournalLine {
  readonly seq: number;
  readonly entry: JournalEntry;
}

/**
 * The journal; lines that belong to a change of a record are written by the store of that record, in its transaction.
 */
export interface AuditLog {
  /** Effects: one durable line. */
  append(entry: JournalEntry): void;
  /** Newest first, from before `before`. */
  page(query: {
    readonly companyId: CompanyId | null;
    readonly before: number | null;
    readonly limit: number;
  }): readonly JournalLine[];
  /** Walks the whole chain. */
  verify(): { readonly ok: boolean; readonly entries: number; readonly brokenAt: number | null };
}

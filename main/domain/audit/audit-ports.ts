import type { CompanyId } from '../../../contract/values/ids.ts';
import type { JournalChoices } from '../../../contract/areas/audit.ts';
import type { JournalEntry } from './entry.ts';
import type { WrittenLine } from './journal-export.ts';
import type { JournalSearch } from './journal-search.ts';

/** One line with its place. `hash`: the chain up to it and with it; 64 hex digits. */
export interface JournalLine {
  readonly seq: number;
  readonly hash: string;
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
  /**
   * The wanted lines among all, newest first, from before `before`; `found` counts those of all pages. Effects: at the
   * first call every line is read, in turns with others.
   */
  search(
    wanted: JournalSearch,
    page: { readonly before: number | null; readonly limit: number },
  ): Promise<{ readonly lines: readonly JournalLine[]; readonly found: number }>;
  /** Everybody and every kind in all lines; a person by his newest name. Effects: as `search`. */
  choices(): Promise<JournalChoices>;
  /** Every line as it was written, the oldest first; those too that are written meanwhile. Errors: `store-corrupt`. */
  written(): Iterable<WrittenLine>;
  /** The numbers of the wanted lines among all. Effects: as `search`. */
  numbers(wanted: JournalSearch): Promise<ReadonlySet<number>>;
  /** Walks the whole chain. */
  verify(): { readonly ok: boolean; readonly entries: number; readonly brokenAt: number | null };
}

import type { BankEntry } from '../../../contract/areas/banks.ts';
import type { JournalEntry } from '../audit/entry.ts';
import type { BankDirectoryRecord } from './bank-directory.ts';

/** The directory of banks in the vault. Nothing of it is read before somebody asks. */
export interface BankDirectory {
  /** Returns the record, or `null` while none was read in. */
  record(): BankDirectoryRecord | null;
  /** Returns the entry of a BIK; `null` when there is none, or no directory. */
  find(bik: string): BankEntry | null;
  /** Replaces the directory. Effects: the record and its entry, both or neither. */
  save(record: BankDirectoryRecord, entry: JournalEntry): void;
}

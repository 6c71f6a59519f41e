import { searchableLine, type SearchableLine } from '../../domain/audit/journal-search.ts';
import type { JournalEntry } from '../../domain/audit/entry.ts';
import { inTurns } from './in-turns.ts';
import type { JournalTable } from './journal-table.ts';

/**
 * What the lines of the journal are found by, kept in memory from the first search until the lock: 20,000 lines are
 * opened and read once, in turns with others, and each later search reads only what was written since.
 */
export class JournalIndex {
  readonly #journal: JournalTable<JournalEntry>;
  readonly #lines: SearchableLine[] = [];
  #growing: Promise<void> | null = null;

  constructor(journal: JournalTable<JournalEntry>) {
    this.#journal = journal;
  }

  /** Returns all lines that are written now, the oldest first. Errors: those of the journal. */
  async lines(): Promise<readonly SearchableLine[]> {
    while (this.#last() < this.#journal.head().seq) {
      this.#growing ??= inTurns(this.#grow()).finally(() => {
        this.#growing = null;
      });
      await this.#growing;
    }
    return this.#lines;
  }

  *#grow(): Generator<void, void> {
    for (const { seq, entry } of this.#journal.after(this.#last())) {
      this.#lines.push(searchableLine(seq, entry));
      yield;
    }
  }

  #last(): number {
    return this.#lines.at(-1)?.seq ?? 0;
  }
}

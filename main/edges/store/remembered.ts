import type { JournalEntry } from '../../domain/audit/entry.ts';
import { translated, type Ledger } from './ledger.ts';

export interface RememberedOptions<I extends string, T> {
  readonly ledger: Ledger;
  readonly read: () => readonly T[];
  readonly idOf: (record: T) => I;
  /** The rows as they were read a moment ago, all of them; read at the first use when not given. */
  readonly known?: readonly T[] | null;
}

/**
 * Records of one kind, read once and kept in memory, since the file is open in this process alone. Every write goes to
 * the file first.
 */
export class Remembered<I extends string, T> {
  readonly #options: RememberedOptions<I, T>;
  #known: Map<I, T> | null;
  #undone: number;

  constructor(options: RememberedOptions<I, T>) {
    this.#options = options;
    const { known = null } = options;
    this.#known = known === null ? null : this.#byId(known);
    this.#undone = options.ledger.undone();
  }

  get(id: I): T | null {
    return this.#all().get(id) ?? null;
  }

  all(): readonly T[] {
    return [...this.#all().values()];
  }

  /** Remembers a record that is not in the file as it is; whoever calls writes it later. */
  remember(record: T): void {
    this.#all().set(this.#options.idOf(record), record);
  }

  /**
   * Writes in one transaction with the entry, then remembers `records` as they are in the file now. After a commit that
   * failed only the file knows whether it was kept (`store-io`): everything is read anew. Errors: those of the ledger's
   * `commit`.
   */
  write(records: readonly T[], write: () => void, entry: JournalEntry | null): void {
    this.writeIn(records, () => void this.#options.ledger.commit(write, entry));
  }

  /** The same where `commit` itself opens the transaction that these records are written in. */
  writeIn(records: readonly T[], commit: () => void): void {
    const known = this.#all();
    try {
      commit();
    } catch (error) {
      this.#known = null;
      throw error;
    }
    for (const record of records) known.set(this.#options.idOf(record), record);
  }

  #all(): Map<I, T> {
    const undone = this.#options.ledger.undone();
    if (undone !== this.#undone) this.#known = null;
    this.#undone = undone;
    this.#known ??= this.#byId(translated(this.#options.read));
    return this.#known;
  }

  #byId(records: readonly T[]): Map<I, T> {
    return new Map(records.map((record) => [this.#options.idOf(record), record]));
  }
}

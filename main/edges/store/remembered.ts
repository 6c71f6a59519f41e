import type { JournalEntry } from '../../domain/audit/entry.ts';
import { translated, type Ledger } from './ledger.ts';

export interface RememberedOptions<I extends string, T> {
  readonly ledger: Ledger;
  readonly read: () => readonly T[];
  readonly idOf: (record: T) => I;
  /** What a record belongs to as long as it lives, for `group`. */
  readonly groupOf?: (record: T) => string;
  /**
   * Reads the records of one group: whoever asks for the first one need not wait for all the others. Whoever asks for a
   * second one will soon have asked for them all.
   */
  readonly readGroup?: (name: string) => readonly T[];
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
  /** The same records by what they belong to. */
  readonly #groups = new Map<string, Map<I, T>>();
  #undone: number;

  constructor(options: RememberedOptions<I, T>) {
    this.#options = options;
    const { known = null } = options;
    this.#known = known === null ? null : this.#sorted(known);
    this.#undone = options.ledger.undone();
  }

  get(id: I): T | null {
    return this.#all().get(id) ?? null;
  }

  all(): readonly T[] {
    return [...this.#all().values()];
  }

  /** Returns the records that belong to one thing, in the order of `all`. */
  group(name: string): readonly T[] {
    const { readGroup, idOf } = this.#options;
    this.#forgetUndone();
    const isFirst = this.#known === null && this.#groups.size === 0;
    if (isFirst && readGroup !== undefined) {
      const records = translated(() => readGroup(name));
      this.#groups.set(name, new Map(records.map((record) => [idOf(record), record])));
    } else if (!this.#groups.has(name)) this.#all();
    return [...(this.#groups.get(name)?.values() ?? [])];
  }

  /** Remembers a record that is not in the file as it is; whoever calls writes it later. */
  remember(record: T): void {
    this.#put(this.#all(), record);
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
      this.#forget();
      throw error;
    }
    for (const record of records) this.#put(known, record);
  }

  #all(): Map<I, T> {
    this.#forgetUndone();
    this.#known ??= this.#sorted(translated(this.#options.read));
    return this.#known;
  }

  #forgetUndone(): void {
    const undone = this.#options.ledger.undone();
    if (undone !== this.#undone) this.#forget();
    this.#undone = undone;
  }

  #forget(): void {
    this.#known = null;
    this.#groups.clear();
  }

  #sorted(records: readonly T[]): Map<I, T> {
    const known = new Map<I, T>();
    this.#groups.clear();
    for (const record of records) this.#put(known, record);
    return known;
  }

  #put(known: Map<I, T>, record: T): void {
    const { idOf, groupOf } = this.#options;
    const id = idOf(record);
    known.set(id, record);
    if (groupOf === undefined) return;
    const name = groupOf(record);
    const group = this.#groups.get(name) ?? new Map<I, T>();
    this.#groups.set(name, group.set(id, record));
  }
}

import type { DamagedRow, Salvage, TableHealth } from './salvage.ts';
import type { ColumnValue } from './seal.ts';
import { openRow } from './sealed-row.ts';
import type { Revised, RowForm } from './sealed-row.ts';

type Query<C extends string> = {
  readonly where: { readonly [K in C]?: ColumnValue | readonly ColumnValue[] };
  readonly names: readonly (C | 'id')[];
  readonly direction: 'ascending' | 'descending';
  readonly limit: number;
  readonly offset: number;
};

/**
 * Answers the questions of a SealedTable from what the pages of a damaged file still give. The file does not change, so
 * it is read once.
 */
export class SalvagedRecords<T, C extends string> {
  readonly #salvage: Salvage;
  readonly #form: RowForm<T, C>;
  #found: ReadonlyMap<string, Revised<T>> | undefined;

  constructor(salvage: Salvage, form: RowForm<T, C>) {
    this.#salvage = salvage;
    this.#form = form;
  }

  get(id: string): Revised<T> | undefined {
    return this.#records().get(id);
  }

  list({ where, names, direction, limit, offset }: Query<C>): readonly T[] {
    const sign = direction === 'ascending' ? 1 : -1;
    const matching = [...this.#records().values()]
      .map(({ record }) => ({
        record,
        plain: { ...this.#form.toColumns(record), id: this.#form.idOf(record) },
      }))
      .filter(({ plain }) => this.#form.columns.every((name) => matches(where[name], plain[name])))
      .sort((one, other) => sign * compareBy(names, one.plain, other.plain));
    return matching.slice(offset, limit < 0 ? undefined : offset + limit).map(({ record }) => record);
  }

  inspect(): TableHealth {
    const found = this.#records();
    const { table } = this.#form;
    const lost = this.#salvage.knownIds(table).filter((id) => !found.has(id));
    const damaged = lost.map((id): DamagedRow => ({ table, id, reason: 'page' }));
    return { table, good: found.size, damaged };
  }

  /** The newest version of each row whose seal opens; a page that is no longer in use may hold an older one. */
  #records(): ReadonlyMap<string, Revised<T>> {
    if (this.#found !== undefined) return this.#found;
    const found = new Map<string, Revised<T>>();
    for (const row of this.#salvage.candidates(this.#form.table)) {
      const opened = openRow(this.#form, row);
      if (!opened.isGood) continue;
      const id = this.#form.idOf(opened.revised.record);
      if ((found.get(id)?.revision ?? 0) < opened.revised.revision) found.set(id, opened.revised);
    }
    this.#found = found;
    return found;
  }
}

function matches(wanted: ColumnValue | readonly ColumnValue[] | undefined, value: ColumnValue): boolean {
  if (wanted === undefined) return true;
  const values: readonly ColumnValue[] = typeof wanted === 'object' && wanted !== null ? wanted : [wanted];
  return values.includes(value);
}

function compareBy<K extends string>(
  names: readonly K[],
  one: Readonly<Record<K, ColumnValue>>,
  other: Readonly<Record<K, ColumnValue>>,
): number {
  for (const name of names) {
    const order = compareValues(one[name], other[name]);
    if (order !== 0) return order;
  }
  return 0;
}

/** SQLite's order: empty, numbers, text. Source: https://www.sqlite.org/datatype3.html#sort_order */
function compareValues(one: ColumnValue, other: ColumnValue): number {
  const rank = (value: ColumnValue): number => (value === null ? 0 : typeof value === 'number' ? 1 : 2);
  if (rank(one) !== rank(other)) return rank(one) - rank(other);
  if (one === null || other === null || one === other) return 0;
  return one < other ? -1 : 1;
}

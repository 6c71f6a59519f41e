import { compareNames } from '../../contract/values/list-order.ts';

export interface SortState {
  readonly columnId: string;
  readonly direction: 'ascending' | 'descending';
}

interface Sortable<R> {
  readonly id: string;
  readonly sortValue?: (row: R) => string | number | null;
}

/** The state after a click on a header: ascending, descending, as it came. */
export function nextSort(sort: SortState | null, columnId: string): SortState | null {
  if (sort?.columnId !== columnId) return { columnId, direction: 'ascending' };
  return sort.direction === 'ascending' ? { columnId, direction: 'descending' } : null;
}

/** Returns the rows in the order of a column; rows without a value stay last in both directions. */
export function sortRows<R>(
  rows: readonly R[],
  columns: readonly Sortable<R>[],
  sort: SortState | null,
): readonly R[] {
  const valueOf = columns.find((column) => column.id === sort?.columnId)?.sortValue;
  if (sort === null || valueOf === undefined) return rows;
  const sign = sort.direction === 'ascending' ? 1 : -1;
  return rows
    .map((row) => ({ row, value: valueOf(row) }))
    .sort((left, right) => {
      if (left.value === null || right.value === null) {
        return Number(left.value === null) - Number(right.value === null);
      }
      return compareValues(left.value, right.value) * sign;
    })
    .map(({ row }) => row);
}

function compareValues(left: string | number, right: string | number): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return compareNames(String(left), String(right));
}

import { describe, expect, it } from 'vitest';
import { nextSort, sortRows } from '../../renderer/ui/data-table-sort.ts';

interface Row {
  readonly name: string;
  readonly sum: number | null;
}

const rows: readonly Row[] = [
  { name: 'Ёлка', sum: 2 },
  { name: 'Яблоко', sum: null },
  { name: 'Арбуз', sum: 10 },
];
const columns = [
  { id: 'name', sortValue: (row: Row) => row.name },
  { id: 'sum', sortValue: (row: Row) => row.sum },
];
const names = (sorted: readonly Row[]) => sorted.map((row) => row.name);

describe('sortRows', () => {
  it('orders Russian words by the alphabet, ё beside е', () => {
    expect(names(sortRows(rows, columns, { columnId: 'name', direction: 'ascending' }))).toEqual([
      'Арбуз',
      'Ёлка',
      'Яблоко',
    ]);
  });

  it.each([
    ['ascending', ['Ёлка', 'Арбуз', 'Яблоко']],
    ['descending', ['Арбуз', 'Ёлка', 'Яблоко']],
  ] as const)('orders numbers by size when %s and leaves what has none last', (direction, expected) => {
    expect(names(sortRows(rows, columns, { columnId: 'sum', direction }))).toEqual(expected);
  });

  it('keeps the order that came when nothing is asked', () => {
    expect(sortRows(rows, columns, null)).toBe(rows);
  });
});

describe('nextSort', () => {
  it('goes up, down and back to the order that came', () => {
    const up = nextSort(null, 'name');
    const down = nextSort(up, 'name');

    expect([up?.direction, down?.direction, nextSort(down, 'name')]).toEqual([
      'ascending',
      'descending',
      null,
    ]);
  });
});

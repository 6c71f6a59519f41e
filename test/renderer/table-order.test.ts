import { describe, expect, it } from 'vitest';
import { commonName } from '../../renderer/features/certificates/subject.ts';
import { chipWidth, countFitting } from '../../renderer/features/tokens/token-facts.ts';
import { nextSort, sortRows } from '../../renderer/ui/data-table-sort.ts';

interface Row {
  readonly name: string;
  readonly sum: number | null;
}

const rows: readonly Row[] = [
  { name: 'Склад 10', sum: null },
  { name: 'Склад 2', sum: 5 },
  { name: 'Ёлка', sum: -7 },
  { name: 'Жук', sum: 0 },
];
const columns = [
  { id: 'name', sortValue: (row: Row) => row.name },
  { id: 'sum', sortValue: (row: Row) => row.sum },
];

function names(columnId: string, direction: 'ascending' | 'descending'): readonly string[] {
  return sortRows(rows, columns, { columnId, direction }).map((row) => row.name);
}

describe('the order of a table', () => {
  it('puts «ё» beside «е» and reads numbers in names as numbers', () => {
    expect(names('name', 'ascending')).toEqual(['Ёлка', 'Жук', 'Склад 2', 'Склад 10']);
  });

  it('keeps rows without a value last in both directions', () => {
    expect(names('sum', 'ascending').at(-1)).toBe('Склад 10');
    expect(names('sum', 'descending')).toEqual(['Склад 2', 'Жук', 'Ёлка', 'Склад 10']);
  });

  it('goes up, down and back to how the rows came', () => {
    const up = nextSort(null, 'name');
    const down = nextSort(up, 'name');

    expect([up?.direction, down?.direction, nextSort(down, 'name')]).toEqual([
      'ascending',
      'descending',
      null,
    ]);
  });
});

describe('the chips of a row', () => {
  it('show all accesses when they fit to the pixel, and leave room for «+n» when they do not', () => {
    expect(countFitting([100, 96], 200)).toBe(2);
    expect(countFitting([100, 97], 200)).toBe(1);
    expect(countFitting([60, 60, 60], 162)).toBe(2);
    expect(countFitting([60, 60, 60], 157)).toBe(1);
  });

  it('always show the first one, however long', () => {
    expect(countFitting([900, 10], 144)).toBe(1);
    expect(countFitting([], 144)).toBe(0);
  });

  it('are wider with the sign of money', () => {
    expect(chipWidth('Платежи', true)).toBeGreaterThan(chipWidth('Платежи', false));
  });
});

describe('the common name of a certificate', () => {
  it.each([
    ['CN=OOO Primer, O=OOO Primer, C=RU', 'OOO Primer'],
    ['C=RU, O=Primer, CN=Petrov P. P.', 'Petrov P. P.'],
    ['C=RU,CN=Primer\\, OOO', 'Primer, OOO'],
    ['O=Without a name', 'O=Without a name'],
  ])('of «%s» is «%s»', (subject, name) => {
    expect(commonName(subject)).toBe(name);
  });
});

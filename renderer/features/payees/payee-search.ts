import type { PayeeRow } from '../../../contract/areas/payees.ts';
import { searchText, searchWords } from '../../../contract/values/search-text.ts';

/** Returns the payees in which every word stands: names, INN, accounts, banks, notes, those that were merged. */
export function foundPayees(rows: readonly PayeeRow[], query: string): readonly PayeeRow[] {
  const words = searchWords(query);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = textOf(row);
    return words.every((word) => text.includes(word));
  });
}

function textOf({ names, name, inn, accounts, note, merged, neverPay }: PayeeRow): string {
  const parts = [
    name,
    ...names,
    inn,
    note,
    neverPay?.reason ?? '',
    ...accounts.flatMap(({ account, bik, bankName }) => [account, bik, bankName]),
    ...merged.flatMap((one) => [one.name, one.inn]),
  ];
  return parts.map(searchText).join('\n');
}

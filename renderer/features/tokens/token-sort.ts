import type { TokenStatus, TokenView } from '../../../contract/areas/tokens.ts';

/** The columns that the list can be sorted by. */
export type TokenColumn = 'label' | 'accesses' | 'ips' | 'lastUsed' | 'aliveUntil' | 'certificate' | 'status';

export interface TokenSort {
  readonly column: TokenColumn;
  readonly direction: 'asc' | 'desc';
}

/** What needs a look comes first when the list is sorted by state. */
const STATUS_ORDER: readonly TokenStatus[] = [
  'frozen',
  'dead',
  'lost',
  'planned',
  'issued',
  'active',
  'retiring',
  'quarantined',
  'revoked',
];

/**
 * Returns the tokens in the order asked for; equal ones by label, then by id, so that the order never jumps.
 * Tokens that have no such value (never used, already ended) come last in both directions.
 */
export function sortTokens(
  tokens: readonly TokenView[],
  sort: TokenSort,
  collator: Intl.Collator,
): readonly TokenView[] {
  const sign = sort.direction === 'asc' ? 1 : -1;
  const keyed = tokens.map((token) => ({ token, key: sortKey(token, sort.column) }));
  keyed.sort(
    (a, b) =>
      compareKeys(a.key, b.key, sign, collator) ||
      collator.compare(a.token.label, b.token.label) ||
      (a.token.tokenId < b.token.tokenId ? -1 : 1),
  );
  return keyed.map(({ token }) => token);
}

/** Returns the sort after a click on a column's head: the other direction, or the new column upwards. */
export function toggleSort(sort: TokenSort, column: TokenColumn): TokenSort {
  return { column, direction: sort.column === column && sort.direction === 'asc' ? 'desc' : 'asc' };
}

function sortKey(token: TokenView, column: TokenColumn): string | number | null {
  switch (column) {
    case 'label':
      return token.label;
    case 'accesses':
      return token.accesses.filter((access) => access.movesMoney).length * 100 + token.accesses.length;
    case 'ips':
      return token.ipCheck === 'on' ? token.ips.length : -1;
    case 'lastUsed':
      return token.lastUsedAt === null ? null : Date.parse(token.lastUsedAt);
    case 'aliveUntil':
      return token.aliveUntil === null ? null : Date.parse(token.aliveUntil);
    case 'certificate':
      return token.certificateLabel;
    case 'status':
      return STATUS_ORDER.indexOf(token.status);
  }
}

function compareKeys(
  a: string | number | null,
  b: string | number | null,
  sign: 1 | -1,
  collator: Intl.Collator,
): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === 'number' && typeof b === 'number') return (a - b) * sign;
  return collator.compare(String(a), String(b)) * sign;
}

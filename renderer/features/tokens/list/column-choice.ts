import { TOKEN_COLUMNS, type TokenColumn } from '../../../../contract/areas/views.ts';

/** What a window with room enough shows before anybody has chosen. */
export const FIRST_COLUMNS: readonly TokenColumn[] = [
  'label',
  'accesses',
  'ips',
  'lastUsed',
  'aliveUntil',
  'certificate',
  'status',
];

/** Returns all columns for the menu: the shown ones in their order, then the others. */
export function inMenuOrder(shown: readonly TokenColumn[]): readonly TokenColumn[] {
  return [...shown, ...TOKEN_COLUMNS.filter((column) => !shown.includes(column))];
}

/** Returns the columns with one more, or without it. The name stays: a row without one says nothing. */
export function toggled(shown: readonly TokenColumn[], column: TokenColumn): TokenColumn[] {
  if (column === 'label') return [...shown];
  return shown.includes(column) ? shown.filter((one) => one !== column) : [...shown, column];
}

/** Returns the columns with one of them a place further; the name keeps the first place. */
export function moved(shown: readonly TokenColumn[], column: TokenColumn, by: -1 | 1): TokenColumn[] {
  const from = shown.indexOf(column);
  const to = from + by;
  if (from < 1 || to < 1 || to >= shown.length) return [...shown];
  const rest = shown.filter((one) => one !== column);
  return [...rest.slice(0, to), column, ...rest.slice(to)];
}

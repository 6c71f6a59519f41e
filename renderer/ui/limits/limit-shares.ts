import { isOverLimit, leftOfLimit, type LimitRow } from '../../../contract/areas/limits.ts';

export interface LimitShares {
  /** Left before this payment. Units: those of the row. */
  readonly left: number;
  /** By how much this payment goes over. Units: those of the row. */
  readonly over: number;
  readonly isOver: boolean;
  /** Units: percent of the bar, 0 to 100; together at most 100. */
  readonly usedPercent: number;
  readonly thisPercent: number;
}

/** Cuts a limit into what has gone, this payment, and what is left. */
export function limitShares(row: Pick<LimitRow, 'limit' | 'used' | 'adds'>): LimitShares {
  const { limit, used, adds } = row;
  const usedPercent = percent(used, limit);
  return {
    left: leftOfLimit(row),
    over: Math.max(0, used + adds - limit),
    isOver: isOverLimit(row),
    usedPercent,
    thisPercent: Math.min(100 - usedPercent, percent(adds, limit)),
  };
}

function percent(part: number, whole: number): number {
  if (whole === 0) return part > 0 ? 100 : 0;
  return Math.min(100, Math.round((part / whole) * 1000) / 10);
}

/** Returns the limit of a span that leaves least, in sums; `null` where nothing limits it. */
export function tightest(rows: readonly LimitRow[], span: LimitRow['span']): LimitRow | null {
  const [first] = rows
    .filter((row) => row.span === span && row.unit === 'minor')
    .sort((a, b) => leftOfLimit(a) - leftOfLimit(b));
  return first ?? null;
}

/** What a limit is called: the bank's by its kind, our own by what going over it does. */
export type LimitKind = 'asks' | 'cap' | 't-api' | 'eds';

export function limitKind({ owner, effect }: Pick<LimitRow, 'owner' | 'effect'>): LimitKind {
  if (owner !== 'rules') return owner;
  return effect === 'asks' ? 'asks' : 'cap';
}

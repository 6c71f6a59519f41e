export interface LimitShares {
  /** Left before this payment. Units: kopecks. */
  readonly leftMinor: number;
  /** By how much this payment goes over. Units: kopecks. */
  readonly overMinor: number;
  readonly isOver: boolean;
  /** Units: percent of the bar, 0 to 100; together at most 100. */
  readonly usedPercent: number;
  readonly thisPercent: number;
}

/** Cuts a limit into what has gone, this payment, and what is left. Units: kopecks in. */
export function limitShares(
  use: { readonly usedMinor: number; readonly limitMinor: number },
  amountMinor: number,
): LimitShares {
  const leftMinor = Math.max(0, use.limitMinor - use.usedMinor);
  const overMinor = Math.max(0, use.usedMinor + amountMinor - use.limitMinor);
  const usedPercent = percent(use.usedMinor, use.limitMinor);
  return {
    leftMinor,
    overMinor,
    isOver: overMinor > 0,
    usedPercent,
    thisPercent: Math.min(100 - usedPercent, percent(amountMinor, use.limitMinor)),
  };
}

function percent(part: number, whole: number): number {
  if (whole === 0) return part > 0 ? 100 : 0;
  return Math.min(100, Math.round((part / whole) * 1000) / 10);
}

/** Counts calls in the last second, one count per key. */
export interface RateCounter {
  /** True, and the call counted, when fewer than `perSecond` calls were counted in the second before. */
  readonly take: (key: string, perSecond: number) => boolean;
}

const windowMs = 1000;

/**
 * Makes a counter with a rolling window of one second.
 * The unit of counting is not published by the bank (tapi.md §5.0); the caller chooses the key, here token and method.
 */
export function createRateCounter(monotonicMs: () => number): RateCounter {
  const taken = new Map<string, number[]>();
  return {
    take: (key, perSecond) => {
      const now = monotonicMs();
      const recent = (taken.get(key) ?? []).filter((at) => now - at < windowMs);
      const isAllowed = recent.length < perSecond;
      taken.set(key, isAllowed ? [...recent, now] : recent);
      return isAllowed;
    },
  };
}

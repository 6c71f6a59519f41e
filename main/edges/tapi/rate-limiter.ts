import type { Timers } from '../../ports/ports.ts';

/**
 * A start counts for a little more than the second that the bank counts, so that two clocks may differ. Source: our
 * choice, 98 % of the bank's rates.
 */
export const RATE_WINDOW_MS = 1_020;

export interface RateLimiter {
  /**
   * Waits until one more call may start under this key; calls start in the order in which they asked.
   * Units: `perSecond` calls. Errors: false, instead of a start, after `close`; never throws.
   */
  enter(key: string, perSecond: number): Promise<boolean>;
  /** Lets nothing start under this key for `ms` milliseconds, as a `Retry-After` asks. */
  pause(key: string, ms: number): void;
  /** Effects: everything that waits, and everything later, is told false. */
  close(): void;
}

interface Lane {
  busy: number;
  pauses: number;
  perSecond: number;
  readonly waiting: ((mayStart: boolean) => void)[];
}

/**
 * Keeps the rates of the bank: under one key never more than `perSecond` calls start in any second. It counts by
 * timers, not by the time of day, so a changed clock changes nothing. It spaces calls out and repeats none.
 * Source: tapi.md §5.11; the bank does not say what it counts by, we count by token and method.
 */
export function createRateLimiter(timers: Timers): RateLimiter {
  const lanes = new Map<string, Lane>();
  const running = new Set<() => void>();
  let isClosed = false;

  const later = (ms: number, action: () => void): void => {
    const cancel = timers.after(ms, () => {
      running.delete(cancel);
      action();
    });
    running.add(cancel);
  };

  const letIn = (key: string, lane: Lane): void => {
    while (lane.pauses === 0 && lane.busy < lane.perSecond) {
      const next = lane.waiting.shift();
      if (next === undefined) break;
      lane.busy += 1;
      later(RATE_WINDOW_MS, () => {
        lane.busy -= 1;
        letIn(key, lane);
      });
      next(true);
    }
    if (lane.busy === 0 && lane.pauses === 0 && lane.waiting.length === 0) lanes.delete(key);
  };

  const laneOf = (key: string, perSecond: number): Lane => {
    const known = lanes.get(key);
    if (known !== undefined) return known;
    const lane: Lane = { busy: 0, pauses: 0, perSecond, waiting: [] };
    lanes.set(key, lane);
    return lane;
  };

  return {
    enter(key, perSecond) {
      if (isClosed) return Promise.resolve(false);
      const lane = laneOf(key, perSecond);
      lane.perSecond = perSecond;
      return new Promise((resolve) => {
        lane.waiting.push(resolve);
        letIn(key, lane);
      });
    },
    pause(key, ms) {
      if (isClosed) return;
      const lane = laneOf(key, 1);
      lane.pauses += 1;
      later(ms, () => {
        lane.pauses -= 1;
        letIn(key, lane);
      });
    },
    close() {
      isClosed = true;
      for (const cancel of running) cancel();
      for (const lane of lanes.values()) for (const waiting of lane.waiting) waiting(false);
      running.clear();
      lanes.clear();
    },
  };
}

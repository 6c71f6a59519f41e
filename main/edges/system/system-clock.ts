import type { Clock, Timers } from '../../ports/ports.ts';
import type { Lived } from '../../domain/time/time-ports.ts';

/** The computer's clock. */
export const systemClock: Clock = { now: () => new Date().toISOString() };

/**
 * Time since the start of the process, by the runtime's monotonic clock. Source: W3C High Resolution Time, «monotonic
 * clock».
 */
export const systemLived: Lived = { ms: () => Math.floor(performance.now()) };

/** The runtime's timers; they do not keep the process alive. */
export const systemTimers: Timers = {
  after: (ms, action) => {
    const timer = setTimeout(action, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

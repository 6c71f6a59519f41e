import type { Clock, Timers } from '../ports.ts';

/** The computer's clock. */
export const systemClock: Clock = { now: () => new Date().toISOString() };

/** The runtime's timers; they do not keep the process alive. */
export const systemTimers: Timers = {
  after: (ms, action) => {
    const timer = setTimeout(action, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

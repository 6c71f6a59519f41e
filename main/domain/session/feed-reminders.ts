import { AppError } from '../../ports/app-error.ts';
import type { Timers } from '../../ports/ports.ts';
import type { Reminders } from '../reminders/reminders.ts';
import { datesOf } from './company-facts.ts';
import type { Workplace } from './workplace.ts';

/** Changes come in bursts; so long after the first of them the dates are read once. Units: ms. Own choice. */
const SETTLE_MS = 500;

/**
 * What changed: something of the tokens, which the counters of the session do not know of yet, or the session itself.
 */
export type Change = 'tokens' | 'session';

/**
 * Gives a function to call after any change. The reminders then learn what the open vault knows, or forget the names
 * behind the lock; the window is told how many things wait for its person when tokens changed. The first time that
 * waits for `firstScreen`.
 */
export function feedReminders(
  workplace: () => Workplace,
  reminders: Reminders,
  timers: Timers,
  firstScreen?: () => Promise<void>,
): (change: Change) => void {
  let before = firstScreen;
  let isWaiting = false;
  let areTokensNew = false;
  const feed = () => {
    const shouldTell = areTokensNew;
    isWaiting = false;
    areTokensNew = false;
    try {
      const { vault, settings } = workplace();
      reminders.learn(datesOf(vault), settings.language);
      if (shouldTell) workplace().changed();
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'vault-locked')) throw error;
      reminders.forgetNames();
    }
  };
  return (change) => {
    areTokensNew ||= change === 'tokens';
    if (isWaiting) return;
    isWaiting = true;
    timers.after(SETTLE_MS, () => {
      const wait = before;
      before = undefined;
      if (wait === undefined) feed();
      else void wait().then(feed);
    });
  };
}

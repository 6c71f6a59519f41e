import { AppError } from '../app-error.ts';
import type { Timers } from '../ports.ts';
import type { Reminders } from '../reminders/reminders.ts';
import { datesOf } from './company-facts.ts';
import type { Workplace } from './workplace.ts';

/** Changes come in bursts; so long after the first of them the dates are read once. Units: ms. Own choice. */
const SETTLE_MS = 500;

/** Gives a function to call after any change; the reminders then learn what the open vault knows, or forget the names behind the lock. */
export function feedReminders(workplace: () => Workplace, reminders: Reminders, timers: Timers): () => void {
  let isWaiting = false;
  const feed = () => {
    isWaiting = false;
    try {
      const { vault, settings } = workplace();
      reminders.learn(datesOf(vault), settings.language);
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'vault-locked')) throw error;
      reminders.forgetNames();
    }
  };
  return () => {
    if (isWaiting) return;
    isWaiting = true;
    timers.after(SETTLE_MS, feed);
  };
}

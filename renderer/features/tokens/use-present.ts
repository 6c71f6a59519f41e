import type { Instant } from '../../../contract/values/dates.ts';
import { useNow } from '../../ui/use-now.ts';

/** Gives the present hour's start as a moment, so that lists that count days are computed again once an hour, not at each tick. */
export function usePresentHour(): Instant {
  return new Date(useNow().startOf('hour').toMillis()).toISOString();
}

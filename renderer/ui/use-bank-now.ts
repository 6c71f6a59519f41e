import { useCallback } from 'react';
import { addMs, type Instant } from '../../contract/values/dates.ts';
import type { CompanyId } from '../../contract/values/ids.ts';
import { useSession } from '../api/use-session.ts';
import { useNow } from './use-now.ts';

/**
 * Gives the time at the bank of a company, told again every half a minute: the computer's, but for the training bank,
 * whose clock a person can move. The life of tokens and certificates is counted by it.
 */
export function useBankNow(companyId: CompanyId): Instant {
  const clockAheadMs = useClockAhead()(companyId);
  return addMs(new Date(useNow().toMillis()).toISOString(), clockAheadMs);
}

/** Gives how far the clock of a company's bank stands before the computer's. Units: ms. */
export function useClockAhead(): (companyId: CompanyId) => number {
  const { companies } = useSession();
  return useCallback(
    (companyId) => companies.find((one) => one.companyId === companyId)?.clockAheadMs ?? 0,
    [companies],
  );
}

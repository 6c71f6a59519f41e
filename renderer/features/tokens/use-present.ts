import { useCallback } from 'react';
import { addMs, type Instant } from '../../../contract/values/dates.ts';
import { startOfHour } from '../../../contract/t-bank/token-risks.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { useClockAhead } from '../../ui/use-bank-now.ts';
import { useNow } from '../../ui/use-now.ts';

/**
 * Gives the start of the present hour at the bank of a company, so that lists that count days are computed again once
 * an hour, not at each tick.
 */
export function usePresentHour(): (companyId: CompanyId) => Instant {
  const hour = startOfHour(new Date(useNow().toMillis()).toISOString());
  const aheadOf = useClockAhead();
  return useCallback((companyId) => addMs(hour, aheadOf(companyId)), [hour, aheadOf]);
}

import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { ExchangeView } from '../../../contract/areas/exchange.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';

/**
 * Reads how signed files of the company travel; `null` when it works on this computer alone, and when no company is
 * chosen.
 */
export function useExchange(companyId: CompanyId | null): UseQueryResult<ExchangeView | null> {
  return useQuery({
    queryKey: keys.exchange(companyId),
    queryFn: () => (companyId === null ? null : unwrap(app().exchange.view({ companyId }))),
    staleTime: 0,
  });
}

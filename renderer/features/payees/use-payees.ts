import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { PayeeRow } from '../../../contract/areas/payees.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';

/** What a change of a payee makes stale: the directory, what the rules say of payments, the journal. */
export const PAYEE_STALE = [keys.payeeRows, keys.payments, keys.approvalArea, keys.journal];

/** Reads every payee of a company, whom money reached last first. */
export function usePayeeRows(companyId: CompanyId): UseQueryResult<readonly PayeeRow[]> {
  return useQuery({
    queryKey: keys.payeeList(companyId),
    queryFn: () => unwrap(app().payees.list({ companyId })),
    staleTime: 0,
  });
}

import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { OrdersFolderView } from '../../../../contract/areas/orders.ts';
import type { CompanyId } from '../../../../contract/values/ids.ts';
import { app, unwrap } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';

/** The folder into which 1C exports, as it was seen last; main says when something changes in it. */
export function useOrdersFolder(companyId: CompanyId): UseQueryResult<OrdersFolderView> {
  return useQuery({
    queryKey: keys.ordersFolder(companyId),
    queryFn: () => unwrap(app().orders.folder({ companyId })),
  });
}

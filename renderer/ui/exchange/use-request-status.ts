import { useQuery } from '@tanstack/react-query';
import type { RequestStatus } from '../../../contract/areas/exchange.ts';
import type { PaymentSummary } from '../../../contract/areas/payments.ts';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';

/** Reads where the request of a payment stands; `undefined` while it is read, and where there is none. */
export function useRequestStatus({
  companyId,
  paymentId,
}: Pick<PaymentSummary, 'companyId' | 'paymentId'>): RequestStatus | undefined {
  const query = useQuery({
    queryKey: keys.requestStandings(companyId),
    queryFn: () => unwrap(app().exchange.standings({ companyId })),
    staleTime: 0,
  });
  return query.data?.find((one) => one.paymentId === paymentId);
}

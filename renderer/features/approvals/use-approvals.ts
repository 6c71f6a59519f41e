import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type { ApprovalRequest } from '../../../contract/areas/approvals.ts';
import type { PaymentDetails } from '../../../contract/areas/payments.ts';
import type { CompanyId, PaymentId } from '../../../contract/values/ids.ts';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall, type RunningCall } from '../../api/use-call.ts';

/** What the approver answers: the revision that he read, and his reason. */
export interface Verdict {
  readonly payment: { readonly paymentId: PaymentId; readonly revision: number };
  readonly reason: string;
}

/** Reads the payments that wait for an approval; main's `payments.changed` keeps them fresh. */
export function useQueue(companyId: CompanyId): UseQueryResult<readonly ApprovalRequest[]> {
  return useQuery({
    queryKey: keys.approvals(companyId),
    queryFn: () => unwrap(app().approvals.queue({ companyId })),
    staleTime: 0,
  });
}

/** Reads one payment, to show what became of it after the approval. */
export function usePaymentAfter(paymentId: PaymentId): UseQueryResult<PaymentDetails> {
  return useQuery({
    queryKey: keys.payment(paymentId),
    queryFn: () => unwrap(app().payments.get({ paymentId })),
    staleTime: 0,
  });
}

/** Approves: main asks for the passphrase in a window of its own. Moves no money. */
export function useApprove(): RunningCall<Verdict, PaymentDetails> {
  return useVerdict((verdict) => app().approvals.approve(verdict));
}

/** Rejects with a reason. Moves no money. */
export function useReject(): RunningCall<Verdict, PaymentDetails> {
  return useVerdict((verdict) => app().approvals.reject(verdict));
}

function useVerdict(
  call: (verdict: Verdict) => ReturnType<ReturnType<typeof app>['approvals']['approve']>,
): RunningCall<Verdict, PaymentDetails> {
  const client = useQueryClient();
  return useCall(call, {
    onDone: (details) => client.setQueryData(keys.payment(details.payment.paymentId), details),
    staleAfter: [['approvals'], keys.payments, ['overview']],
  });
}

import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { AnsweredPayments, ApprovalRequest } from '../../../contract/areas/approvals.ts';
import type { PaymentDetails } from '../../../contract/areas/payments.ts';
import type { CompanyId, PaymentId } from '../../../contract/values/ids.ts';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import type { ErrorInfo } from '../../../contract/result.ts';

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

export interface OpeningApproval {
  /** Shows payments in the window in which they are answered; this window can answer none of them. */
  readonly open: (requests: readonly ApprovalRequest[]) => void;
  readonly isOpen: boolean;
  readonly error: ErrorInfo | null;
}

/** Opens the window of approvals and hands on what was answered there by the time it closed. */
export function useApprovalWindow(
  companyId: CompanyId,
  onAnswered: (answered: AnsweredPayments['answered']) => void,
): OpeningApproval {
  const call = useCall(app().approvals.open, {
    onDone: ({ answered }) => onAnswered(answered),
    staleAfter: [['approvals'], keys.payments, ['overview']],
  });
  return {
    open: (requests) => {
      const payments = requests.map(({ details: { payment } }) => ({
        paymentId: payment.paymentId,
        revision: payment.revision,
      }));
      void call.run({ companyId, payments });
    },
    isOpen: call.isPending,
    error: call.error,
  };
}

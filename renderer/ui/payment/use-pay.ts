import { useQueryClient } from '@tanstack/react-query';
import type { PaymentDetails } from '../../../contract/areas/payments.ts';
import type { PaymentId } from '../../../contract/values/ids.ts';
import { app } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall, type RunningCall } from '../../api/use-call.ts';

interface PaymentRevision {
  readonly paymentId: PaymentId;
  readonly revision: number;
}

/**
 * Sends an approved payment to the bank: it names the payment and its revision, never the sum or the payee.
 * Effects: moves money. Sent once; a lost answer comes back as status `unknown`, not as something to repeat.
 */
export function usePay(
  onDone?: (details: PaymentDetails) => void,
): RunningCall<PaymentRevision, PaymentDetails> {
  const client = useQueryClient();
  return useCall((payment: PaymentRevision) => app().payments.pay(payment), {
    onDone: (details) => {
      client.setQueryData(keys.payment(details.payment.paymentId), details);
      onDone?.(details);
    },
    staleAfter: [keys.payments, keys.accounts, ['approvals'], ['overview']],
  });
}

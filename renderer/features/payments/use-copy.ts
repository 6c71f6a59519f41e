import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { PaymentDetails } from '../../../contract/areas/payments.ts';
import type { PaymentId } from '../../../contract/values/ids.ts';
import { app } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall, type RunningCall } from '../../api/use-call.ts';
import { paths } from '../../ui/paths.ts';

/** Makes a new draft with the fields of a payment and opens it. */
export function useCopy(): RunningCall<{ readonly paymentId: PaymentId }, PaymentDetails> {
  const [, navigate] = useLocation();
  const client = useQueryClient();
  return useCall((input: { readonly paymentId: PaymentId }) => app().payments.copy(input), {
    onDone: (details) => {
      client.setQueryData(keys.payment(details.payment.paymentId), details);
      navigate(paths.editPayment(details.payment.paymentId));
    },
    staleAfter: [keys.payments],
  });
}

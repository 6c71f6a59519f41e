import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { BankDraftFinding, PaymentDetails } from '../../../contract/areas/payments.ts';
import type { Result } from '../../../contract/result.ts';
import type { PaymentId } from '../../../contract/values/ids.ts';
import { app } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall, type RunningCall } from '../../api/use-call.ts';
import { paths } from '../../ui/paths.ts';

export interface PaymentRevision {
  readonly paymentId: PaymentId;
  readonly revision: number;
}

type Act<I> = RunningCall<I, PaymentDetails>;

/** Names the payment and the revision that the person saw; the sum and the payee stay with main. */
export function revisionOf({ payment }: PaymentDetails): PaymentRevision {
  return { paymentId: payment.paymentId, revision: payment.revision };
}

/** Asks the bank now how a payment stands. Moves no money. */
export function useAskBank(): Act<PaymentRevision> {
  return useAct((payment) => app().payments.askBank(payment));
}

/** Stops a payment that has not left. */
export function useCancel(): Act<PaymentRevision> {
  return useAct((payment) => app().payments.cancel(payment));
}

/** Says what a person saw in online banking about a draft for signature that cannot be asked about. */
export function useSettleBankDraft(): Act<{
  readonly payment: PaymentRevision;
  readonly finding: BankDraftFinding;
}> {
  return useAct((input) => app().payments.settleBankDraft(input));
}

/** Takes a payment back to the drafts, which voids its approvals, and opens it in the form. */
export function useEdit(): Act<PaymentDetails> {
  const [, navigate] = useLocation();
  const act = useAct((details: PaymentDetails) =>
    app().payments.saveDraft({
      companyId: details.payment.companyId,
      draft: revisionOf(details),
      fields: details.fields,
    }),
  );
  return {
    ...act,
    run: async (details) => {
      const draft = await act.run(details);
      if (draft !== null) navigate(paths.editPayment(draft.payment.paymentId));
      return draft;
    },
  };
}

function useAct<I>(call: (input: I) => Promise<Result<PaymentDetails>>): Act<I> {
  const client = useQueryClient();
  return useCall(call, {
    onDone: (details) => client.setQueryData(keys.payment(details.payment.paymentId), details),
    staleAfter: [keys.payments, ['approvals'], ['overview']],
  });
}

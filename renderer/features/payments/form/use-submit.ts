import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { ErrorInfo } from '../../../../contract/result.ts';
import { app } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';
import { useCall } from '../../../api/use-call.ts';
import { paths } from '../../../ui/paths.ts';
import type { DraftRef } from './draft-saver.ts';
import { focusField, inFormOrder } from './field-facts.ts';
import type { DraftForm } from './use-draft.ts';
import { tidyVat } from './vat.ts';

export interface Submit {
  readonly run: () => Promise<void>;
  readonly isPending: boolean;
  readonly error: ErrorInfo | null;
}

/** Saves what is typed and hands the draft to the rules; then shows what became of it. No money moves. */
export function useSubmit(form: DraftForm): Submit {
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const submit = useCall((draft: DraftRef) => app().payments.submit(draft), {
    onDone: (details) => {
      client.setQueryData(keys.payment(details.payment.paymentId), details);
      navigate(paths.payment(details.payment.paymentId), { replace: true });
    },
    staleAfter: [keys.payments, ['approvals'], ['overview']],
  });

  async function run(): Promise<void> {
    if (isBusy) return;
    const purpose = tidyVat(form.fields.purpose);
    if (purpose !== form.fields.purpose) form.patch({ purpose });
    const wrong = inFormOrder(Object.keys(form.leaveAll()));
    const first = wrong[0];
    if (first !== undefined) {
      focusField(first);
      return;
    }
    setBusy(true);
    const draft = await form.saving.saver.flush();
    if (draft !== null) await submit.run(draft);
    setBusy(false);
  }
  return { run, isPending: isBusy, error: submit.error };
}

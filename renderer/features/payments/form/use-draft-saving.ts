import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { DraftFields, PaymentDetails } from '../../../../contract/areas/payments.ts';
import type { Result } from '../../../../contract/result.ts';
import type { CompanyId, PaymentId } from '../../../../contract/values/ids.ts';
import { app, toErrorInfo } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';
import { createDraftSaver, type DraftSaver, type DraftState } from './draft-saver.ts';

/** Units: milliseconds of silence after which typed text is saved. */
const PAUSE_MS = 600;

export interface DraftSaving {
  readonly saver: DraftSaver;
  readonly state: DraftState;
  /** `null` until the first save of a new payment. */
  readonly paymentId: PaymentId | null;
  /** After a conflict: saves the typed text over what is stored. */
  readonly keepMine: () => Promise<void>;
  /** After a conflict: gives the stored fields, which the form then shows; `null` when they could not be read. */
  readonly takeTheirs: () => Promise<DraftFields | null>;
}

/** Saves the draft as it is typed, and once more when the form is left or the window closes. */
export function useDraftSaving(companyId: CompanyId, opened: PaymentDetails | null): DraftSaving {
  const client = useQueryClient();
  const [state, setState] = useState<DraftState>({ kind: 'clean' });
  const [paymentId, setPaymentId] = useState(opened?.payment.paymentId ?? null);
  const [saver] = useState(() =>
    createDraftSaver(
      {
        save: async (draft, fields) => {
          const result = await settled(app().payments.saveDraft({ companyId, draft, fields }));
          if (result.ok) {
            setPaymentId(result.value.payment.paymentId);
            client.setQueryData(keys.payment(result.value.payment.paymentId), result.value);
            void client.invalidateQueries({ queryKey: keys.paymentList(companyId, 'all') });
          }
          return result;
        },
        later: (work) => {
          const timer = setTimeout(work, PAUSE_MS);
          return () => clearTimeout(timer);
        },
        onState: setState,
      },
      opened === null ? null : refOf(opened),
    ),
  );
  useEffect(() => {
    const flush = () => void saver.flush();
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [saver]);

  async function readStored(): Promise<PaymentDetails | null> {
    if (paymentId === null) return null;
    const result = await app().payments.get({ paymentId });
    if (!result.ok) setState({ kind: 'failed', error: result.error });
    return result.ok ? result.value : null;
  }
  return {
    saver,
    state,
    paymentId,
    keepMine: async () => {
      const stored = await readStored();
      if (stored !== null) await saver.keepMine(refOf(stored));
    },
    takeTheirs: async () => {
      const stored = await readStored();
      if (stored === null) return null;
      saver.takeTheirs(refOf(stored));
      return stored.fields;
    },
  };
}

/** Even a broken link to main is an answer, or the saver would wait for ever and hold the text back. */
function settled(answer: Promise<Result<PaymentDetails>>): Promise<Result<PaymentDetails>> {
  return answer.catch((error: unknown) => ({ ok: false, error: toErrorInfo(error) }));
}

function refOf(details: PaymentDetails) {
  return { paymentId: details.payment.paymentId, revision: details.payment.revision };
}

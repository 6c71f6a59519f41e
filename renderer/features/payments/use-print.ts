import type { PrintInput } from '../../../contract/areas/payments.ts';
import { app } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import { useT } from '../../i18n/t.ts';
import { tellSaved, useTellNotSaved } from '../../ui/file-notices.ts';

/** Saves payment orders or their register as a PDF where the person says, and tells where, or why not. */
export function usePrint(): { readonly print: (input: PrintInput) => void; readonly isPending: boolean } {
  const t = useT();
  const call = useCall((input: PrintInput) => app().payments.print(input), {
    staleAfter: [keys.journal],
    onDone: ({ place, payments }) => tellSaved(t('payments.print.done', { count: payments }), place),
  });
  useTellNotSaved(call.error);
  return { print: (input) => void call.run(input), isPending: call.isPending };
}

import { moscowDate } from '../../../contract/values/dates.ts';
import { invoiceFound } from '../../domain/payments/draft/invoice-draft.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import type { CodeReader } from '../../ports/document-ports.ts';
import type { HandlersOf } from './handlers-of.ts';

export interface InvoiceHandlerParts {
  readonly workplace: Workplace;
  readonly codeReader: CodeReader;
}

/** The code of an invoice on a picture, read for the form; nothing is kept. */
export function invoiceHandlers({ workplace, codeReader }: InvoiceHandlerParts): HandlersOf<'invoices'> {
  return {
    'invoices.read': async ({ companyId, picture }) => {
      workplace.actorIn(companyId);
      const { vault } = workplace;
      const codes = await codeReader.codesOn(Buffer.from(picture, 'base64'));
      return invoiceFound({
        codes,
        ownInn: vault.companies.get(companyId)?.inn ?? '',
        today: moscowDate(vault.clock.now()),
        language: workplace.settings.language,
      });
    },
  };
}

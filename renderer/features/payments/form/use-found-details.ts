import { useState, type ClipboardEvent } from 'react';
import { MAX_PICTURE_BYTES } from '../../../../contract/areas/invoices.ts';
import type { ErrorInfo } from '../../../../contract/result.ts';
import { readPastedBlock, type OwnNumbers } from '../../../../contract/values/bank-details/pasted-block.ts';
import { app } from '../../../api/client.ts';
import { useCall } from '../../../api/use-call.ts';
import { useCompany } from '../../../api/use-session.ts';
import { useLanguage, useT } from '../../../i18n/t.ts';
import { base64Of } from '../../../ui/base64-of.ts';
import { useFileDrop } from '../../../ui/use-file-drop.ts';
import { fieldId } from './field-facts.ts';
import { filledBy, foundInInvoice, foundInText, type FoundDetails } from './found-details.ts';
import type { DraftForm } from './use-draft.ts';

/** Two of these make a block; one alone is a number that belongs into the field it is pasted into. */
const NUMBERS = ['inn', 'kpp', 'bik', 'account', 'corrAccount'] as const;
const FEWEST = 2;

interface FoundInForm {
  /** What was found and waits for a person's word; `null` when nothing does. */
  readonly found: FoundDetails | null;
  readonly onPasteCapture: (event: ClipboardEvent<HTMLElement>) => void;
  readonly fill: () => void;
  readonly leave: () => void;
  /** Reads the code of an invoice on a picture. */
  readonly readPicture: (picture: Blob) => void;
  readonly isReading: boolean;
  readonly error: ErrorInfo | null;
  /** A file hangs over the window. */
  readonly isOver: boolean;
}

/**
 * Takes bank details out of a block of text that is pasted anywhere in the form but the purpose, and out of the QR code
 * on a picture that is pasted, dropped or chosen. Fills them in when told to.
 */
export function useFoundDetails(form: DraftForm, own: OwnNumbers): FoundInForm {
  const t = useT();
  const language = useLanguage();
  const { companyId } = useCompany();
  const [found, setFound] = useState<FoundDetails | null>(null);
  const read = useCall(
    async (picture: Blob) => app().invoices.read({ companyId, picture: await base64Of(picture, LIMIT) }),
    { onDone: (invoice) => setFound(foundInInvoice(invoice)) },
  );
  const readPicture = (picture: Blob) => void read.run(picture);
  const isOver = useFileDrop(true, ([file]) => file !== undefined && readPicture(file));
  return {
    found,
    onPasteCapture: (event) => {
      const [file] = event.clipboardData.files;
      // Spreadsheets and word processors put a picture of the text beside it.
      const isPicture = event.clipboardData.getData('text/plain') === '' && file?.type.startsWith('image/');
      if (file !== undefined && isPicture === true) {
        event.preventDefault();
        readPicture(file);
        return;
      }
      const { target } = event;
      if (target instanceof HTMLElement && target.id === fieldId('purpose')) return;
      const block = readPastedBlock(event.clipboardData.getData('text/plain'), own);
      if (NUMBERS.filter((name) => block[name] !== undefined).length < FEWEST) return;
      event.preventDefault();
      event.stopPropagation();
      setFound(foundInText(block, t, language));
    },
    fill: () => {
      if (found !== null) form.patch(filledBy(found, form.fields));
      setFound(null);
    },
    leave: () => setFound(null),
    readPicture,
    isReading: read.isPending,
    error: read.error,
    isOver,
  };
}

const LIMIT = { most: MAX_PICTURE_BYTES, large: 'invoice-large' } as const;

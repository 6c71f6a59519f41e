import { z } from 'zod';
import { CompanyId } from '../values/ids.ts';
import { DraftFields } from './payments.ts';

/**
 * Pictures that are larger are no scan of an invoice. Own choice: an uncompressed page of A4 at 300 dpi. Units: bytes.
 */
export const MAX_PICTURE_BYTES = 32 * 1024 * 1024;

/** Bytes as text take four characters for three. Source: RFC 4648 §4. */
const MAX_PICTURE_TEXT = Math.ceil(MAX_PICTURE_BYTES / 3) * 4;

/** A picture that a person pasted, dropped or chose. `picture`: its bytes in Base64. */
export const InvoicePicture = z.strictObject({
  companyId: CompanyId,
  picture: z.string().max(MAX_PICTURE_TEXT),
});

export const INVOICE_PICTURE_SIZE = { characters: MAX_PICTURE_TEXT + 256, values: 8 } as const;

/** Fields of the form that the code of an invoice may fill in. */
export const InvoiceDraftField = DraftFields.pick({
  payeeName: true,
  payeeAccount: true,
  payeeBankName: true,
  payeeBik: true,
  payeeCorrAccount: true,
  payeeInn: true,
  payeeKpp: true,
  amountText: true,
  purpose: true,
  uin: true,
  taxPayerStatus: true,
  kbk: true,
  oktmo: true,
  taxEvidence: true,
  taxPeriod: true,
  taxDocNumber: true,
  taxDocDate: true,
}).keyof();
export type InvoiceDraftField = z.infer<typeof InvoiceDraftField>;

/**
 * What the code of an invoice says, in the words of the form. `level`: `ask`, where a person has to say what is right;
 * `fault`, where the bank would not take it. `remarks` of the whole: what has no field to stand at.
 */
export const InvoiceFound = z.strictObject({
  fields: z.array(
    z.strictObject({
      field: InvoiceDraftField,
      value: z.string(),
      level: z.enum(['ok', 'warn', 'ask', 'fault']),
      remarks: z.array(z.string()),
    }),
  ),
  remarks: z.array(z.string()),
});
export type InvoiceFound = z.infer<typeof InvoiceFound>;

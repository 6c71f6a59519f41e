import type { InvoiceFound } from '../../../../contract/areas/invoices.ts';
import type { DraftField, DraftFields } from '../../../../contract/areas/payments.ts';
import { faultText } from '../../../../contract/values/bank-details/fault-texts.ts';
import type {
  PastedBlock,
  PastedField,
  PastedFieldName,
} from '../../../../contract/values/bank-details/pasted-block.ts';
import type { Translate } from '../../../i18n/t.ts';
import { withBik } from './blank-draft.ts';

/** A value that was found for a field, and how sure it is. */
export interface FoundField {
  readonly field: Exclude<DraftField, 'route'>;
  readonly value: string;
  readonly confidence: PastedField['confidence'];
  readonly remarks: readonly string[];
}

/** Bank details that came from outside the form and wait for a person's word. */
export interface FoundDetails {
  readonly from: 'text' | 'invoice';
  readonly fields: readonly FoundField[];
  /** Of what stands at no field. */
  readonly remarks: readonly string[];
}

/** The field of the form that each part of a pasted block fills. */
const FILLED = {
  name: 'payeeName',
  inn: 'payeeInn',
  kpp: 'payeeKpp',
  bik: 'payeeBik',
  account: 'payeeAccount',
  bankName: 'payeeBankName',
  corrAccount: 'payeeCorrAccount',
  amount: 'amountText',
  purpose: 'purpose',
} as const satisfies Readonly<Record<PastedFieldName, FoundField['field']>>;

/** Returns what a pasted block of text says, field by field in the order of the form. */
export function foundInText(block: PastedBlock, t: Translate, language: 'ru' | 'en'): FoundDetails {
  const names = Object.keys(FILLED) as readonly PastedFieldName[]; // keys of FILLED
  const fields = names.flatMap((name) => {
    const found = block[name];
    if (found === undefined) return [];
    const { value, confidence, fault, others } = found;
    const remarks = [
      ...(fault === null ? [] : [faultText(fault.code, fault.details, language)]),
      ...(others.length === 0 ? [] : [t('payments.found.others', { others: others.join(', ') })]),
    ];
    return [{ field: FILLED[name], value, confidence, remarks }];
  });
  return { from: 'text', fields, remarks: [] };
}

const CONFIDENCE = { ok: 'certain', warn: 'likely', ask: 'doubtful', fault: 'doubtful' } as const;

/** The same of the code of an invoice. */
export function foundInInvoice({ fields, remarks }: InvoiceFound): FoundDetails {
  return {
    from: 'invoice',
    fields: fields.map(({ level, ...field }) => ({ ...field, confidence: CONFIDENCE[level] })),
    remarks,
  };
}

/** Returns what is changed in the form; a known BIK brings its bank along. */
export function filledBy({ fields: found }: FoundDetails, fields: DraftFields): Partial<DraftFields> {
  const bik = found.find(({ field }) => field === 'payeeBik')?.value;
  // The bank of another BIK is no bank of this one, whoever wrote it there.
  const before =
    bik === undefined || bik === fields.payeeBik
      ? fields
      : { ...fields, payeeBankName: '', payeeCorrAccount: '' };
  return {
    ...(bik === undefined ? {} : withBik(before, bik)),
    ...Object.fromEntries(found.map(({ field, value }) => [field, value])),
  };
}

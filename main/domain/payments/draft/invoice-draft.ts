import type { InvoiceDraftField, InvoiceFound } from '../../../../contract/areas/invoices.ts';
import { DraftFields } from '../../../../contract/areas/payments.ts';
import type { LocalDate } from '../../../../contract/values/dates.ts';
import { amountToDecimal } from '../../../../contract/values/money.ts';
import { AppError } from '../../../ports/app-error.ts';
import {
  INVOICE_FORM_FIELDS,
  type InvoiceField,
  type InvoiceFields,
  type InvoiceNote,
} from '../../onec/invoice-fields.ts';
import { invoiceAmong } from '../../onec/invoice-qr.ts';
import { invoiceText } from '../../onec/invoice-texts.ts';

/** The field of the form that each value of a code fills in; the payer's INN fills in none. */
const FILLED = {
  name: 'payeeName',
  inn: 'payeeInn',
  kpp: 'payeeKpp',
  bik: 'payeeBik',
  account: 'payeeAccount',
  bankName: 'payeeBankName',
  corrAccount: 'payeeCorrAccount',
  payerStatus: 'taxPayerStatus',
  kbk: 'kbk',
  oktmo: 'oktmo',
  evidence: 'taxEvidence',
  period: 'taxPeriod',
  docNumber: 'taxDocNumber',
  docDate: 'taxDocDate',
  uin: 'uin',
  amountKopecks: 'amountText',
  purpose: 'purpose',
} as const satisfies Readonly<Record<Exclude<InvoiceField, 'payerInn'>, InvoiceDraftField>>;

/** From the least to the worst. */
const LEVELS = ['ok', 'warn', 'ask', 'fault'] as const;

interface InvoiceSetting {
  readonly codes: readonly Uint8Array[];
  /** Of the company that pays. */
  readonly ownInn: string;
  /** The day in Moscow. */
  readonly today: LocalDate;
  readonly language: 'ru' | 'en';
}

/**
 * Returns what a person sees of the code of an invoice before it fills in the form; what is longer than its field is
 * left out and told. Errors: `invoice-no-code`, when none of the codes is one of an invoice.
 */
export function invoiceFound({ codes, ownInn, today, language }: InvoiceSetting): InvoiceFound {
  const { status, fields, notes } = invoiceAmong(codes, today);
  if (status === 'refuse') throw new AppError('invoice-no-code', { codes: codes.length });
  const all = [...notes, ...otherPayer(fields, ownInn)];
  const rows = Object.entries(FILLED).flatMap(([name, field]) => {
    const key = name as keyof typeof FILLED;
    const value = valueOf(fields, key);
    if (value === null || !DraftFields.shape[field].safeParse(value).success) return [];
    const own = all.filter((note) => note.field === INVOICE_FORM_FIELDS[key]);
    const level = LEVELS.findLast((one) => one === 'ok' || own.some((note) => note.level === one)) ?? 'ok';
    return [{ key, field, value, level, remarks: own.map((note) => invoiceText(note, language)) }];
  });
  const shown = new Set<string | null>(rows.map(({ key }) => INVOICE_FORM_FIELDS[key]));
  const rest = all.filter((note) => !shown.has(note.field));
  return {
    fields: rows.map(({ field, value, level, remarks }) => ({ field, value, level, remarks })),
    remarks: rest.map((note) => withField(note, invoiceText(note, language), language)),
  };
}

function valueOf(fields: InvoiceFields, key: keyof typeof FILLED): string | null {
  if (key !== 'amountKopecks') return fields[key] ?? null;
  const { amountKopecks } = fields;
  return amountKopecks === undefined ? null : amountToDecimal(amountKopecks).replace('.', ',');
}

function withField({ field }: InvoiceNote, text: string, language: 'ru' | 'en'): string {
  if (field === null) return text;
  return language === 'ru' ? `Поле ${field}: ${text}` : `Field ${field}: ${text}`;
}

/** An invoice for somebody else is told; whose bill a company pays is its own affair. */
function otherPayer({ payerInn }: InvoiceFields, ownInn: string): readonly InvoiceNote[] {
  if (payerInn === undefined || payerInn === ownInn) return [];
  return [{ field: null, level: 'warn', code: 'qr-other-payer', details: { found: payerInn, own: ownInn } }];
}

import type { LocalDate } from '../../../contract/values/dates.ts';
import type { FaultDetails } from '../../../contract/values/bank-details/fault.ts';
import { invoiceFaults } from './check-invoice.ts';
import { decode, strictUtf8 } from './encodings.ts';
import {
  INVOICE_FORM_FIELDS,
  type InvoiceFaultCode,
  type InvoiceField,
  type InvoiceFields,
  type InvoiceNote,
} from './invoice-fields.ts';

/**
 * What may be done with a code: `ok`; `warn` filled, something to tell; `ask` not filled without an answer; `fault`
 * filled, cannot be approved; `refuse` no code of an invoice.
 */
export type InvoiceStatus = 'ok' | 'warn' | 'ask' | 'fault' | 'refuse';

/** The code of an invoice, read. */
export interface InvoiceReading {
  readonly status: InvoiceStatus;
  readonly fields: InvoiceFields;
  /** Keys that are no fields of a payment order, as written. */
  readonly others: Readonly<Record<string, string>>;
  readonly notes: readonly InvoiceNote[];
}

/** Encodings by the digit behind the version. Source: GOST R 56042-2014; tapi.md §8.7. */
const ENCODINGS = { '1': 'windows-1251', '2': 'utf-8', '3': 'koi8-r' } as const;
type Encoding = (typeof ENCODINGS)[keyof typeof ENCODINGS];

/** A QR code of the largest size holds 2,953 bytes. Source: ISO/IEC 18004, version 40-L. */
const MAX_BYTES = 2953;

/**
 * Names of values in small letters, as their case differs between programs. Source: GOST R 56042-2014, tables 1 to 3.
 */
const KEYS: Readonly<Record<string, InvoiceField>> = {
  name: 'name',
  personalacc: 'account',
  bankname: 'bankName',
  bic: 'bik',
  correspacc: 'corrAccount',
  payeeinn: 'inn',
  kpp: 'kpp',
  sum: 'amountKopecks',
  purpose: 'purpose',
  payerinn: 'payerInn',
  drawerstatus: 'payerStatus',
  cbc: 'kbk',
  oktmo: 'oktmo',
  paytreason: 'evidence',
  taxperiod: 'period',
  docno: 'docNumber',
  docdate: 'docDate',
  uin: 'uin',
};

/**
 * Reads the bytes of the QR code of an invoice. Scanners give the text of ST00011 and ST00013 wrongly and the bytes
 * rightly, so the bytes are read. Never throws. `today`: the day of payment, in Moscow.
 * Source: GOST R 56042-2014; tapi.md §8.7.
 */
export function readInvoiceQr(bytes: Uint8Array, today: LocalDate): InvoiceReading {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const code = bytes.subarray(start);
  const head = /^ST0001([123])([^0-9A-Za-z])/i.exec(latin(code.subarray(0, 8)));
  const digit = head?.[1];
  if (bytes.length > MAX_BYTES || head === null || (digit !== '1' && digit !== '2' && digit !== '3'))
    return REFUSED;
  const { text, note } = decodeBody(code.subarray(8), ENCODINGS[digit]);
  const values = new Values(head[2] ?? '|');
  values.read(text.replace(/[\r\n\0]+$/, ''));
  const { fields, sum, others } = values;
  const notes = [
    ...(note === null ? [] : [note]),
    ...values.notes,
    ...invoiceFaults({ fields, sum, today, unsettled: values.unsettled }),
  ];
  const levels = new Set(notes.map(({ level }) => level));
  const status = (['ask', 'fault', 'warn'] as const).find((one) => levels.has(one)) ?? 'ok';
  return { status, fields, others, notes };
}

/**
 * Returns what the invoice says among all codes of a picture: it may hold the code of a shop too. The same rules as of
 * `readInvoiceQr`.
 */
export function invoiceAmong(codes: readonly Uint8Array[], today: LocalDate): InvoiceReading {
  const readings = codes.map((code) => readInvoiceQr(code, today));
  return readings.find(({ status }) => status !== 'refuse') ?? REFUSED;
}

const REFUSED: InvoiceReading = { status: 'refuse', fields: {}, others: {}, notes: [] };

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

interface DecodedBody {
  readonly text: string;
  readonly note: InvoiceNote | null;
}

/**
 * The digit is believed unless the bytes say otherwise. What UTF-8 is, is certain; the two others are told apart by
 * their look, so a person is asked.
 */
function decodeBody(bytes: Uint8Array, declared: Encoding): DecodedBody {
  const utf8 = strictUtf8(bytes);
  const isUtf8 = utf8 !== null && /[а-яё]/i.test(utf8);
  if (declared === 'utf-8' && utf8 !== null) return { text: utf8, note: null };
  if (declared !== 'utf-8' && isUtf8) return { text: utf8, note: encodingNote('warn', 'utf-8') };
  const texts = (['windows-1251', 'koi8-r'] as const).map((one) => ({ one, text: decode(bytes, one) }));
  const likeliest = texts.reduce((a, b) => (oddities(b.text) < oddities(a.text) ? b : a));
  const said = texts.find(({ one }) => one === declared);
  if (said !== undefined && oddities(said.text) <= oddities(likeliest.text))
    return { text: said.text, note: null };
  return { text: likeliest.text, note: encodingNote('ask', likeliest.one) };
}

function encodingNote(level: 'warn' | 'ask', expected: string): InvoiceNote {
  return { field: null, level, code: 'qr-encoding', details: { expected } };
}

/** Letters of the one encoding read as the other have the wrong case, and signs between letters. */
function oddities(text: string): number {
  return (text.match(/[а-яё][А-ЯЁ]|[─-╿▀-▟ЂЃђѓЉЊЌЋЏљњќћџ]/gu) ?? []).length;
}

/** Collects the values of a code. */
class Values {
  readonly fields: InvoiceFields = {};
  readonly others: Record<string, string> = {};
  readonly notes: InvoiceNote[] = [];
  /** Fields that stand there twice with different values: nobody chooses. */
  readonly unsettled = new Set<InvoiceField>();
  /** As written; `null` when there is none. */
  sum: string | null = null;
  readonly #separator: string;

  constructor(separator: string) {
    this.#separator = separator;
  }

  read(text: string): void {
    const met = new Map<InvoiceField, string>();
    let last: string | null = null;
    for (const part of text.split(this.#separator)) {
      const at = part.indexOf('=');
      const key = at === -1 ? '' : part.slice(0, at).trim();
      if (!/^[A-Za-z][A-Za-z0-9]*$/.test(key)) {
        if (part.trim() !== '') this.#stray(last, part);
        continue;
      }
      last = key;
      const value = part.slice(at + 1).trim();
      const field = KEYS[key.toLowerCase()];
      if (field === undefined) this.others[key] = value;
      else this.#take(field, value, met);
    }
    for (const [field, value] of met) if (!this.unsettled.has(field)) this.#fill(field, value);
  }

  #take(field: InvoiceField, value: string, met: Map<InvoiceField, string>): void {
    const earlier = met.get(field);
    if (earlier === undefined || earlier === '') met.set(field, value);
    else if (earlier !== value && value !== '' && !this.unsettled.has(field)) {
      this.unsettled.add(field);
      this.#note(field, 'qr-twice', { found: earlier, other: value });
    }
  }

  /** The separator stood inside a value, most likely: which text is meant, a person says. */
  #stray(last: string | null, part: string): void {
    const field = last === null ? undefined : KEYS[last.toLowerCase()];
    this.#note(field ?? null, 'qr-stray', { text: part.slice(0, 80) });
  }

  #fill(field: InvoiceField, value: string): void {
    if (field === 'amountKopecks') this.sum = value;
    else if (value !== '') this.fields[field] = value;
  }

  #note(field: InvoiceField | null, code: InvoiceFaultCode, details: FaultDetails): void {
    this.notes.push({
      field: field === null ? null : INVOICE_FORM_FIELDS[field],
      level: 'ask',
      code,
      details,
    });
  }
}

import type { LocalDate } from '../../../contract/values/dates.ts';
import { accountFault, corrAccountFault } from '../../../contract/values/bank-details/account.ts';
import { bikFault } from '../../../contract/values/bank-details/bik.ts';
import { budgetFaults, isPaidToBudget } from '../../../contract/values/bank-details/budget.ts';
import { uinFault } from '../../../contract/values/bank-details/codes.ts';
import { wrong, type BankDetailFault } from '../../../contract/values/bank-details/fault.ts';
import { innFault } from '../../../contract/values/bank-details/inn.ts';
import { kppFault } from '../../../contract/values/bank-details/kpp.ts';
import { nameFault, purposeFaults } from '../../../contract/values/bank-details/texts.ts';
import {
  INVOICE_FORM_FIELDS,
  type InvoiceField,
  type InvoiceFields,
  type InvoiceNote,
} from './invoice-fields.ts';

/** Values without which a code is none of an invoice. Source: GOST R 56042-2014, table 1. */
const REQUIRED: readonly InvoiceField[] = ['name', 'account', 'bik'];

/**
 * Values that people type when the code has none. Own choice: the first two stand in GOST's table 1, and T-API needs
 * neither.
 */
const EXPECTED: readonly InvoiceField[] = ['bankName', 'corrAccount', 'inn', 'purpose'];

/** The largest sum that is exact in kopecks. Source: ECMA-262 §21.1.2.6. */
const MAX_SUM_DIGITS = 15;

interface InvoiceToCheck {
  /** The sum is filled in here. */
  readonly fields: InvoiceFields;
  readonly sum: string | null;
  readonly today: LocalDate;
  readonly unsettled: ReadonlySet<InvoiceField>;
}

/** Says everything that is wrong with the values of a code, or to be told about them. */
export function invoiceFaults({ fields, sum, today, unsettled }: InvoiceToCheck): readonly InvoiceNote[] {
  const notes: InvoiceNote[] = [];
  const note = (
    field: InvoiceField,
    level: InvoiceNote['level'],
    fault: Omit<InvoiceNote, 'field' | 'level'>,
  ) => {
    const { code, details } = fault;
    if (!unsettled.has(field)) notes.push({ field: INVOICE_FORM_FIELDS[field], level, code, details });
  };
  const add = (field: InvoiceField, fault: BankDetailFault | null) => {
    if (fault !== null) note(field, fault.level === 'error' ? 'fault' : 'warn', fault);
  };
  for (const field of REQUIRED)
    if (fields[field] === undefined) note(field, 'fault', { code: 'qr-missing', details: {} });
  for (const field of EXPECTED)
    if (fields[field] === undefined) note(field, 'warn', { code: 'qr-missing', details: {} });
  readSum(fields, sum, note);
  checkParty(fields, add);
  checkPurpose(fields, today, add);
  return notes;
}

type Note = (
  field: InvoiceField,
  level: InvoiceNote['level'],
  fault: Omit<InvoiceNote, 'field' | 'level'>,
) => void;
type Add = (field: InvoiceField, fault: BankDetailFault | null) => void;

/**
 * The sum is in kopecks. One with a comma or point was meant in roubles, most likely; a hundred times too much is not
 * guessed at.
 */
function readSum(fields: InvoiceFields, sum: string | null, note: Note): void {
  if (sum === null || sum === '') note('amountKopecks', 'warn', { code: 'qr-missing', details: {} });
  else if (/^\d+[.,]\d{1,2}$/.test(sum))
    note('amountKopecks', 'ask', { code: 'qr-sum-in-roubles', details: { found: sum } });
  else if (!/^\d+$/.test(sum))
    note('amountKopecks', 'fault', { code: 'qr-sum-form', details: { found: sum } });
  else if (/^0+$/.test(sum)) note('amountKopecks', 'fault', wrong('amount-zero'));
  else if (sum.replace(/^0+/, '').length > MAX_SUM_DIGITS)
    note('amountKopecks', 'fault', wrong('amount-large', { digits: MAX_SUM_DIGITS - 2 }));
  else fields.amountKopecks = Number(sum);
}

function checkParty(fields: InvoiceFields, add: Add): void {
  const { name, account, bik, corrAccount, inn, kpp } = fields;
  if (name !== undefined) add('name', nameFault(name));
  const ofBik = bik === undefined ? null : bikFault(bik);
  add('bik', ofBik);
  const usable = ofBik === null ? (bik ?? '') : '';
  if (account !== undefined) add('account', accountFault(account, usable));
  // A bank without one writes 0. Source: GOST R 56042-2014, table 1.
  if (corrAccount !== undefined && corrAccount !== '0')
    add('corrAccount', corrAccountFault(corrAccount, usable));
  if (inn !== undefined) add('inn', innFault(inn));
  if (kpp !== undefined) add('kpp', kppFault(kpp));
}

function checkPurpose(fields: InvoiceFields, today: LocalDate, add: Add): void {
  const { account = '', bik = '', purpose, uin = '', payerStatus, amountKopecks } = fields;
  const isToBudget = isPaidToBudget({ payeeAccount: account, payeeBik: bik }) || payerStatus !== undefined;
  if (purpose !== undefined) {
    const setting = { day: today, kopecks: amountKopecks ?? null, isVatExpected: !isToBudget };
    for (const fault of purposeFaults(purpose, setting)) add('purpose', fault);
  }
  if (!isToBudget) {
    if (uin !== '') add('uin', uinFault(uin));
    return;
  }
  const values = {
    '22': uin,
    '24': purpose ?? '',
    '101': payerStatus ?? '',
    '103': fields.kpp ?? '0',
    // The payer fills in his own KPP.
    '102': '0',
    '104': fields.kbk ?? '',
    '105': fields.oktmo ?? '',
    '106': fields.evidence ?? '',
    '107': fields.period ?? '',
    '108': fields.docNumber ?? '',
    '109': fields.docDate ?? '',
  };
  const byNumber = new Map(Object.entries(INVOICE_FORM_FIELDS).map(([field, number]) => [number, field]));
  for (const { field, fault } of budgetFaults({ payeeAccount: account, fields: values }, today))
    add((byNumber.get(field) ?? 'kpp') as InvoiceField, fault);
}

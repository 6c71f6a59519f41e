import { NO_TAX_FIELDS, type DraftFields } from '../../../../contract/areas/payments.ts';
import { T_BANK } from '../../../../contract/t-bank/t-bank.ts';

/** Returns the fields of a new payment. `executionOrder` 5 is "all the rest", UIN 0 is "none". Source: tapi.md §5.4. */
export function blankDraft(accountNumber: string): DraftFields {
  return {
    accountNumber,
    payeeName: '',
    payeeInn: '',
    payeeKpp: '',
    payeeBik: '',
    payeeBankName: '',
    payeeCorrAccount: '',
    payeeAccount: '',
    amountText: '',
    purpose: '',
    documentNumber: '',
    executionOrder: '5',
    uin: '0',
    ...NO_TAX_FIELDS,
    route: 'direct',
  };
}

/** Fills bank and correspondent account from a known BIK; takes them away again when the BIK is no longer that one. */
export function withBik(fields: DraftFields, bik: string): DraftFields {
  const next = { ...fields, payeeBik: bik };
  if (bik === T_BANK.bik) {
    return { ...next, payeeBankName: T_BANK.name, payeeCorrAccount: T_BANK.corrAccount };
  }
  const wasFilled = fields.payeeBik === T_BANK.bik && fields.payeeCorrAccount === T_BANK.corrAccount;
  return wasFilled ? { ...next, payeeBankName: '', payeeCorrAccount: '' } : next;
}

/** Tells whether bank and correspondent account follow from the BIK and need no fields of their own. */
export function isKnownBank(fields: DraftFields): boolean {
  return fields.payeeBik === T_BANK.bik && fields.payeeCorrAccount === T_BANK.corrAccount;
}

/** What people paste around digits: spaces of any kind, dots between groups, invisible marks. */
const NOT_IN_NUMBERS = /[\s\u00a0\u202f\u200b-\u200f\u2060\ufeff.]/g;

/** Cleans a pasted identifier so that only what matters is left; letters stay, the check names them. */
export function cleanNumber(text: string): string {
  return text.replace(NOT_IN_NUMBERS, '');
}

/** Makes one line of a pasted purpose: the bank takes no line breaks. Source: tapi.md §8.1. */
export function oneLine(text: string): string {
  return text.replace(/[\r\n\t\v\f\u2028\u2029]+/g, ' ');
}

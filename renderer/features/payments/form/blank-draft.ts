import type { BankView } from '../../../../contract/areas/banks.ts';
import { NO_TAX_FIELDS, type DraftFields } from '../../../../contract/areas/payments.ts';
import { T_BANK } from '../../../../contract/t-bank/t-bank.ts';

/** A bank as the directory has it. */
type KnownBank = Pick<BankView, 'bik' | 'name' | 'corrAccount'>;

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

/** What the bank of a BIK brings into the form. */
export function bankFill({ name, corrAccount }: KnownBank): Partial<DraftFields> {
  return { payeeBankName: name, payeeCorrAccount: corrAccount };
}

/**
 * Fills bank and correspondent account from the BIK that we know without a directory; takes them away again when the
 * BIK is no longer that one. `known`: the bank of the BIK that stands in the fields, as the directory has it.
 */
export function withBik(fields: DraftFields, bik: string, known: KnownBank | null = null): DraftFields {
  const next = { ...fields, payeeBik: bik };
  if (bik === T_BANK.bik) {
    return { ...next, payeeBankName: T_BANK.name, payeeCorrAccount: T_BANK.corrAccount };
  }
  const wasFilled = bik !== fields.payeeBik && isKnownBank(fields, known);
  return wasFilled ? { ...next, payeeBankName: '', payeeCorrAccount: '' } : next;
}

/** Tells whether bank and correspondent account follow from the BIK and need no fields of their own. */
export function isKnownBank(fields: DraftFields, known: KnownBank | null = null): boolean {
  const { payeeBik, payeeBankName, payeeCorrAccount } = fields;
  if (payeeBik === T_BANK.bik && payeeCorrAccount === T_BANK.corrAccount) return true;
  if (known === null || known.bik !== payeeBik) return false;
  return payeeBankName === known.name && payeeCorrAccount === known.corrAccount;
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

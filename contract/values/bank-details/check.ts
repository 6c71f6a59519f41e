import type { LocalDate } from '../dates.ts';
import { accountFault, corrAccountFault } from './account.ts';
import { readAmount } from './amount.ts';
import { bikFault } from './bik.ts';
import { withoutSpaces, trimmedText } from '../visible-text.ts';
import { kbkFault, oktmoFault, uinFault } from './codes.ts';
import { readDay, writeDay } from './day.ts';
import { reported, type BankDetailFault } from './fault.ts';
import { innFault } from './inn.ts';
import { kppFault } from './kpp.ts';
import { purposeFaults } from './texts.ts';

export const REQUISITE_KINDS = [
  'inn',
  'kpp',
  'bik',
  'account',
  'uin',
  'kbk',
  'oktmo',
  'amount',
  'date',
  'purpose',
] as const;
export type BankDetailKind = (typeof REQUISITE_KINDS)[number];

export const ACCOUNT_ROLES = ['client', 'correspondent', 'treasury'] as const;
export type AccountRole = (typeof ACCOUNT_ROLES)[number];

/** One bank detail as it was typed, with what it is held against. */
export interface TypedBankDetail {
  readonly kind: BankDetailKind;
  readonly input: string;
  readonly bik?: string | undefined;
  readonly role?: AccountRole | undefined;
}

/** Says everything that is wrong with one requisite as it was typed, the hardest first. `day`: the day of payment. */
export function bankDetailFaults(typed: TypedBankDetail, day: LocalDate): readonly BankDetailFault[] {
  const faults = faultsOf(typed, day);
  return [...faults].sort((a, b) => Number(b.level === 'error') - Number(a.level === 'error'));
}

function faultsOf(typed: TypedBankDetail, day: LocalDate): readonly BankDetailFault[] {
  const code = withoutSpaces(typed.input);
  switch (typed.kind) {
    case 'inn':
      return list(innFault(code));
    case 'kpp':
      return list(kppFault(code));
    case 'bik':
      return list(bikFault(code));
    case 'account':
      return list(roleFault(code, withoutSpaces(typed.bik ?? ''), typed.role));
    case 'uin':
      return list(uinFault(code));
    case 'kbk':
      return list(kbkFault(code));
    case 'oktmo':
      return list(oktmoFault(code));
    case 'amount':
      return list(readAmount(trimmedText(typed.input)).fault);
    case 'date':
      return list(dayFault(trimmedText(typed.input)));
    case 'purpose': {
      const setting = { day, kopecks: null, isVatExpected: typed.role !== 'treasury' };
      return purposeFaults(typed.input, setting);
    }
  }
}

function list(fault: BankDetailFault | null): readonly BankDetailFault[] {
  return fault === null ? [] : [fault];
}

/** A BIK that is itself wrong is the fault of the pair: nothing can be said of the key. */
function roleFault(account: string, bik: string, role: AccountRole | undefined): BankDetailFault | null {
  const ofBik = bik === '' ? null : bikFault(bik);
  const usable = ofBik === null ? bik : '';
  const fault = role === 'correspondent' ? corrAccountFault(account, usable) : accountFault(account, usable);
  return fault ?? ofBik;
}

/** Slashes leave open which number is the day, so the reading is told. */
function dayFault(text: string): BankDetailFault | null {
  const { day, form, fault } = readDay(text);
  if (fault !== null) return fault;
  return form === 'other-marks' ? reported('date-spelling', { day: writeDay(day) }) : null;
}

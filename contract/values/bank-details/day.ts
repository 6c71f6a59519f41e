import type { LocalDate } from '../dates.ts';
import { wrong, type BankDetailFault } from './fault.ts';

/** How a day was written: as on the form, without marks between, or in a way that is understood and not usual. */
export type DayForm = 'usual' | 'digits' | 'short-year' | 'iso' | 'other-marks';

/** A day that was read, or what is wrong with it. */
export type ReadDay =
  | { readonly day: LocalDate; readonly form: DayForm; readonly hasWholeYear: boolean; readonly fault: null }
  | {
      readonly day: null;
      readonly form: null;
      readonly hasWholeYear: false;
      readonly fault: BankDetailFault;
    };

/** The day, the month, the year, and the marks between them; the time that 1C puts behind some days is cut. */
const MARKED = /^(\d{1,2})([.,/\-\p{Zs}])(\d{1,2})\2(\d{4}|\d{2})(?: г\.?| \d{1,2}:\d\d(?::\d\d)?)?$/u;
const DIGITS = /^(\d\d)(\d\d)(\d{4}|\d\d)$/;
const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:T\d\d:\d\d(?::\d\d)?)?$/;

/**
 * Reads a calendar day as Russians write it: `12.11.2026`, `12.11.26`, `121126`, `12112026`; also `12/11/2026` (the day
 * stands first) and `2026-11-12`. A year of two digits is one of this century: no payment is older.
 * Errors: a fault for what is no day; never throws.
 * Source: issue of the accountant's day (Entry); README of the exchange files, rule 8.
 */
export function readDay(text: string): ReadDay {
  if (text === '') return failed(wrong('date-empty'));
  const marked = MARKED.exec(text);
  if (marked !== null) {
    const [, day = '', mark, month = '', year = ''] = marked;
    const form = mark !== '.' ? 'other-marks' : year.length === 2 ? 'short-year' : 'usual';
    return toDay([year, month, day], form);
  }
  const digits = DIGITS.exec(text);
  if (digits !== null) return toDay([digits[3] ?? '', digits[2] ?? '', digits[1] ?? ''], 'digits');
  const iso = ISO.exec(text);
  if (iso !== null) return toDay([iso[1] ?? '', iso[2] ?? '', iso[3] ?? ''], 'iso');
  return failed(wrong('date-form'));
}

/** Writes a day as on the form, `12.11.2026`. */
export function writeDay(day: LocalDate): string {
  return `${day.slice(8)}.${day.slice(5, 7)}.${day.slice(0, 4)}`;
}

function toDay([yearText, monthText, dayText]: readonly [string, string, string], form: DayForm): ReadDay {
  const year = Number(yearText.length === 2 ? `20${yearText}` : yearText);
  const month = Number(monthText);
  const day = Number(dayText);
  if (year < 1900 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month))
    return failed(wrong('date-no-such-day'));
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return { day: text, form, hasWholeYear: yearText.length === 4, fault: null };
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function failed(fault: BankDetailFault): ReadDay {
  return { day: null, form: null, hasWholeYear: false, fault };
}

import { doubtful, reported, wrong, type BankDetailFault } from './fault.ts';

/** Says what is wrong with a KBK (field 104), or `null`. Source: tapi.md §5.4 (`tax.kbk`), §8.1. */
export function kbkFault(kbk: string): BankDetailFault | null {
  if (kbk === '0') return null;
  return /^\d{20}$/.test(kbk) && !/^0+$/.test(kbk) ? null : wrong('kbk-form', { length: kbk.length });
}

/** Says what is wrong with an OKTMO (field 105), or `null`. Source: tapi.md §5.4 (`tax.oktmo`), §8.1. */
export function oktmoFault(oktmo: string): BankDetailFault | null {
  if (oktmo === '0') return null;
  const fits = /^(\d{8}|\d{11})$/.test(oktmo) && !/^0+$/.test(oktmo);
  return fits ? null : wrong('oktmo-form', { length: oktmo.length });
}

/** Source: tapi.md §5.4 (`uin`). */
const UIN = /^(0|[0-9A-Za-z]{4}|[А-ЯA-Z0-9]{15}|[0-9A-Za-z]{20}|[0-9A-Za-z]{25})$/;

/**
 * Says what is wrong with a UIN (field 22), or `null`. A wrong check digit is not an error: the method is known from
 * several implementations and not from its text, and 25 characters may have a key of their own (UIP).
 * Source: tapi.md §5.4, §8.1.
 */
export function uinFault(uin: string): BankDetailFault | null {
  if (!UIN.test(uin) || (uin.length > 1 && /^0+$/.test(uin)))
    return wrong('uin-form', { length: uin.length });
  if (!/^(\d{20}|\d{25})$/.test(uin)) return null;
  const expected = uinCheckDigit(uin.slice(0, -1));
  if (uin.endsWith(expected)) return null;
  return uin.length === 20 ? doubtful('uin-check', { expected }) : reported('uin-check-long', { expected });
}

/**
 * Returns the digit that follows these. Source: tapi.md §8.1: weights 1 to 10 repeating, modulo 11; at 10 again from 3;
 * at 10 again it is 0.
 */
export function uinCheckDigit(digits: string): string {
  const rest = [0, 2].map((shift) => weighted(digits, shift) % 11).find((one) => one < 10);
  return String(rest ?? 0);
}

function weighted(digits: string, shift: number): number {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1)
    sum += (((index + shift) % 10) + 1) * (digits.charCodeAt(index) - 48);
  return sum;
}

/** A code that was read, with what is wrong with it. */
export interface ReadCode {
  /** `null` when it is wrong. */
  readonly value: number | null;
  readonly fault: BankDetailFault | null;
}

/**
 * Reads the priority (field 21), 1 to 5; an empty one is 5. Source: Civil Code art. 855; tapi.md §5.4
 * (`executionOrder`, default 5).
 */
export function readPriority(text: string): ReadCode {
  if (text === '') return { value: 5, fault: null };
  return readOneToFive(text, 'priority-form', 'priority-zero');
}

/**
 * Reads the revenue code (field 20), 1 to 5; `null` without a fault when there is none. Source: Bank of Russia 5286-У,
 * 6104-У; tapi.md §8.1.
 */
export function readRevenueCode(text: string): ReadCode {
  if (text === '') return { value: null, fault: null };
  return readOneToFive(text, 'revenue-code-form', 'revenue-code-zero');
}

function readOneToFive(
  text: string,
  wrongCode: 'priority-form' | 'revenue-code-form',
  toldCode: 'priority-zero' | 'revenue-code-zero',
): ReadCode {
  const digit = /^0?([1-5])$/.exec(text)?.[1];
  if (digit === undefined) return { value: null, fault: wrong(wrongCode, { found: text }) };
  return {
    value: Number(digit),
    fault: text === digit ? null : reported(toldCode, { found: text, value: digit }),
  };
}

/**
 * Says what is wrong with the number of an order (field 3), or `null`. Source: tapi.md §5.4 (`documentNumber`), §8.1:
 * one to six digits, at least 1.
 */
export function numberFault(number: string): BankDetailFault | null {
  return /^\d{1,6}$/.test(number) && !/^0+$/.test(number)
    ? null
    : wrong('number-form', { length: number.length });
}

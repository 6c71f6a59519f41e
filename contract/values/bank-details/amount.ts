import { wrong, type BankDetailFault } from './fault.ts';

/**
 * Digits before the point that still fit a safe integer of kopecks (9 007 199 254 740 991 kopecks, ECMA-262 §21.1.2.6).
 */
const MAX_ROUBLE_DIGITS = 13;

const PLAIN = /^(\d+)(?:[.,](\d{1,2}))?$/;

/**
 * Groups of three with any space between them but a tab, which parts the cells of a table. Source: README of the
 * exchange files, rule 7.
 */
const GROUPED = /^([1-9]\d{0,2}(?:\p{Zs}\d{3})+)(?:[.,](\d{1,2}))?$/u;

/** A sum that was read, or what is wrong with it. Units: kopecks. */
export type ReadAmount =
  | { readonly kopecks: number; readonly fault: null }
  | { readonly kopecks: null; readonly fault: BankDetailFault };

/**
 * Reads a sum above zero: digits, perhaps in groups of three with spaces, a comma or a point, at most two decimals.
 * Everything else is refused.
 * Units: kopecks. Never goes through a float.
 * Errors: a fault, never a guess; never throws.
 * Source: README of the exchange files, rule 7; «150 00» means 150 roubles 00 kopecks on paper forms.
 */
export function readAmount(text: string): ReadAmount {
  const kopecks = readSum(text);
  if (kopecks === null) return { kopecks, fault: refused(text) };
  return kopecks === 0 ? { kopecks: null, fault: wrong('amount-zero') } : { kopecks, fault: null };
}

/** Reads a sum like `readAmount`, zero too. Units: kopecks. Errors: `null` for what is no sum. */
export function readSum(text: string): number | null {
  const parts = PLAIN.exec(text) ?? GROUPED.exec(text);
  const roubles = parts?.[1]?.replace(/\P{Nd}/gu, '').replace(/^0+(?=\d)/, '');
  if (roubles === undefined || roubles.length > MAX_ROUBLE_DIGITS) return null;
  return Number(roubles) * 100 + Number((parts?.[2] ?? '').padEnd(2, '0'));
}

/** Names the way in which a text is no sum. */
function refused(text: string): BankDetailFault {
  if (text === '') return wrong('amount-empty');
  if (PLAIN.test(text) || GROUPED.test(text)) return wrong('amount-large', { digits: MAX_ROUBLE_DIGITS });
  if (/^[-−–]/.test(text)) return wrong('amount-negative');
  if (text.includes('.') && text.includes(',')) return wrong('amount-two-marks');
  if (/^[\d\p{Zs}]+[.,]\d{3,}$/u.test(text)) return wrong('amount-decimals');
  return /^[\d\s]+([.,]\d{0,2})?$/u.test(text) ? wrong('amount-groups') : wrong('amount-form');
}

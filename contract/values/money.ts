import { z } from 'zod';

/**
 * A sum of money in kopecks.
 * Units: minor units of the rouble; an integer that JSON carries exactly.
 */
export const AmountMinor = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** A balance in kopecks; an overdrawn account is negative. Units: minor units of the rouble. */
export const BalanceMinor = z.int();

/** Digits before the point that still fit a safe integer of kopecks (9 007 199 254 740 991 kopecks, ECMA-262 §21.1.2.6). */
const MAX_ROUBLE_DIGITS = 13;

const DECIMAL = /^(\d+)(?:[.,](\d{1,2}))?$/;

/**
 * Reads a sum as people type it: digits, spaces of any kind between groups, a comma or a point, at most two decimals.
 *
 * Units: returns kopecks. Never goes through a float.
 * Errors: returns `null` when the text is not such a sum; never throws.
 */
export function parseAmountText(text: string): number | null {
  const match = DECIMAL.exec(text.replace(/[\s\u00a0\u202f]/g, ''));
  const roubles = match?.[1];
  if (roubles === undefined || roubles.replace(/^0+/, '').length > MAX_ROUBLE_DIGITS) return null;
  return Number(roubles) * 100 + Number((match?.[2] ?? '').padEnd(2, '0'));
}

/**
 * Writes kopecks as a decimal with exactly two digits after the point, as the bank's JSON wants them.
 *
 * Units: takes kopecks, gives roubles as text, for instance `15000.50`.
 */
export function amountToDecimal(amountMinor: number): string {
  const sign = amountMinor < 0 ? '-' : '';
  const absolute = Math.abs(amountMinor);
  return `${sign}${Math.trunc(absolute / 100)}.${String(absolute % 100).padStart(2, '0')}`;
}

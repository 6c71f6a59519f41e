import { z } from 'zod';
import { readSum } from './bank-details/amount.ts';
import { trimmedText } from './visible-text.ts';

/**
 * A sum of money in kopecks.
 * Units: minor units of the rouble; an integer that JSON carries exactly.
 */
export const AmountMinor = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** A balance in kopecks; an overdrawn account is negative. Units: minor units of the rouble. */
export const BalanceMinor = z.int();

/**
 * Reads a sum as people type it: digits, one space of any kind between groups of three, a comma or a point, at most two
 * decimals.
 *
 * Units: returns kopecks. Never goes through a float.
 * Errors: returns `null` when the text is not such a sum; never throws.
 */
export function parseAmountText(text: string): number | null {
  return readSum(trimmedText(text));
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

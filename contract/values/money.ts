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

/**
 * Between the groups of a sum and before the sign of its currency: the one space of sums on every screen. Source:
 * issue 10, Screens 4: the narrow one (U+202F) is not seen at 13 px.
 */
const SPACE_IN_SUMS = '\u00a0';
const MINUS = '\u2212';

/** Signs that everybody knows; other currencies are written by their letters. Source: Unicode, Currency Symbols. */
const SIGNS: Readonly<Record<string, string>> = { RUB: '₽', USD: '$', EUR: '€' };

/**
 * Writes a sum for reading: `1 284 900,50 ₽`, with no-break spaces, the same in both languages.
 * Units: takes kopecks, or hundredths of the currency whose letters are given. Source: ui.md, Words; ISO 4217.
 */
export function formatMoney(minor: number, currency = 'RUB'): string {
  return `${formatAmount(minor)}${SPACE_IN_SUMS}${SIGNS[currency] ?? currency}`;
}

/** Writes the number alone, for form fields that carry the sign of the currency beside them. Units: takes kopecks. */
export function formatAmount(minor: number): string {
  const absolute = Math.abs(minor);
  const roubles = formatCount(Math.trunc(absolute / 100));
  return `${minor < 0 ? MINUS : ''}${roubles},${String(absolute % 100).padStart(2, '0')}`;
}

/** Writes a whole number for reading, in groups of three as in sums: `1 284 900`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, SPACE_IN_SUMS);
}

import { wrong, type BankDetailFault } from './fault.ts';

/**
 * Says what is wrong with a BIK, or `null`. Source: tapi.md §8.1 (nine digits; the first is 0, 1 or 2: Bank of Russia
 * 732-П, appendix 5).
 */
export function bikFault(bik: string): BankDetailFault | null {
  if (!/^\d{9}$/.test(bik)) return wrong('bik-form', { length: bik.length });
  if (/^0+$/.test(bik)) return wrong('bik-form', { length: bik.length });
  return /^[012]/.test(bik) ? null : wrong('bik-first-digit', { digit: bik.slice(0, 1) });
}

/**
 * Tells whether the BIK is one of a treasury body. Units that have another one exist: see `isTreasuryAccount`. Source:
 * tapi.md §8.1.
 */
export function isTreasuryBik(bik: string): boolean {
  return bik.startsWith('01');
}

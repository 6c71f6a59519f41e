import { notTaken, wrong, type BankDetailFault } from './fault.ts';

/** Source: tapi.md §8.1; the weights are published by the tax service. */
const INN_10 = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const INN_12_FIRST = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const INN_12_SECOND = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

/** An INN of a person or sole trader has twelve digits and goes without a KPP. Source: tapi.md §8.1. */
export const PERSON_INN_LENGTH = 12;

/**
 * Says what is wrong with an INN of a company (10 digits) or a person (12), or `null`. `0` stands for a person whose
 * INN is not known.
 * Source: tapi.md §8.1, §5.4 (`to.inn`); field 60 and 61 of form 0401060 also hold the five digits of a foreign company
 * (Bank of Russia 762-П).
 */
export function innFault(inn: string): BankDetailFault | null {
  if (inn === '0') return null;
  if (/^\d{5}$/.test(inn) && inn !== '00000') return notTaken('inn-foreign');
  if (!/^(\d{10}|\d{12})$/.test(inn)) return wrong('inn-length', { length: inn.length });
  if (/^0+$/.test(inn)) return wrong('inn-zeros');
  const end = expectedEnd(inn);
  return inn.endsWith(end) ? null : wrong('inn-check', { expected: end, found: inn.slice(-end.length) });
}

/** Returns the check digit of a company's INN, the two of a person's. */
function expectedEnd(inn: string): string {
  if (inn.length === 10) return checkDigit(inn, INN_10);
  const first = checkDigit(inn, INN_12_FIRST);
  return first + checkDigit(inn.slice(0, 10) + first, INN_12_SECOND);
}

function checkDigit(inn: string, weights: readonly number[]): string {
  let sum = 0;
  for (const [index, weight] of weights.entries()) sum += weight * (inn.charCodeAt(index) - 48);
  return String((sum % 11) % 10);
}

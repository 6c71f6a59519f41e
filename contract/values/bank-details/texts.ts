import type { LocalDate } from '../dates.ts';
import { doubtful, reported, wrong, type BankDetailFault } from './fault.ts';
import { vatRateOn, vatWithin, vatWording } from './vat.ts';

/** Source: tapi.md §8.1, bank messages carry names of at most 160 characters. */
export const NAME_MAX = 160;
/** Source: tapi.md §5.4. */
export const PURPOSE_MAX = 210;

/**
 * Characters that never go out: controls, bidirectional and other invisible marks (which would show one text and send
 * another), line and paragraph ends.
 * Source: tapi.md §8.1: printable, no line breaks.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029\ufffd]/u;

/**
 * The characters of windows-1251, which bank messages are written in; anything else may arrive as a question mark.
 * Source: Unicode mapping CP1251.TXT.
 */
const BANK_CHARACTERS =
  /^[\x20-\x7e\u00a0\u00a4\u00a6\u00a7\u00a9\u00ab\u00ac\u00ae\u00b0\u00b1\u00b5-\u00b7\u00bb\u0401-\u040c\u040e-\u044f\u0451-\u045c\u045e\u045f\u0490\u0491\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2116\u2122]*$/u;

/** Tells whether a text holds a character that never goes out. */
export function hasUnprintable(text: string): boolean {
  return UNPRINTABLE.test(text);
}

/** Says what is wrong with the name of a payer or payee (fields 8 and 16), or `null`. */
export function nameFault(name: string): BankDetailFault | null {
  if (name === '') return wrong('name-empty');
  if (name.length > NAME_MAX) return wrong('name-long', { length: name.length, max: NAME_MAX });
  return UNPRINTABLE.test(name) ? wrong('name-characters', { place: placeOfUnprintable(name) }) : null;
}

/** What the wording of a purpose is held against. */
export interface PurposeSetting {
  /** The day of payment. */
  readonly day: LocalDate;
  /** Units: kopecks; `null` when the sum is not known. */
  readonly kopecks: number | null;
  /**
   * Whether the law wants a word about VAT: not in payments to the budget and not in wages. Source: Tax Code art. 168
   * p. 4; tapi.md §8.1.
   */
  readonly isVatExpected: boolean;
}

/**
 * Returns the purpose as it may be sent: tabs become spaces, nothing else changes.
 * Source: README of the exchange files (10, document 8): replaced by a space with the person told.
 */
export function sendablePurpose(text: string): string {
  return text.replaceAll('\t', ' ');
}

/** Says everything that is wrong with a purpose (field 24), or to be told about it. Source: tapi.md §5.4, §8.1. */
export function purposeFaults(text: string, setting: PurposeSetting): readonly BankDetailFault[] {
  const purpose = sendablePurpose(text);
  if (purpose.trim() === '') return [wrong('purpose-empty')];
  const faults: BankDetailFault[] = [];
  if (purpose.length > PURPOSE_MAX)
    faults.push(wrong('purpose-long', { length: purpose.length, max: PURPOSE_MAX }));
  if (!BANK_CHARACTERS.test(purpose)) {
    const isWrong = UNPRINTABLE.test(purpose);
    faults.push(
      isWrong
        ? wrong('purpose-characters', { place: placeOfUnprintable(purpose) })
        : reported('purpose-foreign', { characters: foreignCharacters(purpose) }),
    );
  }
  if (purpose !== text) faults.push(reported('purpose-tab'));
  if (setting.isVatExpected) faults.push(...vatFaults(purpose, setting));
  return faults;
}

function vatFaults(purpose: string, { day, kopecks }: PurposeSetting): readonly BankDetailFault[] {
  const { isMentioned, rates, sums } = vatWording(purpose);
  if (!isMentioned) return [reported('vat-missing')];
  const faults: BankDetailFault[] = [];
  for (const rate of new Set(rates)) {
    const standing = vatRateOn(rate, day);
    if (standing === 'ended') faults.push(reported('vat-rate-ended', { rate }));
    if (standing === 'unknown') faults.push(doubtful('vat-rate-unknown', { rate }));
  }
  const [rate] = rates;
  const [sum] = sums;
  if (kopecks === null || rate === undefined || rates.length > 1 || sum === undefined) return faults;
  const right = vatWithin(kopecks, rate);
  if (sum !== right) faults.push(doubtful('vat-sum', { rate, found: sum, expected: right }));
  return faults;
}

/** Counts from 1, as people do. */
function placeOfUnprintable(text: string): number {
  return text.search(UNPRINTABLE) + 1;
}

function foreignCharacters(text: string): string {
  return [...new Set(text)].filter((character) => !BANK_CHARACTERS.test(character)).join(' ');
}

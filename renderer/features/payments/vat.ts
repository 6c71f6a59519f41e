import { amountToDecimal } from '../../../contract/values/money.ts';
import { vatWithin } from '../../../contract/values/requisites/vat.ts';

/** Rates that may stand in a settlement document, in percent. Source: tapi.md §8.1 (Tax Code art. 164; 20 % until 2025, 22 % from 2026). */
export const VAT_RATES = [0, 5, 7, 10, 20, 22] as const;
export type VatRate = (typeof VAT_RATES)[number];

/** What the purpose says of VAT: a rate, that there is none, or nothing at all. */
export type VatChoice = VatRate | 'without' | 'unsaid';

/** The bank's documents are in Russian whatever the language of the window. Source: tapi.md §8.1 (Tax Code art. 168 p. 4). */
const WITHOUT_VAT = 'НДС не облагается';

const NUMBER = String.raw`\d[\d\s\u00a0\u202f]*(?:[.,-]\d{1,2})?`;
const INCLUDED = String.raw`(?:в\s+том\s+числе|в\s*т\.\s*ч\.)\s+НДС(?:\s*\(?\s*(\d{1,2})\s*%\s*\)?)?(?:\s*[—–:=-]?\s*${NUMBER})?(?:\s*(?:рублей|руб|р|₽)(?![а-яё])\.?)?`;
const NONE = String.raw`НДС\s+не\s+облагается|без\s+НДС|без\s+налога\s*\(НДС\)`;
const SENTENCE = new RegExp(`(?:${INCLUDED}|${NONE})\\.?`, 'iu');

/**
 * Returns the VAT that a sum includes: amount × rate / (100 + rate), rounded half up.
 * Units: kopecks in and out; never goes through a float.
 * Source: tapi.md §8.1; Tax Code art. 164 p. 4.
 */
export function includedVat(amountMinor: number, rate: VatRate): number {
  return vatWithin(amountMinor, rate);
}

/** Writes the sentence of VAT for the purpose; empty when nothing is to be said. Units: `amountMinor` in kopecks. */
export function vatSentence(choice: VatChoice, amountMinor: number): string {
  if (choice === 'unsaid') return '';
  if (choice === 'without') return WITHOUT_VAT;
  const sum = amountToDecimal(includedVat(amountMinor, choice)).replace('.', ',');
  return `В том числе НДС ${String(choice)} % — ${sum} руб.`;
}

/** Puts the sentence of VAT into the purpose: in place of the one there, or at its end. */
export function withVat(purpose: string, choice: VatChoice, amountMinor: number): string {
  const sentence = vatSentence(choice, amountMinor);
  const found = SENTENCE.exec(purpose);
  if (found !== null)
    return tidy(purpose.slice(0, found.index), sentence, purpose.slice(found.index + found[0].length));
  return tidy(purpose, sentence, '');
}

function tidy(before: string, sentence: string, after: string): string {
  const head = before.trimEnd();
  const tail = after.trim();
  if (sentence === '') return [head, tail].filter((part) => part !== '').join(' ');
  const stop = head === '' || /[.!?;:,(]$/.test(head) ? '' : '.';
  const parts = [
    head === '' ? '' : `${head}${stop}`,
    tail === '' || sentence.endsWith('.') ? sentence : `${sentence}.`,
    tail,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** Reads back what the purpose says of VAT, so that a reopened draft shows its choice; an unknown rate reads as `unsaid`. */
export function readVat(purpose: string): VatChoice {
  const found = SENTENCE.exec(purpose);
  if (found === null) return 'unsaid';
  if (!/т\.?\s*ч|том/iu.test(found[0])) return 'without';
  return VAT_RATES.find((rate) => String(rate) === found[1]) ?? 'unsaid';
}

/** Follows a changed sum: the VAT sentence is computed anew when the purpose has one with a known rate. Units: kopecks. */
export function followAmount(purpose: string, amountMinor: number): string {
  const choice = readVat(purpose);
  return typeof choice === 'number' ? withVat(purpose, choice, amountMinor) : purpose;
}

import type { LocalDate } from '../dates.ts';

/** A rate of VAT with its days. Units: per cent. */
export interface VatRate {
  readonly rate: number;
  readonly from: LocalDate;
  /** The last day; `null` while it is in force. */
  readonly until: LocalDate | null;
  readonly source: string;
}

/** Before the days that anybody still pays for. Own choice: the year of VAT's present chapter of the Tax Code. */
const LONG_AGO = '2001-01-01';

/** Next year's rate is a row more. */
export const VAT_RATES: readonly VatRate[] = [
  { rate: 0, from: LONG_AGO, until: null, source: 'Tax Code art. 164 p. 1' },
  { rate: 10, from: LONG_AGO, until: null, source: 'Tax Code art. 164 p. 2' },
  { rate: 18, from: '2004-01-01', until: '2018-12-31', source: 'Tax Code art. 164 p. 3 before 303-ФЗ' },
  { rate: 20, from: '2019-01-01', until: '2025-12-31', source: 'Law 303-ФЗ of 03.08.2018; tapi.md §8.1' },
  { rate: 5, from: '2025-01-01', until: null, source: 'Tax Code art. 164 p. 8; tapi.md §8.1' },
  { rate: 7, from: '2025-01-01', until: null, source: 'Tax Code art. 164 p. 8; tapi.md §8.1' },
  { rate: 22, from: '2026-01-01', until: null, source: 'Law 425-ФЗ of 28.11.2025; tapi.md §8.1' },
];

/** Whether a rate is in force on a day, has ended before it, or is none. */
export function vatRateOn(rate: number, day: LocalDate): 'in-force' | 'ended' | 'unknown' {
  const rows = VAT_RATES.filter((row) => row.rate === rate);
  if (rows.some(({ from, until }) => from <= day && (until === null || day <= until))) return 'in-force';
  return rows.some(({ until }) => until !== null && until < day) ? 'ended' : 'unknown';
}

/** The VAT that is in a sum, rounded to kopecks. Units: kopecks. Source: tapi.md §8.1: `amount × r / (100 + r)`. */
export function vatWithin(kopecks: number, rate: number): number {
  const numerator = BigInt(kopecks) * BigInt(rate) * 2n;
  const denominator = BigInt(100 + rate);
  return Number((numerator + denominator) / (denominator * 2n));
}

/** What a purpose says of VAT. Units: per cent, kopecks. */
export interface VatWording {
  readonly isMentioned: boolean;
  readonly rates: readonly number[];
  readonly sums: readonly number[];
}

const WORD = /НДС/giu;

/** The rate behind the word: «НДС 22%», «НДС (7%)», «НДС по ставке 10 %», «НДС 20/120». */
const RATE_BEHIND = /^[^\d%]{0,14}(\d{1,2}) ?(?:%|\/ ?1\d\d)/u;
const RATE_BEFORE = /(?:^|[^\d])(\d{1,2}) ?% ?$/u;

/** The sum behind the rate: «- 22000.00», «= 220.00», «70-00», «1 000 руб 50 коп». */
const SUM =
  /^[\s):=–—-]*(\d{1,3}(?:[ \u00a0]\d{3})+|\d+)(?:[.,-](\d{1,2})|\s*руб[а-я.]*\s*(\d{1,2})\s*коп)?(?![\d%])/iu;

/** Finds what a purpose says of VAT, in the wordings that accounting programs and people use. */
export function vatWording(purpose: string): VatWording {
  const rates: number[] = [];
  const sums: number[] = [];
  const words = [...purpose.matchAll(WORD)];
  for (const word of words) {
    const behind = purpose.slice(word.index + word[0].length);
    const rate = RATE_BEHIND.exec(behind) ?? RATE_BEFORE.exec(purpose.slice(0, word.index));
    if (rate === null) continue;
    rates.push(Number(rate[1]));
    const sum = SUM.exec(behind.startsWith(rate[0]) ? behind.slice(rate[0].length) : behind);
    if (sum === null) continue;
    const roubles = (sum[1] ?? '').replace(/\D/g, '');
    sums.push(Number(roubles) * 100 + Number((sum[2] ?? sum[3] ?? '').padEnd(2, '0')));
  }
  return { isMentioned: words.length > 0, rates, sums };
}

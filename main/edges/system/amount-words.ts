import numberToWords from 'number-to-words-ru';
import { amountToDecimal, formatMoney } from '../../../contract/values/money.ts';
import type { AmountWords } from '../../domain/payments/payments-ports.ts';

/** Roubles in words from a capital letter, kopecks in figures. Source: 762-П, appendix 1, field 6. */
const ON_AN_ORDER = {
  currency: 'rub',
  declension: 'nominative',
  roundNumber: 2,
  convertMinusSignToWord: true,
  showNumberParts: { integer: true, fractional: true },
  convertNumberToWords: { integer: true, fractional: false },
  showCurrency: { integer: true, fractional: true },
} as const;

/** Envelopes that were signed before say «50 копеек», and have to hold. Source: docs/format/envelope.md, the lines. */
const KOPECKS_ALONE = {
  ...ON_AN_ORDER,
  showNumberParts: { integer: false, fractional: true },
} as const;

/** Sums in Russian words, as they stand on a payment order, and in Russian digits. */
export const russianAmountWords: AmountWords = {
  inWords: (amountMinor) => {
    const hasRoubles = amountMinor === 0 || amountMinor >= 100;
    return numberToWords.convert(amountToDecimal(amountMinor), hasRoubles ? ON_AN_ORDER : KOPECKS_ALONE);
  },
  inDigits: (amountMinor) => formatMoney(amountMinor),
};

import { rubles } from 'rubles';
import { amountToDecimal } from '../../../contract/values/money.ts';
import type { AmountWords } from '../../domain/payments/payments-ports.ts';

const DIGITS = new Intl.NumberFormat('ru-RU', { maximumFractionDigits: 0 });

/** Sums in Russian words, as they stand on a payment order, and in Russian digits. */
export const russianAmountWords: AmountWords = {
  inWords: (amountMinor) => {
    const words = rubles(amountToDecimal(amountMinor)) ?? `${amountToDecimal(amountMinor)} ₽`;
    return words.charAt(0).toUpperCase() + words.slice(1);
  },
  inDigits: (amountMinor) => {
    const [roubles = '0', kopecks = '00'] = amountToDecimal(amountMinor).split('.');
    return `${DIGITS.format(BigInt(roubles)).replaceAll('\u00a0', '\u202f')},${kopecks}\u00a0₽`;
  },
};

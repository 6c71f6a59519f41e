import type { PaymentGroup, PaymentSummary } from '../../../contract/areas/payments.ts';
import { amountToDecimal } from '../../../contract/values/money.ts';
import { statusGroup } from '../../ui/payment/status-facts.ts';

/** Returns how many payments stand on each tab. */
export function countGroups(payments: readonly PaymentSummary[]): Readonly<Record<PaymentGroup, number>> {
  const counts = { all: payments.length, drafts: 0, waiting: 0, sending: 0, done: 0, stopped: 0 };
  for (const payment of payments) counts[statusGroup(payment.status)] += 1;
  return counts;
}

/** Returns the payments of a tab. */
export function ofGroup(payments: readonly PaymentSummary[], group: PaymentGroup): readonly PaymentSummary[] {
  return group === 'all' ? payments : payments.filter((payment) => statusGroup(payment.status) === group);
}

/**
 * Returns the payments that hold every word of the text in payee, purpose, number, preparer or sum («92 400» and
 * «92400,00» find alike).
 */
export function search(payments: readonly PaymentSummary[], text: string): readonly PaymentSummary[] {
  const words = plain(text)
    .split(' ')
    .filter((word) => word !== '');
  const digits = text.replace(/[\s\u00a0\u202f]/g, '');
  const sum = /^\d+([.,]\d{0,2})?$/.test(digits) ? digits.replace(',', '.') : null;
  if (words.length === 0) return payments;
  return payments.filter((payment) => holdsWords(payment, words) || isSum(payment, sum));
}

function holdsWords(payment: PaymentSummary, words: readonly string[]): boolean {
  const haystack = plain(
    [payment.payeeName, payment.purpose, payment.documentNumber, payment.preparedBy].join(' '),
  );
  return words.every((word) => haystack.includes(word));
}

function isSum(payment: PaymentSummary, sum: string | null): boolean {
  return sum !== null && payment.amountMinor !== null && amountToDecimal(payment.amountMinor).startsWith(sum);
}

function plain(text: string): string {
  return text
    .toLocaleLowerCase('ru')
    .replaceAll('ё', 'е')
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim();
}

/** Numbers that end in three zeros are refused by banks' software. Source: tapi.md §8.1. */
const REFUSED_END = 1000;
/** Source: tapi.md §5.4: at most six digits. */
const MAX_NUMBER = 999_999;

/** Returns the number after the greatest one used; after the last possible one it starts again. */
export function nextDocumentNumber(payments: readonly PaymentSummary[]): string {
  const used = payments.map((payment) => Number(payment.documentNumber)).filter(Number.isSafeInteger);
  const next = Math.max(0, ...used) + 1;
  if (next > MAX_NUMBER) return '1';
  return String(next % REFUSED_END === 0 ? next + 1 : next);
}

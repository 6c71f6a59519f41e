/**
 * The bank that keeps the company's accounts, as it stands on a payment order. Source: tapi.md §8.1 and the example in
 * §5.4; its place: the third and fourth digit of the BIK, 45, are Moscow's (OKATO).
 */
export const T_BANK = {
  bik: '044525974',
  name: 'АО «ТБанк»',
  place: 'г. Москва',
  corrAccount: '30101810145250000974',
} as const;

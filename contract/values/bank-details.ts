/**
 * Check digits of the identifiers on a Russian payment order.
 * Source: tapi.md §8.1 — INN: the tax service's published weights; account key: Bank of Russia order 515 of 08.09.1997.
 */

const INN_10 = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const INN_12_FIRST = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const INN_12_SECOND = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const ACCOUNT_WEIGHTS = [7, 1, 3];

/** Letters that may stand in the sixth place of an account in a clearing currency, in the order of the digits they mean. Source: tapi.md §8.1. */
const CLEARING_LETTERS = 'ABCEHKMPTX';

const DIGITS = /^\d+$/;

export type InnProblem = 'inn-length' | 'inn-check' | 'inn-zeros';
export type KppProblem = 'kpp-form';
export type BikProblem = 'bik-form';
export type AccountProblem = 'account-form' | 'account-check' | 'account-currency';

/** Says what is wrong with an INN of a company (10 digits) or a person (12 digits), or `null` when it holds together. */
export function checkInn(inn: string): InnProblem | null {
  if (!DIGITS.test(inn) || (inn.length !== 10 && inn.length !== 12)) return 'inn-length';
  if (/^0+$/.test(inn)) return 'inn-zeros';
  const fits =
    inn.length === 10
      ? innDigit(inn, INN_10) === inn[9]
      : innDigit(inn, INN_12_FIRST) === inn[10] && innDigit(inn, INN_12_SECOND) === inn[11];
  return fits ? null : 'inn-check';
}

function innDigit(inn: string, weights: readonly number[]): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(inn[index]), 0);
  return String((sum % 11) % 10);
}

/** Says what is wrong with a KPP; T-API takes nine digits, or `0` when there is none. Source: tapi.md §5.4, §8.1. */
export function checkKpp(kpp: string): KppProblem | null {
  return kpp === '0' || /^\d{9}$/.test(kpp) ? null : 'kpp-form';
}

/** Says what is wrong with a BIK: nine digits. Source: tapi.md §8.1. */
export function checkBik(bik: string): BikProblem | null {
  return /^\d{9}$/.test(bik) ? null : 'bik-form';
}

/**
 * Says what is wrong with a client's rouble account at the bank named by `bik`.
 * Accounts that begin with 0 (treasury) carry no such key and are only checked for their form.
 * Source: Bank of Russia order 515; tapi.md §8.1 and §5.4 (20 or 22 digits).
 */
export function checkAccount(account: string, bik: string): AccountProblem | null {
  if (!/^(\d{20}|\d{22}|\d{5}[ABCEHKMPTX]\d{14})$/.test(account)) return 'account-form';
  if (account.length === 22 || account.startsWith('0')) return null;
  if (account.slice(5, 8) !== '810' && account.slice(5, 8) !== '643') return 'account-currency';
  return hasAccountKey(account, accountPrefix(account, bik)) ? null : 'account-check';
}

/** Tells whether a correspondent account belongs to the bank named by `bik`. Source: Bank of Russia order 515. */
export function isCorrespondentAccount(account: string, bik: string): boolean {
  return /^\d{20}$/.test(account) && hasAccountKey(account, `0${bik.slice(4, 6)}`);
}

/** Returns the digit that would stand in the ninth place if the rest of the account were right. */
export function expectedAccountKey(account: string, bik: string): string {
  const zeroed = `${account.slice(0, 8)}0${account.slice(9)}`;
  return String((weightedSum(accountPrefix(account, bik) + zeroed) * 3) % 10);
}

/** Accounts opened in the Bank of Russia itself (30101…, 40102…) use the region of the BIK, the clients' use the bank's number. */
function accountPrefix(account: string, bik: string): string {
  return account.startsWith('301') || account.startsWith('40102') ? `0${bik.slice(4, 6)}` : bik.slice(6);
}

function hasAccountKey(account: string, prefix: string): boolean {
  return weightedSum(prefix + account) % 10 === 0;
}

function weightedSum(text: string): number {
  let sum = 0;
  for (const [index, character] of [...text].entries()) {
    const letter = CLEARING_LETTERS.indexOf(character);
    const digit = letter === -1 ? Number(character) : letter;
    sum += (digit * (ACCOUNT_WEIGHTS[index % 3] ?? 0)) % 10;
  }
  return sum;
}

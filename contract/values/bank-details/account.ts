import { doubtful, wrong, type BankDetailFault } from './fault.ts';

/** Source: Bank of Russia order 515 of 08.09.1997; tapi.md §8.1. */
const WEIGHTS = [7, 1, 3];

/**
 * Letters that may stand in the sixth place of an account in a clearing currency, in the order of the digits they mean.
 * Source: tapi.md §8.1.
 */
const CLEARING_LETTERS = 'ABCEHKMPTX';

const FORM = /^(\d{20}|\d{22}|\d{5}[ABCEHKMPTX]\d{14})$/;

/** Roubles; 643 is the code in treasury accounts. Source: tapi.md §8.1. */
const ROUBLE_CODES = ['810', '643'];

/** Accounts that only the Bank of Russia keeps. Source: order 515; tapi.md §8.1. */
const KEPT_BY_BANK_OF_RUSSIA = /^(30101|40102)/;

/**
 * Accounts of companies, traders and persons, which credit institutions keep. Source: Bank of Russia 809-П, balance
 * accounts.
 */
const KEPT_BY_BANKS = /^(40702|408(02|17|20)|42[36])/;

/**
 * BIKs below are those of the Bank of Russia's own institutions. Source: tapi.md §8.1 (000–002); credit institutions
 * are numbered from 050: 732-П, appendix 5.
 */
const FIRST_BANK_NUMBER = '050';

/** Who keeps the account, as a directory says: a bank, the Bank of Russia, or nobody has said it. */
export type Keeper = 'bank' | 'bank-of-russia' | 'unknown';

/** Tells whether the account is one of the treasury. Such accounts carry no key. Source: tapi.md §8.1. */
export function isTreasuryAccount(account: string): boolean {
  return account.startsWith('0');
}

/**
 * Says what is wrong with a rouble account at the bank named by `bik`, or `null`. `bik` is empty when it is itself
 * wrong: then the key is not looked at. Where no directory says who keeps the account, the key may hold by either rule:
 * of 1,884 accounts of the Bank of Russia's directory 593 hold by the rule of the Bank of Russia only. For the usual
 * accounts of companies and persons in a bank that is a warning, as each second rule lets one wrong digit in ten
 * through.
 * Source: Bank of Russia order 515; tapi.md §8.1 and §5.4 (20 or 22 digits).
 */
export function accountFault(
  account: string,
  bik: string,
  keeper: Keeper = 'unknown',
): BankDetailFault | null {
  if (!FORM.test(account)) return wrong('account-form', { length: account.length });
  if (/^0+$/.test(account)) return wrong('account-zeros');
  if (account.length === 22) return null;
  const currency = account.slice(5, 8);
  if (!ROUBLE_CODES.includes(currency)) return wrong('account-currency', { currency });
  if (isTreasuryAccount(account) || bik === '' || fitsKey(account, bik, keeper)) return null;
  const details = { bik, place: 9, expected: expectedAccountKey(account, bik, keeper) };
  const mayBeInBankOfRussia = keeper === 'unknown' && hasKey(account, regionRule(bik));
  return mayBeInBankOfRussia ? doubtful('account-check', details) : wrong('account-check', details);
}

/**
 * Says what is wrong with a correspondent account of the bank named by `bik`, or `null`.
 * Source: order 515; tapi.md §8.1: the last three digits of 30101… are those of the BIK.
 */
export function corrAccountFault(account: string, bik: string): BankDetailFault | null {
  if (!/^\d{20}$/.test(account)) return wrong('corr-account-form', { length: account.length });
  if (/^0+$/.test(account)) return wrong('account-zeros');
  const currency = account.slice(5, 8);
  if (!ROUBLE_CODES.includes(currency)) return wrong('account-currency', { currency });
  if (bik === '') return null;
  if (!hasKey(account, regionRule(bik)))
    return wrong('corr-account-check', { bik, place: 9, expected: expectedKey(account, regionRule(bik)) });
  const isOtherBank = account.startsWith('30101') && !account.endsWith(bik.slice(6));
  return isOtherBank ? wrong('corr-account-bank', { bik, expected: bik.slice(6) }) : null;
}

function fitsKey(account: string, bik: string, keeper: Keeper): boolean {
  if (KEPT_BY_BANK_OF_RUSSIA.test(account) || keeper === 'bank-of-russia')
    return hasKey(account, regionRule(bik));
  if (hasKey(account, bankRule(bik))) return true;
  const isCertain = KEPT_BY_BANKS.test(account) && bankRule(bik) >= FIRST_BANK_NUMBER;
  return keeper === 'unknown' && !isCertain && hasKey(account, regionRule(bik));
}

/** Returns the digit that would stand in the ninth place if the rest of the account were right. */
export function expectedAccountKey(account: string, bik: string, keeper: Keeper = 'unknown'): string {
  const isRegion = KEPT_BY_BANK_OF_RUSSIA.test(account) || keeper === 'bank-of-russia';
  return expectedKey(account, isRegion ? regionRule(bik) : bankRule(bik));
}

/** Clients of a bank use the number of the bank. */
function bankRule(bik: string): string {
  return bik.slice(6);
}

/** Accounts in the Bank of Russia use the number of its office. */
function regionRule(bik: string): string {
  return `0${bik.slice(4, 6)}`;
}

function hasKey(account: string, prefix: string): boolean {
  return weightedSum(prefix + account) % 10 === 0;
}

function expectedKey(account: string, prefix: string): string {
  const zeroed = `${account.slice(0, 8)}0${account.slice(9)}`;
  return String((weightedSum(prefix + zeroed) * 3) % 10);
}

function weightedSum(text: string): number {
  let sum = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index) - 48;
    const digit = code > 9 ? CLEARING_LETTERS.indexOf(text.charAt(index)) : code;
    sum += (digit * (WEIGHTS[index % 3] ?? 0)) % 10;
  }
  return sum;
}

import { accountFault, corrAccountFault, type Keeper } from './bank-details/account.ts';
import { bikFault } from './bank-details/bik.ts';
import { innFault } from './bank-details/inn.ts';
import { kppFault } from './bank-details/kpp.ts';

export { expectedAccountKey } from './bank-details/account.ts';

/**
 * The problems of a draft's fields, in the words of its form. What is right and wrong is decided in `bank-details/`
 * alone.
 */

export type InnProblem = 'inn-length' | 'inn-check' | 'inn-zeros';
export type KppProblem = 'kpp-form';
export type BikProblem = 'bik-form';
export type AccountProblem = 'account-form' | 'account-check' | 'account-currency';

/**
 * Says what is wrong with an INN of a company (10 digits) or a person (12 digits), or `null` when it holds together.
 */
export function checkInn(inn: string): InnProblem | null {
  const code = inn === '0' ? 'inn-length' : (innFault(inn)?.code ?? null);
  return code === null || code === 'inn-check' || code === 'inn-zeros' ? code : 'inn-length';
}

/** Says what is wrong with a KPP; T-API takes nine digits, or `0` when there is none. */
export function checkKpp(kpp: string): KppProblem | null {
  return kppFault(kpp) === null ? null : 'kpp-form';
}

/** Says what is wrong with a BIK: nine digits. */
export function checkBik(bik: string): BikProblem | null {
  return bikFault(bik) === null ? null : 'bik-form';
}

/**
 * Says what is wrong with a rouble account at the bank named by `bik`. For a BIK beyond `04…` a key that does not fit
 * is no problem, only `isKeyUnsure`: of units of the Bank of Russia and the treasury the rules say nothing sure.
 * `keeper`: who keeps it, where a directory says so; then one rule alone counts.
 * Source: https://github.com/horadorara/bank_ed807_practice, https://github.com/KuliginStepan/dadata-client/pull/29.
 */
export function checkAccount(
  account: string,
  bik: string,
  keeper: Keeper = 'unknown',
): AccountProblem | null {
  const { code = null, level = null } = accountFault(account, bik, keeper) ?? {};
  if (code === 'account-check') return isOfBanks(bik) && level === 'error' ? code : null;
  return code === null || code === 'account-currency' ? code : 'account-form';
}

/**
 * Tells whether a person should compare the account with the bill: its key does not fit a BIK beyond `04…`, or that of
 * an ordinary account fits by the rule of the Bank of Russia only.
 */
export function isKeyUnsure(account: string, bik: string, keeper: Keeper = 'unknown'): boolean {
  const fault = accountFault(account, bik, keeper);
  return fault?.code === 'account-check' && fault.level === (isOfBanks(bik) ? 'warning' : 'error');
}

/**
 * Tells whether a correspondent account may belong to the bank named by `bik`; beyond `04…` its key proves nothing
 * either.
 */
export function isCorrespondentAccount(account: string, bik: string): boolean {
  const code = corrAccountFault(account, bik)?.code ?? null;
  return code === null || (code === 'corr-account-check' && !isOfBanks(bik));
}

/** Banks have the BIKs `04…`. Source: tapi.md §8.1. */
function isOfBanks(bik: string): boolean {
  return bik.startsWith('04');
}

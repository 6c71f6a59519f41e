import { bankDayStart } from './bank-day.ts';
import type { Account, BankState, Party } from './bank-state.ts';
import { defaultEdsLimits, defaultTApiLimits } from '../api/payment-limits.ts';

/** T-Bank's own requisites. Source: tapi.md §8.1 (BIK, correspondent account, INN 7710140679). */
export const bankRequisites = {
  bankName: 'АО «ТБанк»',
  bankAddress: '127287, г. Москва, ул. Хуторская 2-я, д. 38А, стр. 26',
  corrAccount: '30101810145250000974',
  bankInn: '7710140679',
  bankBic: '044525974',
} as const;

/** The company of the training bank; INN and accounts are the synthetic ones of tapi.md §8.1, the OGRN is made up. */
export const preparedCompany = {
  name: 'ООО «Пример»',
  fullName: 'Общество с ограниченной ответственностью «Пример»',
  foreignName: 'Primer LLC',
  city: 'Москва',
  address: '101000, г. Москва, ул. Примерная, д. 1',
  inn: '9999000006',
  kpp: '999901001',
  ogrn: '1229900000120',
  registrationDate: '2022-03-01',
} as const;

/** Both pass the key check of BIK 044525974 (tapi.md §8.1); a test holds them to it. */
export const currentAccountNumber = '40702810500000000001';
export const taxAccountNumber = '40702810400000000101';
const currentAccountKopecks = 1_284_900_50;
const taxAccountKopecks = 86_000_00;

/** The company's accounts on the first day. Units: balances in kopecks. */
export function preparedAccounts(): Account[] {
  return [
    {
      number: currentAccountNumber,
      name: 'Расчётный',
      type: 'Current',
      status: 'NORM',
      isMain: true,
      createdOn: '2022-03-04',
      balanceKopecks: currentAccountKopecks,
    },
    {
      number: taxAccountNumber,
      name: 'Налоговый',
      type: 'Tax',
      status: 'NORM',
      isMain: false,
      createdOn: '2022-03-04',
      balanceKopecks: taxAccountKopecks,
    },
  ];
}

/** The company itself as a side of an operation. */
export function companyParty(accountNumber: string, kpp: string): Party {
  return {
    account: accountNumber,
    inn: preparedCompany.inn,
    kpp,
    name: preparedCompany.name,
    bik: bankRequisites.bankBic,
    bankName: bankRequisites.bankName,
    corrAccount: bankRequisites.corrAccount,
  };
}

/**
 * The memory of a bank that has just been opened at instant `now`.
 * The prepared months end with the Moscow day before it.
 */
export function preparedState(now: Date): BankState {
  return {
    version: 1,
    preparedAt: bankDayStart(now.toISOString()).toJSDate().toISOString(),
    clockOffsetMs: 0,
    company: { inn: preparedCompany.inn, kpp: preparedCompany.kpp },
    accounts: preparedAccounts(),
    operations: [],
    tokens: [],
    payments: [],
    drafts: [],
    limits: { tApi: { ...defaultTApiLimits }, eds: { ...defaultEdsLimits } },
    clientAuthorityPems: [],
    certificates: [],
    payRequests: [],
    duplicatePayRequests: 0,
  };
}

import { jsonAnswer, type Answer } from './answers.ts';
import type { Account } from '../state/bank-state.ts';
import type { BankWorld } from '../state/bank-world.ts';
import { bankRequisites, preparedCompany } from '../state/prepared-company.ts';
import { roublesOf } from './statement.ts';

/** Answers the company card. Source: tapi.md §5.1. */
export function answerCompany(world: BankWorld): Answer {
  const { inn, kpp } = world.state.company;
  return jsonAnswer(200, companyCard(inn, kpp));
}

/** Answers all accounts as a bare array; with `withInvest` an investment account too. Source: tapi.md §5.2 (v4). */
export function answerAccounts(world: BankWorld, withInvest: boolean): Answer {
  const accounts = world.state.accounts.map(printAccount);
  return jsonAnswer(200, withInvest ? [...accounts, investAccount] : accounts);
}

/** The card of tapi.md §5.1. */
export function companyCard(inn: string, kpp: string): object {
  const { name, fullName, foreignName, city, address, ogrn, registrationDate } = preparedCompany;
  return {
    name,
    city,
    requisites: { fullName, foreignName, address, inn, kpp, ogrn },
    bank: bankRequisites,
    registrationDate,
    opf: 'Общество с ограниченной ответственностью',
    legalStatus: 'active',
    taxationScheme: 'USN_INCOMES',
  };
}

/** An account in the fields of tapi.md §5.2. */
export function printAccount(account: Account): object {
  const balance = roublesOf(account.balanceKopecks);
  return {
    accountNumber: account.number,
    name: account.name,
    status: account.status,
    tariffName: 'Учебный',
    tariffCode: 'TRAINING',
    currency: '643',
    createdOn: account.createdOn,
    activationDate: account.createdOn,
    mainFlag: account.isMain ? 'Y' : 'N',
    bankBik: bankRequisites.bankBic,
    accountType: account.type,
    balance: {
      balance,
      realOtb: balance,
      otb: balance,
      authorized: 0,
      pendingPayments: 0,
      pendingRequisitions: 0,
    },
  };
}

const investAccount = {
  accountNumber: '40701810200000000001',
  name: 'Инвестиционный',
  status: 'NORM',
  tariffName: 'Учебный',
  tariffCode: 'TRAINING',
  currency: '643',
  createdOn: '2024-02-01',
  mainFlag: 'N',
  bankBik: bankRequisites.bankBic,
  accountType: 'Invest',
  balance: { balance: 0, realOtb: 0, otb: 0, authorized: 0, pendingPayments: 0, pendingRequisitions: 0 },
  brokerCurrencyBalance: [{ currency: '643', currentBalance: 0, currentBalanceForWithdrawal: 0 }],
} as const;

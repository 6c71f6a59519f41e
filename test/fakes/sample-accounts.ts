import type { AccountsView, OperationView, StatementPage } from '../../contract/areas/accounts.ts';
import { day } from './sample-time.ts';

/** Invented accounts with valid keys for BIK 044525974. Source: tapi.md §8.1. */
export const MAIN_ACCOUNT = '40702810500000000001';
export const PAYEE_ACCOUNT = '40802810700000000002';
export const OTHER_ACCOUNT = '40817810600000000003';
export const BIK = '044525974';
export const CORR_ACCOUNT = '30101810145250000974';

export function sampleAccounts(): AccountsView {
  const shared = { status: 'NORM', currency: '643', bankBik: BIK };
  return {
    accounts: [
      {
        ...shared,
        accountNumber: MAIN_ACCOUNT,
        name: 'Расчётный',
        accountType: 'Current',
        isMain: true,
        balanceMinor: 128_490_050,
        availableMinor: 128_490_050,
        heldMinor: 0,
      },
      {
        ...shared,
        accountNumber: OTHER_ACCOUNT,
        name: 'Налоговый',
        accountType: 'Tax',
        isMain: false,
        balanceMinor: 31_000_000,
        availableMinor: 29_500_000,
        heldMinor: 1_500_000,
      },
    ],
    asOf: day(0),
    problem: null,
  };
}

function operation(id: number, rest: Partial<OperationView>): OperationView {
  return {
    operationId: `operation-${id}`,
    at: day(-id),
    direction: 'out',
    amountMinor: 1_250_000,
    status: 'Transaction',
    documentNumber: String(190 + id),
    counterpartyName: 'ООО «Ромашка»',
    counterpartyInn: '7727406020',
    counterpartyAccount: PAYEE_ACCOUNT,
    purpose: 'Оплата по счёту 17 от 02.11.2026 за канцтовары. НДС не облагается',
    category: 'contragentOutcome',
    ...rest,
  };
}

export function sampleStatement(): StatementPage {
  const operations = Array.from({ length: 14 }, (_, index) =>
    operation(
      index + 1,
      index % 3 === 0
        ? {
            direction: 'in',
            amountMinor: 18_400_000 + index * 100_050,
            counterpartyName: 'АО «Покупатель и партнёры»',
            purpose: 'Оплата по договору 41/2026. В том числе НДС 22 %',
            category: 'contragentIncome',
          }
        : { amountMinor: 1_250_000 + index * 73_025 },
    ),
  );
  const sum = (direction: 'in' | 'out') =>
    operations
      .filter((one) => one.direction === direction)
      .reduce((total, one) => total + one.amountMinor, 0);
  return {
    operations,
    balances: {
      beginMinor: 128_490_050 - sum('in') + sum('out'),
      endMinor: 128_490_050,
      inMinor: sum('in'),
      outMinor: sum('out'),
    },
    nextCursor: 'next',
  };
}

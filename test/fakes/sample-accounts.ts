import type { AccountsView } from '../../contract/areas/accounts.ts';
import type {
  OperationsPage,
  OperationsQuery,
  OperationView,
  StatementTotals,
  StatementView,
} from '../../contract/areas/statements.ts';
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
    key: `operation-${id}`,
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
    paymentId: null,
    ...rest,
  };
}

const OPERATIONS = Array.from({ length: 14 }, (_, index) =>
  operation(
    index + 1,
    index % 3 === 0
      ? {
          direction: 'in',
          amountMinor: 18_400_000 + index * 100_050,
          counterpartyName: 'АО «Покупатель и партнёры»',
          counterpartyInn: '7743013902',
          purpose: 'Оплата по договору 41/2026. В том числе НДС 22 %',
          category: 'contragentIncome',
        }
      : { amountMinor: 1_250_000 + index * 73_025 },
  ),
);

function sumOf(direction: 'in' | 'out', operations: readonly OperationView[] = OPERATIONS): number {
  return operations
    .filter((one) => one.direction === direction)
    .reduce((total, one) => total + one.amountMinor, 0);
}

export function sampleStatement(): StatementView {
  return {
    balances: {
      beginMinor: 128_490_050 - sumOf('in') + sumOf('out'),
      endMinor: 128_490_050,
      inMinor: sumOf('in'),
      outMinor: sumOf('out'),
    },
    isDoubtful: false,
    count: OPERATIONS.length,
    held: 0,
    missing: [],
    readAt: day(0),
    reading: null,
  };
}

export const NO_STATEMENT: StatementView = {
  balances: null,
  isDoubtful: false,
  count: 0,
  held: 0,
  missing: [],
  readAt: null,
  reading: null,
};

export function sampleOperations({ search }: OperationsQuery): OperationsPage {
  const word = search.toLowerCase();
  const operations = OPERATIONS.filter(({ counterpartyName, purpose }) =>
    `${counterpartyName} ${purpose}`.toLowerCase().includes(word),
  );
  return {
    operations: [...operations],
    found: operations.length,
    inMinor: sumOf('in', operations),
    outMinor: sumOf('out', operations),
  };
}

export function sampleTotals(): StatementTotals {
  return {
    step: 'day',
    flows: OPERATIONS.map(({ at, direction, amountMinor }) => ({
      day: (at ?? '').slice(0, 10),
      count: 1,
      inMinor: direction === 'in' ? amountMinor : 0,
      outMinor: direction === 'out' ? amountMinor : 0,
    })).reverse(),
    counterparties: [
      { name: 'АО «Покупатель и партнёры»', inn: '7743013902', count: 5, inMinor: sumOf('in'), outMinor: 0 },
      { name: 'ООО «Ромашка»', inn: '7727406020', count: 9, inMinor: 0, outMinor: sumOf('out') },
    ],
    others: null,
  };
}

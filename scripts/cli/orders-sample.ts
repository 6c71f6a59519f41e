import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { expectedAccountKey } from '../../contract/values/bank-details/account.ts';
import { moscowDate, type LocalDate } from '../../contract/values/dates.ts';
import { balancesByDay, type BalanceSection, type Movement } from '../../main/domain/onec/balance-chains.ts';
import {
  ORDERS_FILE_NAME,
  STATEMENT_FILE_NAME,
  writeExchangeFile,
  type ExchangeContent,
  type WritableDocument,
} from '../../main/domain/onec/write-exchange.ts';
import { bankDayStart } from '../../training-bank/state/bank-day.ts';
import type { Operation } from '../../training-bank/state/bank-state.ts';
import {
  companyParty,
  preparedAccounts,
  preparedCompany,
} from '../../training-bank/state/prepared-company.ts';
import { preparedOperations } from '../../training-bank/state/prepared-operations.ts';
import { dayOr, oneFile, parsedOr } from './arguments.ts';
import { CliError, EXIT, type Run } from './command.ts';

/** Days of the statement. Own choice: a month, the period that 1C asks for most often. */
const STATEMENT_DAYS = 31;

const ORDER = 'Платежное поручение';

/**
 * Writes two exchange files of the training company: orders that nobody has paid yet, as 1C hands them to a bank, and
 * the statement of the month before, as a bank hands it to 1C.
 */
export const writeSampleOrders: Run = async (args, texts, output) => {
  const text = { type: 'string' } as const;
  const options = { today: text, lang: text } as const;
  const parsed = parsedOr(texts, () => parseArgs({ args: [...args], options, allowPositionals: true }));
  const folder = oneFile(parsed.positionals, texts.oneFolder);
  const today = dayOr(parsed.values.today, texts);
  const files = [
    [ORDERS_FILE_NAME, sampleOrders(today)],
    [STATEMENT_FILE_NAME, statementOf(today)],
  ] as const;
  for (const [name, content] of files) {
    const file = join(folder, name);
    try {
      await mkdir(folder, { recursive: true });
      // A file of the accountant's own is never written over.
      await writeFile(file, writeExchangeFile(content).bytes, { flag: 'wx' });
    } catch {
      throw new CliError(EXIT.io, texts.notWritten(file));
    }
    output.out(`${file}\n`);
  }
  return EXIT.done;
};

/**
 * Orders of the day: what the company paid last, to be paid once more; one whose payee has another account now, and one
 * with a wrong digit in its INN.
 */
export function sampleOrders(today: LocalDate): ExchangeContent {
  const paid = operationsBefore(today).filter(
    ({ direction, category }) => direction === 'Debit' && PAID_AGAIN.includes(category),
  );
  const orders = paid.slice(-ORDERS).map((operation, at) => ({
    ...documentOf(operation),
    number: String(FIRST_NUMBER + at),
    date: today,
    execution: null,
    executedOn: null,
  }));
  const accounts = [...new Set(orders.map(({ payer }) => payer.account ?? ''))];
  const documents = [...orders, ...oddOrders(orders)];
  return { ...headOf(today), sender: 'Бухгалтерия предприятия', receiver: '', accounts, documents };
}

/** What an accountant has to stop at: made of the first order to a supplier. */
function oddOrders(orders: readonly WritableDocument[]): readonly WritableDocument[] {
  const like = orders.find(({ budget }) => budget === null);
  if (like === undefined) return [];
  const { payee } = like;
  const number = (place: number) => String(FIRST_NUMBER + orders.length + place);
  const moved = withAccountKey(`${payee.account?.slice(0, -2) ?? ''}77`, payee.bik);
  return [
    {
      ...like,
      number: number(0),
      amountKopecks: like.amountKopecks + 1_00,
      payee: { ...payee, account: moved },
    },
    {
      ...like,
      number: number(1),
      amountKopecks: like.amountKopecks + 2_00,
      payee: { ...payee, inn: withOtherEnd(payee.inn) },
    },
  ];
}

/** The key stands in the ninth place. Source: Bank of Russia order 515; tapi.md §8.1. */
function withAccountKey(account: string, bik: string): string {
  return `${account.slice(0, 8)}${expectedAccountKey(account, bik)}${account.slice(9)}`;
}

function withOtherEnd(digits: string): string {
  return `${digits.slice(0, -1)}${(Number(digits.at(-1)) + 1) % 10}`;
}

/** Payments to suppliers and taxes: wages of a month look alike, and the bank takes its fees itself. */
const PAID_AGAIN: readonly string[] = ['contragentOutcome', 'tax'];
const ORDERS = 6;
const FIRST_NUMBER = 501;

function statementOf(today: LocalDate): ExchangeContent {
  const from = dayBefore(today, STATEMENT_DAYS);
  const until = dayBefore(today, 1);
  const operations = operationsBefore(today);
  const shown = operations.filter(({ at }) => moscowDate(at) >= from);
  const balances = preparedAccounts().flatMap(({ number, balanceKopecks }): readonly BalanceSection[] => {
    const movements = shown
      .filter(({ accountNumber }) => accountNumber === number)
      .map(({ at, direction, amountKopecks }): Movement => ({
        day: moscowDate(at),
        side: direction === 'Credit' ? 'received' : 'spent',
        amountKopecks,
      }));
    const change = movements.reduce(
      (sum, { side, amountKopecks }) => sum + (side === 'received' ? amountKopecks : -amountKopecks),
      0,
    );
    // The bank names the balance of today; the period began with what was there before its movements.
    return balancesByDay({ account: number, from, until, opening: balanceKopecks - change }, movements);
  });
  const documents = shown.map(documentOf);
  const accounts = preparedAccounts().map(({ number }) => number);
  return { ...headOf(today), sender: '', receiver: '', from, until, accounts, balances, documents };
}

function headOf(today: LocalDate): Omit<ExchangeContent, 'accounts' | 'documents' | 'sender' | 'receiver'> {
  const days = { madeOn: today, madeAt: '09:00:00', from: today, until: today };
  return { version: '1.03', ...days, kinds: [], foreign: [], balances: [] };
}

/** An operation of the training bank as the document that 1C knows. */
function documentOf(operation: Operation): WritableDocument {
  const { direction, party, accountNumber, tax, at } = operation;
  const day = moscowDate(at);
  // Source: tapi.md §8.5: the payer of the single tax payment names no KPP.
  const own = companyParty(accountNumber, tax === null ? preparedCompany.kpp : '0');
  const isDebit = direction === 'Debit';
  return {
    kind: operation.payVo === 'payment-order' ? ORDER : 'Банковский ордер',
    number: operation.documentNumber,
    date: day,
    amountKopecks: operation.amountKopecks,
    payer: isDebit ? own : party,
    payee: isDebit ? party : own,
    purpose: operation.purpose,
    operation: operation.vo,
    executionOrder: operation.priority,
    revenueTypeCode: null,
    uin: tax?.uin ?? '0',
    budget: tax,
    execution: isDebit ? 'debited' : 'credited',
    executedOn: day,
    foreign: [],
  };
}

function operationsBefore(today: LocalDate): readonly Operation[] {
  return preparedOperations(`${today}T09:00:00.000Z`);
}

function dayBefore(today: LocalDate, days: number): LocalDate {
  return moscowDate(bankDayStart(`${today}T09:00:00.000Z`, days).toJSDate().toISOString());
}

import type { DayRange, ExportStatementInput } from '../../../../contract/areas/statements.ts';
import type { Language } from '../../../../contract/areas/session.ts';
import { moscowDate, type LocalDate } from '../../../../contract/values/dates.ts';
import { currencyOf } from '../../../../contract/values/currencies.ts';
import { formatMoney } from '../../../../contract/values/money.ts';
import { moscowMoment } from '../../../../contract/values/moscow-moment.ts';
import { formatDayText } from '../../../../contract/values/parse-day.ts';
import { AppError } from '../../../ports/app-error.ts';
import type { OutgoingFile } from '../../../ports/document-ports.ts';
import type { PdfWriter } from '../../../ports/paper-ports.ts';
import type { Clock } from '../../../ports/ports.ts';
import type { SheetCell, SheetTable, SheetWriter } from '../../../ports/sheet-ports.ts';
import { bankNow, type BankNowParts } from '../../companies/bank-now.ts';
import { STATEMENT_FILE_NAME, writeExchangeFile } from '../../onec/write-exchange.ts';
import type { AccountStore } from '../../statements/accounts-ports.ts';
import { balancesOf, missingDays, type PeriodBalances } from '../../statements/coverage.ts';
import {
  isHeld,
  type DaySums,
  type StatementStore,
  type StoredOperation,
} from '../../statements/statement-record.ts';
import { companyOf } from '../load-payment.ts';
import type { PaymentVault } from '../payment-vault.ts';
import { notRealBank } from './order-mark.ts';
import { footer } from './print-payments.ts';
import { statementContent } from './statement-content.ts';
import { tableSheets, type PrintedTable, type TableColumn } from './table-sheets.ts';

export type TouchedByExport = BankNowParts &
  Pick<PaymentVault, 'companies'> & {
    readonly statements: StatementStore;
    readonly accounts: AccountStore;
    readonly clock: Clock;
  };

export interface StatementWriters {
  readonly sheets: SheetWriter;
  readonly paper: PdfWriter;
}

/** A file of a statement. `lost`: characters that the file of 1C cannot hold. */
export interface StatementFile extends OutgoingFile {
  readonly operations: number;
  readonly lost: readonly string[];
}

interface Line {
  readonly day: LocalDate;
  readonly operation: StoredOperation;
}

/** `to`: not after today. */
interface Whole extends DayRange {
  readonly balances: PeriodBalances;
  readonly days: readonly DaySums[];
  readonly lines: readonly Line[];
}

/**
 * Makes a file of a stored statement; held sums are not in it. Asks the bank nothing.
 * Errors: `statement-incomplete` while days or a balance are missing, with the first of them; `statement-doubtful` when
 * the balances do not add up; `print-overflow`, `print-character`, `not-found`.
 */
export async function exportStatement(
  vault: TouchedByExport,
  writers: StatementWriters,
  input: ExportStatementInput,
  language: Language,
): Promise<StatementFile> {
  const { accountNumber, format } = input;
  const whole = wholeStatement(vault, input);
  const { from, to } = whole;
  const operations = whole.lines.length;
  const account =
    vault.accounts.list(input.companyId).find(({ account: one }) => one.accountNumber === accountNumber)
      ?.account ?? null;
  const currency = account === null ? ROUBLES : currencyOf(account);
  const name = `${WORDS[language].title} ${accountNumber.slice(-4)} ${from} — ${to}`;
  switch (format) {
    case '1c': {
      if (account === null) throw new AppError('not-found', { what: 'account' });
      const { bytes, lost } = writeExchangeFile(
        statementContent({
          company: companyOf(vault, input),
          account,
          beginMinor: whole.balances.beginMinor,
          days: whole.days,
          operations: whole.lines,
          from,
          to,
          now: vault.clock.now(),
        }),
      );
      return { suggestedName: STATEMENT_FILE_NAME, content: bytes, operations, lost };
    }
    case 'csv': {
      const content = writers.sheets.csv(operationsTable(whole, language), WORDS[language].dayForm);
      return { suggestedName: `${name}.csv`, content, operations, lost: [] };
    }
    case 'xlsx': {
      const tables = [operationsTable(whole, language), balancesTable(whole, language, currency)];
      const content = await writers.sheets.xlsx(tables, WORDS[language].dayForm);
      return { suggestedName: `${name}.xlsx`, content, operations, lost: [] };
    }
    case 'pdf': {
      const content = await writers.paper.write(name, (fonts) =>
        tableSheets(printedTable(vault, input, { ...whole, currency }), fonts),
      );
      return { suggestedName: `${name}.pdf`, content, operations, lost: [] };
    }
  }
}

function wholeStatement(vault: TouchedByExport, period: ExportStatementInput): Whole {
  const account = vault.statements.account(period);
  const today = moscowDate(bankNow(vault, period.companyId));
  const [missing] = missingDays(account?.spans ?? [], period, today);
  if (missing !== undefined) throw new AppError('statement-incomplete', { day: formatDayText(missing.from) });
  const found = account === null ? null : balancesOf(account, period, today);
  if (account === null || found === null)
    throw new AppError('statement-incomplete', { day: formatDayText(period.from) });
  if (found.isDoubtful) throw new AppError('statement-doubtful');
  const days = account.days.filter(({ day }) => day >= period.from && day <= period.to);
  const lines = days.flatMap(({ day }) =>
    vault.statements
      .operations(period, day)
      .filter((operation) => !isHeld(operation))
      .map((operation) => ({ day, operation })),
  );
  const to = period.to < today ? period.to : today;
  return { from: period.from, to, balances: found.balances, days, lines };
}

/** Letters of ISO 4217: an account that the bank no longer shows. */
const ROUBLES = 'RUB';

interface Words {
  readonly title: string;
  readonly dayForm: 'dd.mm.yyyy' | 'yyyy-mm-dd';
  readonly columns: readonly string[];
  readonly balances: string;
  readonly named: readonly [string, string, string, string];
}

const WORDS: Readonly<Record<Language, Words>> = {
  ru: {
    title: 'Выписка',
    dayForm: 'dd.mm.yyyy',
    columns: [
      'Дата',
      'Номер',
      'Контрагент',
      'ИНН',
      'КПП',
      'Счёт',
      'БИК',
      'Банк',
      'Приход',
      'Расход',
      'Назначение платежа',
    ],
    balances: 'Остатки',
    named: ['Входящий остаток', 'Поступило', 'Списано', 'Исходящий остаток'],
  },
  en: {
    title: 'Statement',
    dayForm: 'yyyy-mm-dd',
    columns: [
      'Date',
      'Number',
      'Counterparty',
      'INN',
      'KPP',
      'Account',
      'BIK',
      'Bank',
      'In',
      'Out',
      'Purpose',
    ],
    balances: 'Balances',
    named: ['Opening balance', 'Received', 'Spent', 'Closing balance'],
  },
};

/** Units: characters. Own choice: what the values need. */
const WIDTHS = [11, 9, 36, 13, 10, 23, 10, 26, 14, 14, 60] as const;

function operationsTable({ lines }: Whole, language: Language): SheetTable {
  const { title, columns } = WORDS[language];
  return {
    name: title,
    columns: columns.map((name, at) => ({ title: name, width: WIDTHS[at] ?? 12 })),
    rows: lines.map(({ day, operation }): readonly SheetCell[] => [
      { day },
      operation.documentNumber,
      operation.counterpartyName,
      operation.counterpartyInn,
      operation.counterpartyKpp,
      operation.counterpartyAccount,
      operation.counterpartyBik,
      operation.counterpartyBankName,
      operation.direction === 'in' ? roubles(operation.amountMinor) : null,
      operation.direction === 'out' ? roubles(operation.amountMinor) : null,
      operation.purpose,
    ]),
  };
}

function balancesTable({ balances }: Whole, language: Language, currency: string): SheetTable {
  const { balances: name, named } = WORDS[language];
  const { beginMinor, inMinor, outMinor, endMinor } = balances;
  const sums = [beginMinor, inMinor, outMinor, endMinor];
  return {
    name,
    columns: [
      { title: name, width: 22 },
      { title: currency, width: 18 },
    ],
    rows: named.map((title, at): readonly SheetCell[] => [title, roubles(sums[at] ?? 0)]),
  };
}

/** Shown in a cell as a number; every sum of a bank's account survives (15 digits, ECMA-262 §6.1.6.1). */
function roubles(minor: number): number {
  return minor / 100;
}

/** Units: millimetres; together the sheet between its margins. Own choice. */
function columnsIn(currency: string): readonly TableColumn<Line>[] {
  const sum = (direction: 'in' | 'out') => (line: Line) => sumIn(direction, line.operation, currency);
  return [
    { title: 'Дата', width: 20, align: 'center', textOf: ({ day }) => formatDayText(day) },
    { title: 'Номер', width: 15, align: 'center', textOf: ({ operation }) => operation.documentNumber },
    { title: 'Контрагент', width: 62, textOf: ({ operation }) => partyText(operation) },
    { title: 'Счёт и БИК', width: 42, textOf: ({ operation }) => accountText(operation) },
    { title: 'Приход', width: 31, align: 'right', textOf: sum('in') },
    { title: 'Расход', width: 31, align: 'right', textOf: sum('out') },
    { title: 'Назначение платежа', width: 66, textOf: ({ operation }) => operation.purpose },
  ];
}

function partyText({ counterpartyName, counterpartyInn }: StoredOperation): string {
  return counterpartyInn === '' ? counterpartyName : `${counterpartyName}, ИНН ${counterpartyInn}`;
}

function accountText({ counterpartyAccount, counterpartyBik }: StoredOperation): string {
  return counterpartyBik === '' ? counterpartyAccount : `${counterpartyAccount} БИК ${counterpartyBik}`;
}

function sumIn(direction: 'in' | 'out', operation: StoredOperation, currency: string): string {
  return operation.direction === direction ? formatMoney(operation.amountMinor, currency) : '';
}

/** Units: millimetres. */
const CLOSING_HEIGHT = 30;

/** The printed form is Russian, whatever the screens speak. */
function printedTable(
  vault: TouchedByExport,
  { companyId, accountNumber }: ExportStatementInput,
  { from, to, balances, lines, currency }: Whole & { readonly currency: string },
): PrintedTable<Line> {
  const company = companyOf(vault, { companyId });
  const { beginMinor, inMinor, outMinor, endMinor } = balances;
  const [begin, received, spent, end] = WORDS.ru.named;
  return {
    title: `Выписка по счёту ${accountNumber} с ${formatDayText(from)} по ${formatDayText(to)}`,
    subtitle: `${company.name}, ИНН ${company.inn}. ${begin}: ${formatMoney(beginMinor, currency)}`,
    name: WORDS.ru.title,
    columns: columnsIn(currency),
    rows: lines,
    numberOf: ({ operation }) => operation.documentNumber,
    closing: {
      height: CLOSING_HEIGHT,
      write: (page) => {
        page.skip(3);
        page.line(`Операций: ${lines.length}`, { size: 10, height: 6 });
        page.line(`${received}: ${formatMoney(inMinor, currency)}`, { size: 10, height: 6 });
        page.line(`${spent}: ${formatMoney(outMinor, currency)}`, { size: 10, height: 6 });
        page.line(`${end}: ${formatMoney(endMinor, currency)}`, { size: 10, weight: 'bold', height: 6 });
      },
    },
    footer: footer(moscowMoment(vault.clock.now())),
    watermark: notRealBank(company),
  };
}

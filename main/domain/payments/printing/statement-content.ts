import type { AccountView } from '../../../../contract/areas/accounts.ts';
import type { DayRange } from '../../../../contract/areas/statements.ts';
import { moscowDate, shiftDay, type Instant, type LocalDate } from '../../../../contract/values/dates.ts';
import { T_BANK } from '../../../../contract/t-bank/t-bank.ts';
import { moscowMoment } from '../../../../contract/values/moscow-moment.ts';
import type { Company } from '../../companies/company.ts';
import { daysIn } from '../../statements/coverage.ts';
import { isHeld, type DaySums, type StoredOperation } from '../../statements/statement-record.ts';
import type { BalanceSection } from '../../onec/balance-chains.ts';
import type { ExchangeContent, WritableDocument } from '../../onec/write-exchange.ts';

/** Field 18 of a document and how 1C calls such a document. Source: Bank of Russia 762-П, appendix 1; tapi.md §8.3. */
const KINDS: Readonly<Record<string, string>> = {
  '01': 'Платежное поручение',
  '02': 'Платежное требование',
  '06': 'Инкассовое поручение',
  '09': 'Мемориальный ордер',
  '16': 'Платежный ордер',
  '17': 'Банковский ордер',
};

/** What 1C calls a document of any other kind. Source: tapi.md §8.6 («Прочее»). */
const OTHER_KIND = 'Прочее';

/** Who writes the file: 1C shows it. */
const SENDER = 'Ключник';

/** A statement as it is put into a file of 1C. Units: kopecks. */
export interface StatementToWrite extends DayRange {
  readonly company: Pick<Company, 'name' | 'inn' | 'kpp'>;
  readonly account: Pick<AccountView, 'accountNumber' | 'bankBik'>;
  /** Before the first day. */
  readonly beginMinor: number;
  /** Days that have operations. */
  readonly days: readonly DaySums[];
  readonly operations: readonly { readonly day: LocalDate; readonly operation: StoredOperation }[];
  readonly now: Instant;
}

/** Returns the content of `kl_to_1c.txt`: balances day by day, and every operation that is booked. */
export function statementContent(statement: StatementToWrite): ExchangeContent {
  const { account, from, to, now, operations } = statement;
  const documents = operations
    .filter(({ operation }) => !isHeld(operation))
    .map(({ day, operation }) => documentOf(statement, day, operation));
  return {
    version: '1.03',
    sender: SENDER,
    receiver: '',
    madeOn: moscowDate(now),
    // `29.11.2026 14:02 МСК`
    madeAt: `${moscowMoment(now).slice(11, 16)}:00`,
    from,
    until: to,
    accounts: [account.accountNumber],
    kinds: [],
    foreign: [],
    balances: dayBalances(statement),
    documents,
  };
}

function dayBalances({ account, from, to, beginMinor, days }: StatementToWrite): readonly BalanceSection[] {
  const sums = new Map(days.map((day) => [day.day, day]));
  let opening = beginMinor;
  return Array.from({ length: daysIn({ from, to }) }, (_, at) => {
    const day = shiftDay(from, at);
    const { inMinor: received = 0, outMinor: spent = 0 } = sums.get(day) ?? {};
    const closing = opening + received - spent;
    const section = {
      account: account.accountNumber,
      from: day,
      until: day,
      opening,
      received,
      spent,
      closing,
    };
    opening = closing;
    return section;
  });
}

function documentOf(
  { company, account }: StatementToWrite,
  day: LocalDate,
  operation: StoredOperation,
): WritableDocument {
  const { direction, tax, documentKind } = operation;
  const isOfTBank = account.bankBik === T_BANK.bik;
  const own = {
    name: company.name,
    inn: company.inn,
    kpp: company.kpp,
    account: account.accountNumber,
    bik: account.bankBik,
    corrAccount: isOfTBank ? T_BANK.corrAccount : '',
    bankName: isOfTBank ? T_BANK.name : '',
  };
  const other = {
    name: operation.counterpartyName,
    inn: operation.counterpartyInn,
    kpp: operation.counterpartyKpp || '0',
    account: operation.counterpartyAccount,
    bik: operation.counterpartyBik,
    corrAccount: operation.counterpartyCorrAccount,
    bankName: operation.counterpartyBankName,
  };
  const { uin = '', ...budget } = tax ?? {};
  return {
    kind: KINDS[documentKind] ?? OTHER_KIND,
    number: operation.documentNumber,
    date: operation.documentDay ?? day,
    amountKopecks: operation.amountMinor,
    payer: direction === 'out' ? own : other,
    payee: direction === 'out' ? other : own,
    purpose: operation.purpose,
    operation: documentKind,
    executionOrder: operation.priority,
    revenueTypeCode: null,
    uin: uin === '0' ? '' : uin,
    budget: tax === null || tax.payerStatus === '' ? null : { ...NO_BUDGET, ...budget },
    execution: direction === 'out' ? 'debited' : 'credited',
    executedOn: day,
    foreign: [],
  };
}

const NO_BUDGET = {
  payerStatus: '',
  kbk: '',
  oktmo: '',
  evidence: '',
  period: '',
  docNumber: '',
  docDate: '',
} as const;

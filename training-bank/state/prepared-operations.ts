import { createHash } from 'node:crypto';
import type { DateTime } from 'luxon';
import { bankDayStart } from './bank-day.ts';
import type { Operation, Party, TaxFields } from './bank-state.ts';
import { bankRequisites, currentAccountNumber, taxAccountNumber } from './prepared-company.ts';
import { accountOf, innOf } from './bank-details.ts';

/** Some three months, so that a person meets a statement with a past. */
const preparedDays = 92;

type Line = Pick<Operation, 'direction' | 'amountKopecks' | 'category' | 'purpose' | 'party'> &
  Partial<Pick<Operation, 'payVo' | 'vo' | 'priority' | 'tax' | 'accountNumber'>> & { readonly hour: number };

/**
 * Makes the operations of the three months before `preparedAt`, oldest first.
 * The same `preparedAt` always gives the same operations: no chance, ids are hashes of the place in the list.
 */
export function preparedOperations(preparedAt: string): Operation[] {
  const days = Array.from({ length: preparedDays }, (_, index) =>
    bankDayStart(preparedAt, preparedDays - index),
  );
  return days
    .flatMap((day) => linesOf(day).map((line) => ({ day, line })))
    .map(({ day, line }, index) => toOperation(day, line, index))
    .sort((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at)));
}

function toOperation(day: DateTime, line: Line, index: number): Operation {
  const { hour, ...fields } = line;
  return {
    operationId: uuidOf(`${day.toISODate()} ${index}`),
    accountNumber: currentAccountNumber,
    at: day
      .plus({ hours: hour, minutes: (index * 7) % 60 })
      .toJSDate()
      .toISOString(),
    documentNumber: String(101 + index),
    payVo: 'payment-order',
    vo: '01',
    priority: 5,
    tax: null,
    ...fields,
  };
}

function linesOf(day: DateTime): Line[] {
  const isWorkday = day.weekday <= 5;
  return [
    ...(isWorkday ? [customerLine(day)] : []),
    ...(day.weekday === 3 ? [supplierLine(day)] : []),
    ...(day.day === 1 ? [feeLine()] : []),
    ...(day.day === 5 ? [rentLine(day)] : []),
    ...(day.day === 10 || day.day === 25 ? salaryLines() : []),
    ...(day.day === 28 ? [...taxMoveLines(), taxLine()] : []),
  ];
}

function customerLine(day: DateTime): Line {
  const customers = ['Ромашка-Пример', 'Образцовый склад', 'Учебный вектор', 'Примерная логистика'];
  const place = (day.ordinal * 5) % customers.length;
  const invoice = 300 + day.ordinal;
  const amountKopecks = 24_000_00 + ((day.ordinal * 7_919) % 52_000) * 100 + ((day.ordinal * 31) % 100);
  return {
    hour: 11,
    direction: 'Credit',
    amountKopecks,
    category: 'contragentIncome',
    purpose: `Оплата по счёту ${invoice} за товары. НДС не облагается`,
    party: companyOf(`ООО «${customers[place]}»`, 10 + place),
  };
}

function supplierLine(day: DateTime): Line {
  return {
    hour: 14,
    direction: 'Debit',
    amountKopecks: 58_000_00 + ((day.ordinal * 613) % 24_000) * 100,
    category: 'contragentOutcome',
    purpose: `Оплата по договору поставки ${40 + day.weekNumber}. НДС не облагается`,
    party: companyOf('ООО «Поставщик-Пример»', 21),
  };
}

function rentLine(day: DateTime): Line {
  return {
    hour: 10,
    direction: 'Debit',
    amountKopecks: 140_000_00,
    category: 'contragentOutcome',
    purpose: `Аренда офиса за ${day.toFormat('MM.yyyy')} по договору 12-А. НДС не облагается`,
    party: companyOf('ООО «Примерные площади»', 31),
  };
}

function salaryLines(): Line[] {
  return [1, 2, 3].map((person) => ({
    hour: 12,
    direction: 'Debit',
    amountKopecks: (61_500 + person * 4_250) * 100,
    category: 'salary',
    priority: 3,
    purpose: 'Заработная плата по ведомости. НДС не облагается',
    party: {
      ...companyOf(`Сотрудник ${person}`, 0),
      inn: '0',
      kpp: '0',
      account: accountOf(bankRequisites.bankBic, `4081781000000000010${person}`),
    },
  }));
}

function feeLine(): Line {
  return {
    hour: 6,
    direction: 'Debit',
    amountKopecks: 1_990_00,
    category: 'fee',
    payVo: 'bank-order',
    vo: '17',
    purpose: 'Плата за обслуживание счёта',
    party: {
      ...companyOf(bankRequisites.bankName, 0),
      inn: bankRequisites.bankInn,
      kpp: '0',
      account: accountOf(bankRequisites.bankBic, '70601810000000000001'),
    },
  };
}

const taxKopecks = 96_400_00;

/** Money for the taxes first moves to the tax account, in the same minute on both. */
function taxMoveLines(): Line[] {
  const own = companyOf('ООО «Пример»', 0);
  const line = {
    amountKopecks: taxKopecks,
    purpose: 'Перевод между своими счетами. НДС не облагается',
  } as const;
  return [
    {
      ...line,
      hour: 9,
      direction: 'Debit',
      category: 'selfTransferOuter',
      party: { ...own, account: taxAccountNumber },
    },
    {
      ...line,
      hour: 9,
      direction: 'Credit',
      category: 'selfTransferInner',
      accountNumber: taxAccountNumber,
      party: { ...own, account: currentAccountNumber },
    },
  ];
}

/** The single tax payment, with the payee's KPP since 05.12.2025. Source: tapi.md §8.2, §8.5. */
function taxLine(): Line {
  const tax: TaxFields = {
    payerStatus: '01',
    kbk: '18201061201010000510',
    oktmo: '0',
    evidence: '0',
    period: '0',
    docNumber: '0',
    docDate: '0',
    uin: '0',
  };
  return {
    hour: 13,
    direction: 'Debit',
    amountKopecks: taxKopecks,
    category: 'tax',
    accountNumber: taxAccountNumber,
    purpose: 'ЕНП',
    tax,
    party: {
      account: '03100643000000018500',
      inn: '7727406020',
      kpp: '770701001',
      name: 'Казначейство России (ФНС России)',
      bik: '017003983',
      bankName: 'ОТДЕЛЕНИЕ ТУЛА БАНКА РОССИИ//УФК по Тульской области, г Тула',
      corrAccount: '40102810445370000059',
    },
  };
}

/** A made-up company with correct check digits; place 0 is the prepared company itself. */
function companyOf(name: string, place: number): Party {
  const { bankBic, bankName, corrAccount } = bankRequisites;
  return {
    account: accountOf(bankBic, `407028100000000002${String(place).padStart(2, '0')}`),
    inn: innOf(`9999000${String(place).padStart(2, '0')}`),
    kpp: '999901001',
    name,
    bik: bankBic,
    bankName,
    corrAccount,
  };
}

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

import type { LocalDate } from '../../../contract/values/dates.ts';
import { amountToDecimal } from '../../../contract/values/money.ts';
import { readDay, writeDay } from '../../../contract/values/bank-details/day.ts';
import type { BalanceSection } from './balance-chains.ts';
import type { CheckedFile } from './check-file.ts';
import { withoutInn, type ExchangeDocument } from './exchange-document.ts';
import {
  ACCOUNT_KEYS,
  DOCUMENT_KEYS,
  HEADER_KEYS,
  MARKS,
  VERSIONS,
  type AccountKey,
  type DocumentKey,
  type ExchangeVersion,
  type HeaderKey,
} from './exchange-keys.ts';
import type { ForeignEntry } from './split-file.ts';
import { encodeWindows1251, type EncodedText } from './windows-1251.ts';

/** A document that can be written: as it was read, with nothing missing that an order must say. Units: kopecks. */
export interface WritableDocument extends Omit<
  ExchangeDocument,
  'index' | 'line' | 'isOrder' | 'reading' | 'raw' | 'kind' | 'date' | 'amountKopecks'
> {
  readonly kind: string;
  readonly date: LocalDate;
  readonly amountKopecks: number;
}

/** What a file holds: orders for `1c_to_kl.txt`, or a statement for `kl_to_1c.txt`, which has balances. */
export interface ExchangeContent {
  readonly version: ExchangeVersion;
  readonly sender: string;
  readonly receiver: string;
  readonly madeOn: LocalDate;
  /** `10:15:00`, in Moscow. */
  readonly madeAt: string;
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly accounts: readonly string[];
  readonly kinds: readonly string[];
  readonly foreign: readonly ForeignEntry[];
  readonly balances: readonly BalanceSection[];
  readonly documents: readonly WritableDocument[];
}

/** Names of files that 1C looks for. Source: v8.1c.ru/edi/edi_stnd/100. */
export const ORDERS_FILE_NAME = '1c_to_kl.txt';
export const STATEMENT_FILE_NAME = 'kl_to_1c.txt';

/** Keys that `WritableDocument` carries in fields of its own, besides the lines that are read into them. */
const CARRIED: ReadonlySet<DocumentKey> = new Set<DocumentKey>([
  ...(['number', 'date', 'amount', 'debitedOn', 'creditedOn', 'operation', 'uin', 'priority'] as const),
  ...(['payerAccount', 'payerOwnAccount', 'payerWhole', 'payerName', 'payerInn', 'payerKpp'] as const),
  ...(['payerBank', 'payerBankCity', 'payerBik', 'payerCorrAccount'] as const),
  ...(['payeeAccount', 'payeeOwnAccount', 'payeeWhole', 'payeeName', 'payeeInn', 'payeeKpp'] as const),
  ...(['payeeBank', 'payeeBankCity', 'payeeBik', 'payeeCorrAccount'] as const),
  ...(['payerStatus', 'kbk', 'oktmo', 'evidence', 'period', 'docNumber', 'docDate', 'revenueCode'] as const),
  ...(['purpose', 'purpose1', 'purpose2', 'purpose3', 'purpose4', 'purpose5', 'purpose6'] as const),
]);

/** Returns the document as it can be written, or `null` when its sum, date or an account cannot be read. */
export function writableOf(document: ExchangeDocument): WritableDocument | null {
  const { kind, date, amountKopecks, payer, payee, raw } = document;
  if (
    kind === null ||
    date === null ||
    amountKopecks === null ||
    payer.account === null ||
    payee.account === null
  )
    return null;
  const others = DOCUMENT_KEYS.flatMap(({ key, name }): readonly ForeignEntry[] => {
    const value = raw.values[name] ?? '';
    return CARRIED.has(name) || value === '' ? [] : [[key, value]];
  });
  const { number, purpose, operation, executionOrder, revenueTypeCode, uin, budget, execution, executedOn } =
    document;
  return {
    kind,
    number,
    date,
    amountKopecks,
    payer,
    payee,
    purpose,
    operation,
    executionOrder,
    revenueTypeCode,
    uin,
    budget,
    execution,
    executedOn,
    foreign: [...others, ...document.foreign],
  };
}

/**
 * Returns what a file holds, to be written again; `null` when some document of it cannot be written, or its header has
 * no days.
 */
export function contentOf(file: CheckedFile, days: { readonly madeOn: LocalDate }): ExchangeContent | null {
  const { values, foreign } = file.raw.header;
  const documents = file.documents.map(writableOf);
  const writable = documents.filter((one) => one !== null);
  if (writable.length < documents.length) return null;
  const day = (text: string | undefined): LocalDate => readDay(text ?? '').day ?? days.madeOn;
  return {
    version: VERSIONS.find((one) => one === file.version) ?? '1.03',
    sender: values.sender ?? '',
    receiver: values.receiver ?? '',
    madeOn: day(values.madeOn),
    madeAt: values.madeAt ?? '',
    from: day(values.from),
    until: day(values.until),
    accounts: file.raw.ownAccounts,
    kinds: file.raw.kinds,
    foreign,
    balances: file.balances,
    documents: writable,
  };
}

/**
 * Writes an exchange file that 1C loads: windows-1251, CRLF, only keys of the declared version. Reading it and writing
 * it again gives the same bytes. `lost`: characters that windows-1251 has not, written as question marks.
 * Source: v8.1c.ru/edi/edi_stnd/100 and 101; tapi.md §8.3, §8.6 (1C refuses keys of a newer version).
 */
export function writeExchangeFile(content: ExchangeContent): EncodedText {
  const { version } = content;
  const lines = [
    MARKS.firstLine,
    ...headerLines(content),
    ...content.balances.flatMap(balanceLines),
    ...content.documents.flatMap((document) => documentLines(document, version)),
    MARKS.fileEnd,
  ];
  return encodeWindows1251(lines.map((line) => `${line}\r\n`).join(''));
}

function headerLines(content: ExchangeContent): readonly string[] {
  const values: Partial<Record<HeaderKey, string | readonly string[]>> = {
    version: content.version,
    encoding: 'Windows',
    sender: content.sender,
    receiver: content.receiver,
    madeOn: writeDay(content.madeOn),
    madeAt: content.madeAt,
    from: writeDay(content.from),
    until: writeDay(content.until),
    account: content.accounts,
    kind: content.kinds,
  };
  const known = HEADER_KEYS.flatMap(({ key, name }) =>
    [values[name] ?? ''].flat().map((value) => pair(key, value)),
  );
  return [...known, ...content.foreign.map(([key, value]) => pair(key, value))];
}

function balanceLines(section: BalanceSection): readonly string[] {
  const sum = (kopecks: number | null): string | null => (kopecks === null ? null : amountToDecimal(kopecks));
  const values: Record<AccountKey, string | null> = {
    from: section.from === null ? null : writeDay(section.from),
    until: section.until === null ? null : writeDay(section.until),
    account: section.account,
    opening: sum(section.opening),
    received: sum(section.received),
    spent: sum(section.spent),
    closing: sum(section.closing),
  };
  const lines = ACCOUNT_KEYS.flatMap(({ key, name }) =>
    values[name] === null ? [] : [pair(key, values[name])],
  );
  return [MARKS.account, ...lines, MARKS.accountEnd];
}

function documentLines(document: WritableDocument, version: ExchangeVersion): readonly string[] {
  const values = valuesOf(document);
  const known = DOCUMENT_KEYS.flatMap(({ key, name, since }) => {
    const value = values[name];
    return value === undefined || since > version ? [] : [pair(key, value)];
  });
  const isOfLaterVersion = (key: string) =>
    DOCUMENT_KEYS.some((one) => one.since > version && one.key.toLowerCase() === key.toLowerCase());
  const foreign = document.foreign.filter(([key]) => !isOfLaterVersion(key));
  return [
    `${MARKS.document}=${oneLine(document.kind)}`,
    ...known,
    ...foreign.map(([key, value]) => pair(key, value)),
    MARKS.documentEnd,
  ];
}

function valuesOf(document: WritableDocument): Partial<Record<DocumentKey, string>> {
  const { payer, payee, budget, execution, revenueTypeCode, uin } = document;
  // Without its day a document that is executed would look payable.
  const executedOn = writeDay(document.executedOn ?? document.date);
  const payerName = bareName(payer.name);
  const payeeName = bareName(payee.name);
  return {
    number: document.number,
    date: writeDay(document.date),
    amount: amountToDecimal(document.amountKopecks),
    ...(execution === 'debited' ? { debitedOn: executedOn } : {}),
    ...(execution === 'credited' ? { creditedOn: executedOn } : {}),
    payerAccount: payer.account ?? '',
    payerWhole: wholeName(payerName, payer.inn),
    payerInn: payer.inn,
    payerKpp: payer.kpp,
    payerName,
    payerOwnAccount: payer.account ?? '',
    payerBank: payer.bankName,
    payerBik: payer.bik,
    payerCorrAccount: payer.corrAccount,
    payeeAccount: payee.account ?? '',
    payeeWhole: wholeName(payeeName, payee.inn),
    payeeInn: payee.inn,
    payeeKpp: payee.kpp,
    payeeName,
    payeeOwnAccount: payee.account ?? '',
    payeeBank: payee.bankName,
    payeeBik: payee.bik,
    payeeCorrAccount: payee.corrAccount,
    operation: document.operation,
    ...(uin === '' ? {} : { uin }),
    ...budget,
    ...(document.executionOrder === null ? {} : { priority: String(document.executionOrder) }),
    purpose: document.purpose,
    ...(revenueTypeCode === null ? {} : { revenueCode: revenueTypeCode }),
  };
}

/**
 * 1C itself writes the INN before the name, and the name alone behind `Получатель1`. Source: README of the exchange
 * files (01).
 */
function wholeName(name: string, inn: string): string {
  return inn === '' || inn === '0' || name === '' ? name : `ИНН ${inn} ${name}`;
}

/** What a reader would cut off a name is cut off before. */
function bareName(text: string): string {
  const { name } = withoutInn(oneLine(text));
  return name === text ? name : bareName(name);
}

function pair(key: string, value: string): string {
  return `${oneLine(key)}=${oneLine(value)}`;
}

/** A value is one line without blanks at its ends. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\ufeff]/gu, ' ').trim();
}

import type { LocalDate } from '../../../contract/values/dates.ts';
import { readAmount, type ReadAmount } from '../../../contract/values/bank-details/amount.ts';
import { readPriority, readRevenueCode, type ReadCode } from '../../../contract/values/bank-details/codes.ts';
import { readDay, type ReadDay } from '../../../contract/values/bank-details/day.ts';
import { sendablePurpose } from '../../../contract/values/bank-details/texts.ts';
import type { DocumentKey } from './exchange-keys.ts';
import type { ForeignEntry, RawDocument } from './split-file.ts';

/**
 * What may be done with a document: offered for payment, mended first, nothing (the bank's own record), or nothing
 * here. Source: README of the exchange files.
 */
export type DocumentUse = 'pay' | 'fix' | 'executed' | 'received' | 'other';

/**
 * Payer or payee as a document names him; an absent bank detail is empty, an account that is there twice and differs is
 * `null`.
 */
export interface ExchangeParty {
  readonly name: string;
  readonly inn: string;
  /** `0` when there is none. */
  readonly kpp: string;
  readonly account: string | null;
  readonly bik: string;
  readonly corrAccount: string;
  readonly bankName: string;
}

/** The fields of a payment to the budget, as written. */
export interface ExchangeBudget {
  readonly payerStatus: string;
  readonly kbk: string;
  readonly oktmo: string;
  readonly evidence: string;
  readonly period: string;
  readonly docNumber: string;
  readonly docDate: string;
}

/** A document of an exchange file, understood. Units: kopecks. */
export interface ExchangeDocument {
  /** Place in the file, from 0. */
  readonly index: number;
  readonly line: number;
  /** As written; `null` when the section does not name it. */
  readonly kind: string | null;
  /** Field 18, as written. */
  readonly operation: string;
  readonly isOrder: boolean;
  readonly number: string;
  /** `null` when it cannot be read. */
  readonly date: LocalDate | null;
  readonly amountKopecks: number | null;
  readonly payer: ExchangeParty;
  readonly payee: ExchangeParty;
  readonly purpose: string;
  readonly executionOrder: number | null;
  readonly revenueTypeCode: string | null;
  readonly uin: string;
  /** `null` when the document names no status of the payer. */
  readonly budget: ExchangeBudget | null;
  /** Whether the bank has written a day of execution, and which side of it. */
  readonly execution: 'debited' | 'credited' | null;
  readonly executedOn: LocalDate | null;
  readonly foreign: readonly ForeignEntry[];
  /** What was read of the texts that may be wrong, with the fault of each. */
  readonly reading: {
    readonly date: ReadDay;
    readonly amount: ReadAmount;
    readonly priority: ReadCode;
    readonly revenueCode: ReadCode;
  };
  readonly raw: RawDocument;
}

/** The one kind that T-API pays. Source: tapi.md §5.4; README of the exchange files (11). */
const ORDER = 'платежное поручение';

/**
 * Numbered lines of the purpose, which count only where the main one is empty. Source: README of the exchange files,
 * rule 6.
 */
const PURPOSE_LINES = ['purpose1', 'purpose2', 'purpose3', 'purpose4', 'purpose5', 'purpose6'] as const;

/**
 * A leading «ИНН 123 », «ИНН 123 КПП 456 », «123, » of a name. Source: README of the exchange files, rule 5; tapi.md
 * §8.3.
 */
const INN_IN_NAME =
  /^(?:ИНН[\s:]*(\d{1,12})(?!\d)[\s,;/]*(?:КПП[\s:]*\d{4}[\dA-Z]{2}\d{3}[\s,;/]*)?|(\d{10}|\d{12})[\s,;/]+)/iu;

const SIDES = {
  payer: {
    whole: 'payerWhole',
    name: 'payerName',
    inn: 'payerInn',
    kpp: 'payerKpp',
    account: 'payerAccount',
    ownAccount: 'payerOwnAccount',
    bik: 'payerBik',
    corrAccount: 'payerCorrAccount',
    bank: 'payerBank',
    city: 'payerBankCity',
  },
  payee: {
    whole: 'payeeWhole',
    name: 'payeeName',
    inn: 'payeeInn',
    kpp: 'payeeKpp',
    account: 'payeeAccount',
    ownAccount: 'payeeOwnAccount',
    bik: 'payeeBik',
    corrAccount: 'payeeCorrAccount',
    bank: 'payeeBank',
    city: 'payeeBankCity',
  },
} as const satisfies Record<string, Record<string, DocumentKey>>;

/** Which keys name a side of a payment. */
export type SideKeys = (typeof SIDES)['payer' | 'payee'];

export function sideKeys(side: 'payer' | 'payee'): SideKeys {
  return SIDES[side];
}

/** Reads the name of a side, and the INN that stands inside it. */
export function nameOf(
  { values }: RawDocument,
  keys: SideKeys,
): { name: string; inn: string; key: DocumentKey } {
  const alone = values[keys.name] ?? '';
  const key = alone === '' ? keys.whole : keys.name;
  const text = alone === '' ? (values[keys.whole] ?? '') : alone;
  return { ...withoutInn(text), key };
}

/** Cuts the INN and KPP off that some programs put before a name. */
export function withoutInn(text: string): { readonly name: string; readonly inn: string } {
  const code = text.charCodeAt(0);
  // Most names begin with another letter and no digit.
  const isCandidate = code === 0x418 || code === 0x438 || (code >= 0x30 && code <= 0x39);
  const inside = isCandidate ? INN_IN_NAME.exec(text) : null;
  if (inside === null) return { name: text, inn: '' };
  const inn = inside[1] ?? inside[2] ?? '';
  return { name: text.slice(inside[0].length), inn: /^(\d{5}|\d{10}|\d{12})$/.test(inn) ? inn : '' };
}

/** Reads a document. Nothing is judged here: what cannot be read is `null` or empty. */
export function readDocument(
  raw: RawDocument,
  index: number,
  ownAccounts: ReadonlySet<string>,
): ExchangeDocument {
  const { values, twice } = raw;
  const once = (name: DocumentKey): string => (twice.has(name) ? '' : (values[name] ?? ''));
  const payer = readParty(raw, SIDES.payer);
  const execution = executionOf(raw, payer, ownAccounts);
  const reading = {
    date: readDay(once('date')),
    amount: readAmount(once('amount')),
    priority: readPriority(once('priority')),
    revenueCode: readRevenueCode(once('revenueCode')),
  };
  return {
    index,
    line: raw.line,
    kind: raw.kind === '' ? null : raw.kind,
    operation: once('operation'),
    isOrder: normalKind(raw.kind) === ORDER,
    number: once('number'),
    date: reading.date.day,
    amountKopecks: reading.amount.kopecks,
    payer,
    payee: readParty(raw, SIDES.payee),
    purpose: sendablePurpose(purposeOf(once)),
    executionOrder: reading.priority.value,
    revenueTypeCode: reading.revenueCode.value?.toString() ?? null,
    uin: once('uin'),
    budget: readBudget(once),
    execution,
    executedOn:
      execution === null ? null : readDay(once(execution === 'debited' ? 'debitedOn' : 'creditedOn')).day,
    foreign: raw.foreign,
    reading,
    raw,
  };
}

function readParty(raw: RawDocument, keys: SideKeys): ExchangeParty {
  const { values, twice } = raw;
  const once = (name: DocumentKey): string => (twice.has(name) ? '' : (values[name] ?? ''));
  const { name, inn } = nameOf(raw, keys);
  const bank = once(keys.bank);
  const city = once(keys.city);
  return {
    name,
    inn: once(keys.inn) || (twice.has(keys.inn) ? '' : inn),
    kpp: once(keys.kpp) || '0',
    account: accountOf(raw, keys),
    bik: once(keys.bik),
    corrAccount: once(keys.corrAccount),
    bankName: bank === '' || city === '' ? bank + city : `${bank}, ${city}`,
  };
}

/**
 * One of the two keys is enough; both and different ones are nobody's to choose. Source: README of the exchange files,
 * rule 4.
 */
function accountOf({ values, twice }: RawDocument, keys: SideKeys): string | null {
  if (twice.has(keys.account) || twice.has(keys.ownAccount)) return null;
  const account = values[keys.account] ?? '';
  const own = values[keys.ownAccount] ?? '';
  if (account !== '' && own !== '' && account !== own) return null;
  return account || own;
}

function purposeOf(once: (name: DocumentKey) => string): string {
  const main = once('purpose');
  if (main !== '') return main;
  return PURPOSE_LINES.map(once)
    .filter((line) => line !== '')
    .join(' ');
}

function readBudget(once: (name: DocumentKey) => string): ExchangeBudget | null {
  const payerStatus = once('payerStatus');
  if (payerStatus === '') return null;
  return {
    payerStatus,
    kbk: once('kbk'),
    oktmo: once('oktmo'),
    evidence: once('evidence'),
    period: once('period'),
    docNumber: once('docNumber'),
    docDate: once('docDate'),
  };
}

/**
 * A day that is filled says that the bank has executed the document, whatever else stands there. Source: README of the
 * exchange files, rule 9.
 */
function executionOf(
  { values }: RawDocument,
  payer: ExchangeParty,
  ownAccounts: ReadonlySet<string>,
): 'debited' | 'credited' | null {
  const isDebited = isFilled(values.debitedOn);
  const isCredited = isFilled(values.creditedOn);
  if (isDebited && isCredited) {
    const isOurs = ownAccounts.size === 0 || ownAccounts.has(payer.account ?? '');
    return isOurs ? 'debited' : 'credited';
  }
  return isDebited ? 'debited' : isCredited ? 'credited' : null;
}

/** The dots of an empty day of 1C are nothing. */
function isFilled(text: string | undefined): boolean {
  return text !== undefined && text !== '' && /[\p{L}\p{N}]/u.test(text);
}

function normalKind(kind: string): string {
  return kind === 'Платежное поручение'
    ? ORDER
    : kind.toLowerCase().replaceAll('ё', 'е').replace(/\s+/gu, ' ');
}

import { accountFault, corrAccountFault } from './account.ts';
import { readAmount } from './amount.ts';
import { bikFault } from './bik.ts';
import type { BankDetailFault } from './fault.ts';
import { innFault } from './inn.ts';
import { kppFault } from './kpp.ts';
import { numbersIn, type FoundNumber, type PastedNumber } from './pasted-numbers.ts';

/**
 * How sure a field is: named in the text and its check digits hold; one of the two, or a text; or a person has to look.
 */
export type Confidence = 'certain' | 'likely' | 'doubtful';

/** One field that was found. Nothing is filled in before a person has confirmed it. */
export interface PastedField {
  readonly value: string;
  readonly confidence: Confidence;
  /** What is wrong with the value; `null` when nothing is. */
  readonly fault: BankDetailFault | null;
  /** Other values of the same field that stand in the text. */
  readonly others: readonly string[];
}

export type PastedFieldName = PastedNumber | 'name' | 'bankName' | 'purpose' | 'amount';

/** The fields of a payment that a block of text holds. */
export type PastedBlock = Partial<Record<PastedFieldName, PastedField>>;

/** Numbers of the payer's own company: a contract names both sides. */
export interface OwnNumbers {
  readonly inns: readonly string[];
  readonly accounts: readonly string[];
}

/** A block that is longer is no block of bank details. Own choice: two pages of a contract. Units: characters. */
const MAX_LENGTH = 20_000;

const FORMS =
  '(?:ООО|ОАО|ЗАО|ПАО|НАО|АО|АНО|ИП|ГУП|МУП|ФГУП|ФГБУ|Индивидуальный предприниматель|Общество с ограниченной ответственностью|Акционерное общество)';

/** A field of text ends where a line, or the name of a number, begins. */
const UNTIL =
  '(?=\\s*(?:$|\\n|;|,?\\s*(?:ИНН|КПП|БИК|ОГРН|р\\s*/\\s*с|к\\s*/\\s*с|расч[её]тный|корр?\\.|сч[её]т\\s*№?\\s*\\d|адрес|юр\\.)))';

const NAME_LABELLED = new RegExp(
  `(?:^|\\n)\\s*(?:получатель|поставщик|исполнитель|продавец|подрядчик|арендодатель|(?:полное |краткое |сокращ[её]нное )?наименование(?: организации| получателя)?)\\s*(?:платежа)?\\s*[:–—-]\\s*(.+?)${UNTIL}`,
  'iu',
);
const NAME_BY_FORM = new RegExp(`(?:^|[\\s,;:(])(${FORMS}\\s+["«„“]?[^\\n;]*?)${UNTIL}`, 'u');
const BANK_LABELLED = new RegExp(
  `(?:банк(?: получателя)?|наименование банка)\\s*(?:[:–—-]|\\n)\\s*(?:в )?(.+?)${UNTIL}`,
  'iu',
);
const BANK_BY_FORM = new RegExp(
  `(?:^|[\\s,;])в\\s+((?:${FORMS.slice(3, -1)}|филиал|отделени[еи]|банк)[^\\n;]*?)${UNTIL}`,
  'iu',
);
const PURPOSE = /(?:^|\n)\s*назначение(?: платежа)?\s*[:–—-]\s*([^\n]+)/iu;
const AMOUNT =
  /(?:^|\n|[\s,;])(?:сумма(?: к оплате| платежа)?|(?:итого|всего)(?: к оплате)?|к оплате)\s*[:–—-]?\s*(\d[\d\p{Zs}]*(?:[.,]\d{1,2})?)(?=\p{Zs}*(?:руб|₽|р\.|$|\n))/iu;

/**
 * Takes a block of bank details apart that was pasted from a contract, a mail or a PDF. Never throws; a text without
 * any gives an empty object.
 * Source: issue of the accountant's day (Entry): shown for confirmation, so each field says how sure it is.
 */
export function readPastedBlock(pasted: string, own: OwnNumbers): PastedBlock {
  const text = pasted
    .slice(0, MAX_LENGTH)
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\t\u00a0\u2007\u202f]/g, ' ')
    .replace(/\r\n?/g, '\n');
  const numbers = numbersIn(text).filter(({ kind, value }) => !isOwn(kind, value, own));
  const bik = pick(numbers, 'bik', bikFault);
  const bikValue = bik !== undefined && bik.fault === null ? bik.value : '';
  const fields: Readonly<Record<PastedFieldName, PastedField | undefined>> = {
    inn: pick(numbers, 'inn', innFault),
    kpp: pick(numbers, 'kpp', kppFault),
    bik,
    account: pick(numbers, 'account', (value) => accountFault(value, bikValue)),
    corrAccount: pick(numbers, 'corrAccount', (value) => corrAccountFault(value, bikValue)),
    name: words(NAME_LABELLED, text) ?? words(NAME_BY_FORM, text, /банк/iu),
    bankName: words(BANK_LABELLED, text) ?? words(BANK_BY_FORM, text),
    purpose: words(PURPOSE, text),
    amount: amountIn(text),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== undefined));
}

function isOwn(kind: PastedNumber, value: string, own: OwnNumbers): boolean {
  return kind === 'inn' ? own.inns.includes(value) : kind === 'account' && own.accounts.includes(value);
}

/**
 * Of several values one that is named and holds comes first, else one that holds. A second one that is as good makes it
 * doubtful.
 */
function pick(
  numbers: readonly FoundNumber[],
  kind: PastedNumber,
  faultOf: (value: string) => BankDetailFault | null,
): PastedField | undefined {
  const ranked = numbers
    .filter((one) => one.kind === kind)
    .map((one) => ({ ...one, fault: faultOf(one.value) }))
    // A number without a name that does not hold is some other number.
    .filter(({ isLabelled, fault }) => isLabelled || fault === null)
    .map((one) => ({ ...one, rank: Number(one.fault === null) * 2 + Number(one.isLabelled) }))
    .sort((a, b) => b.rank - a.rank);
  const [best] = ranked;
  if (best === undefined) return undefined;
  const others = [...new Set(ranked.map(({ value }) => value))].filter((value) => value !== best.value);
  const rival = ranked.find(({ value, rank }) => value !== best.value && rank === best.rank);
  const confidence =
    best.fault !== null || rival !== undefined ? 'doubtful' : best.isLabelled ? 'certain' : 'likely';
  return { value: best.value, confidence, fault: best.fault, others };
}

/** A text is never certain: nothing in it can be checked. */
function words(pattern: RegExp, text: string, not?: RegExp): PastedField | undefined {
  const value = pattern
    .exec(text)?.[1]
    ?.replace(/\s+/gu, ' ')
    .replace(/[\s,;:–—-]+$/u, '')
    .trim();
  if (value === undefined || value === '' || not?.test(value) === true) return undefined;
  return { value, confidence: 'likely', fault: null, others: [] };
}

function amountIn(text: string): PastedField | undefined {
  const value = AMOUNT.exec(text)?.[1]?.trim();
  if (value === undefined) return undefined;
  const { fault } = readAmount(value);
  return { value, confidence: fault === null ? 'likely' : 'doubtful', fault, others: [] };
}

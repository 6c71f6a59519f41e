import { comparableText } from '../../contract/values/requisites/comparable.ts';
import type { ExchangeDocument } from './exchange-document.ts';
import type { ExchangeFault } from './exchange-faults.ts';

/** Equal payments this near to each other are told of. Own choice: the life of an order; rents a month apart are two. Units: days. */
const NEAR_DAYS = 10;
const DAY_MS = 86_400_000;

/**
 * Finds documents of one file that are the same, and those that may be: a double has payer, number (leading zeros do not count), date, payee's
 * account and sum of an earlier one; a near double its payee's account, sum and purpose within days. What the bank has executed
 * counts as earlier wherever it stands.
 * Source: README of the exchange files, rule 11.
 */
export function doublesIn(documents: readonly ExchangeDocument[]): readonly ExchangeFault[] {
  const faults: ExchangeFault[] = [];
  const same = new Map<string, ExchangeDocument>();
  const near = new Map<string, ExchangeDocument[]>();
  const isPast = ({ execution }: ExchangeDocument) => execution === 'debited';
  const past = documents.filter(isPast);
  const orders = documents.filter(({ isOrder, execution }) => isOrder && execution === null);
  for (const document of [...past, ...orders]) {
    const key = sameKey(document);
    const likeness = nearKey(document);
    const twin = key === null ? undefined : same.get(key);
    const neighbours = likeness === null ? [] : (near.get(likeness) ?? []);
    const neighbour = twin ?? neighbours.find((one) => isNear(one, document));
    if (!isPast(document) && neighbour !== undefined) faults.push(fault(document, neighbour, twin !== undefined));
    if (key !== null && twin === undefined) same.set(key, document);
    // Of many equal ones the first stands for those of its days.
    if (likeness !== null && neighbour === undefined) near.set(likeness, [...neighbours, document]);
  }
  return faults;
}

function sameKey({ payer, payee, number, date, amountKopecks }: ExchangeDocument): string | null {
  if (date === null || amountKopecks === null || !payer.account || !payee.account || number === '') return null;
  return [payer.account, withoutZeros(number), date, payee.account, amountKopecks].join('|');
}

function nearKey({ payee, amountKopecks, purpose }: ExchangeDocument): string | null {
  if (amountKopecks === null || !payee.account || purpose === '') return null;
  return `${payee.account}|${amountKopecks}|${comparableText(purpose)}`;
}

/** A number as numbers are compared: leading zeros do not count. */
export function withoutZeros(number: string): string {
  return number.replace(/^0+(?=.)/, '');
}

function isNear(one: ExchangeDocument, other: ExchangeDocument): boolean {
  if (one.date === null || other.date === null) return true;
  return Math.abs(Date.parse(one.date) - Date.parse(other.date)) <= NEAR_DAYS * DAY_MS;
}

function fault(document: ExchangeDocument, twin: ExchangeDocument, isSame: boolean): ExchangeFault {
  return {
    document: document.index,
    key: null,
    field: null,
    level: isSame ? 'error' : 'warning',
    code: isSame ? 'double' : 'near-double',
    details: { twin: twin.index, number: twin.number },
    line: document.line,
  };
}

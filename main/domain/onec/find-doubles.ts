import { comparableText } from '../../../contract/values/bank-details/comparable.ts';
import type { ExchangeDocument } from './exchange-document.ts';
import type { ExchangeFault } from './exchange-faults.ts';

/**
 * Equal payments this near to each other are told of. Own choice: the life of an order; rents a month apart are two.
 * Units: days.
 */
const NEAR_DAYS = 10;
const DAY_MS = 86_400_000;

/**
 * Finds documents of one file that are the same, and those that may be: a double has payer, number (leading zeros do
 * not count), date, payee's account and sum of an earlier one; a near double its payee's account, sum and purpose
 * within days. What the bank has executed counts as earlier wherever it stands.
 * Source: README of the exchange files, rule 11.
 */
export function doublesIn(documents: readonly ExchangeDocument[]): readonly ExchangeFault[] {
  const faults: ExchangeFault[] = [];
  const same = new Map<string, ExchangeDocument>();
  const near = new Map<string, ExchangeDocument>();
  const past = documents.filter(({ execution }) => execution === 'debited');
  const orders = documents.filter(({ isOrder, execution }) => isOrder && execution === null);
  const known = [...past, ...orders];
  const crowds = crowdsOf(known);
  for (const document of known) {
    const key = sameKey(document);
    const twin = key === null ? undefined : same.get(key);
    const likeness = twin === undefined ? likenessOf(document, crowds) : null;
    const neighbour = likeness === null ? undefined : neighbourOf(document, likeness, near);
    const other = twin ?? neighbour;
    if (other !== undefined && document.execution === null)
      faults.push(fault(document, other, twin !== undefined));
    if (key !== null && twin === undefined) same.set(key, document);
    if (likeness !== null && neighbour === undefined) near.set(`${likeness}|${spanOf(document)}`, document);
  }
  return faults;
}

function sameKey({ payer, payee, number, date, amountKopecks }: ExchangeDocument): string | null {
  if (date === null || amountKopecks === null || !payer.account || !payee.account || number === '')
    return null;
  return `${payer.account}|${withoutZeros(number)}|${date}|${payee.account}|${amountKopecks}`;
}

function sumKey({ payee, amountKopecks, date }: ExchangeDocument): string | null {
  return date === null || amountKopecks === null || !payee.account
    ? null
    : `${payee.account}|${amountKopecks}`;
}

/** Counts the documents of one account and sum: purposes are compared only where there are several. */
function crowdsOf(documents: readonly ExchangeDocument[]): ReadonlyMap<string, number> {
  const crowds = new Map<string, number>();
  for (const document of documents) {
    const key = sumKey(document);
    if (key !== null) crowds.set(key, (crowds.get(key) ?? 0) + 1);
  }
  return crowds;
}

function likenessOf(document: ExchangeDocument, crowds: ReadonlyMap<string, number>): string | null {
  const key = sumKey(document);
  if (key === null || (crowds.get(key) ?? 0) < 2 || document.purpose === '') return null;
  return `${key}|${comparableText(document.purpose)}`;
}

/** Days fall into spans as long as what is near, so that three looks find all neighbours. */
function neighbourOf(
  document: ExchangeDocument,
  likeness: string,
  near: ReadonlyMap<string, ExchangeDocument>,
): ExchangeDocument | undefined {
  const span = spanOf(document);
  return [span, span - 1, span + 1]
    .map((one) => near.get(`${likeness}|${one}`))
    .find((one) => one !== undefined && Math.abs(dayOf(one) - dayOf(document)) <= NEAR_DAYS);
}

function dayOf({ date }: ExchangeDocument): number {
  return date === null ? 0 : Date.parse(date) / DAY_MS;
}

function spanOf(document: ExchangeDocument): number {
  return Math.floor(dayOf(document) / NEAR_DAYS);
}

/** A number as numbers are compared: leading zeros do not count. */
export function withoutZeros(number: string): string {
  return number.replace(/^0+(?=.)/, '');
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

import type { PayeeAccount, PayeeKey, PayeeRef, PayeeRow } from '../../../contract/areas/payees.ts';
import { compareCodes } from '../../../contract/values/list-order.ts';
import type { PayeeCard, PayeeCards } from './payee-card.ts';
import { payeeKey, type PayeeSighting } from './payee.ts';

/**
 * Makes the directory of payees: everybody who was seen, and everybody to whom somebody added something, with every
 * account that he had. Whom money reached last comes first, then the others by name.
 */
export function payeeRows(sightings: readonly PayeeSighting[], cards: PayeeCards): readonly PayeeRow[] {
  const latest = [...sightings].sort((a, b) => compareCodes(b.at, a.at));
  const groups = new Map<PayeeKey, PayeeSighting[]>();
  for (const one of latest) {
    const key = cards.standsFor(payeeKey(one.payee));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  const added = new Map<PayeeKey, PayeeCard[]>();
  for (const card of cards.all) {
    const root = cards.standsFor(card.key);
    added.set(root, [...(added.get(root) ?? []), card]);
    if (!groups.has(root)) groups.set(root, []);
  }
  const rows = [...groups].map(([key, seen]) => payeeRow(key, seen, added.get(key) ?? [], cards));
  const alike = alikeOf(rows);
  return rows.map((row) => ({ ...row, alike: alike(row) })).sort(byLastPaid);
}

/** `own`: the cards of the payee and of those that were merged into it. */
function payeeRow(
  key: PayeeKey,
  seen: readonly PayeeSighting[],
  own: readonly PayeeCard[],
  cards: PayeeCards,
): PayeeRow {
  const last = seen.find(({ payee }) => payeeKey(payee) === key) ?? seen[0];
  const accounts = accountsOf(seen, cards);
  const paid = seen.filter(({ paidMinor }) => paidMinor !== null);
  return {
    key,
    name: last?.payee.name ?? nameOfKey(key),
    inn: key.startsWith('0|') ? '0' : key,
    kpp: last?.payee.kpp ?? '',
    names: unique(seen.map(({ payee }) => payee.name)),
    accounts: [...accounts],
    lastPaidAt: paid[0]?.at ?? null,
    payments: paid.length,
    paidMinor: paid.reduce((sum, { paidMinor }) => sum + (paidMinor ?? 0), 0),
    note: own.flatMap(({ note }) => (note === '' ? [] : [note])).join('\n'),
    neverPay: own.find(({ neverPay }) => neverPay !== null)?.neverPay ?? null,
    callBacks: own.flatMap(({ callBacks }) => callBacks).sort((a, b) => compareCodes(b.at, a.at)),
    alike: [],
    merged: own.filter((card) => card.key !== key).map((card) => refOf(card.key, seen)),
  };
}

/** `seen`: the latest first. */
function accountsOf(seen: readonly PayeeSighting[], cards: PayeeCards): readonly PayeeAccount[] {
  const groups = new Map<string, PayeeSighting[]>();
  for (const one of seen) {
    const id = `${one.payee.bik}|${one.payee.accountNumber}`;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [one]);
    else group.push(one);
  }
  return [...groups.values()].flatMap((group) => {
    const [last] = group;
    const first = group.at(-1);
    if (last === undefined || first === undefined) return [];
    const paid = group.filter(({ paidMinor }) => paidMinor !== null);
    return [
      {
        account: last.payee.accountNumber,
        bik: last.payee.bik,
        bankName: group.find(({ payee }) => payee.bankName !== null)?.payee.bankName ?? '',
        origins: unique(group.map(({ origin }) => origin)),
        firstAt: first.at,
        lastAt: last.at,
        payments: paid.length,
        paidMinor: paid.reduce((sum, { paidMinor }) => sum + (paidMinor ?? 0), 0),
        isConfirmed: group.some(({ payee }) => cards.callBackOf(payee) !== null),
      },
    ];
  });
}

/** Who else has one of the accounts, or is written the same way but for marks and the form of the company. */
function alikeOf(rows: readonly PayeeRow[]): (row: PayeeRow) => PayeeRef[] {
  const byMark = new Map<string, PayeeRow[]>();
  for (const row of rows)
    for (const mark of marksOf(row)) byMark.set(mark, [...(byMark.get(mark) ?? []), row]);
  return (row) =>
    unique(marksOf(row).flatMap((mark) => byMark.get(mark) ?? []))
      .filter((other) => other.key !== row.key)
      .map(({ key, name, inn }) => ({ key, name, inn }));
}

function marksOf({ names, accounts }: PayeeRow): readonly string[] {
  const written = names.map(plainName).filter((name) => name !== '');
  return unique([
    ...written.map((name) => `name ${name}`),
    ...accounts.map(({ account, bik }) => `account ${bik} ${account}`),
  ]);
}

/** What is written before or behind the name of a company, in short or in full. Source: Civil Code art. 54. */
const FORMS =
  /(^|\s)(ооо|оао|зао|пао|нао|ао|ип|общество с ограниченной ответственностью|акционерное общество|индивидуальный предприниматель)(?=\s|$)/g;

/** A name without its marks, its form and the case of its letters; `ё` reads as `е`. */
function plainName(name: string): string {
  const words = name
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return words.replace(FORMS, ' ').replace(/\s+/g, ' ').trim();
}

function refOf(key: PayeeKey, seen: readonly PayeeSighting[]): PayeeRef {
  const name = seen.find(({ payee }) => payeeKey(payee) === key)?.payee.name ?? nameOfKey(key);
  return { key, name, inn: key.startsWith('0|') ? '0' : key };
}

function nameOfKey(key: PayeeKey): string {
  return key.startsWith('0|') ? key.slice(2) : key;
}

function byLastPaid(a: PayeeRow, b: PayeeRow): number {
  return compareCodes(b.lastPaidAt ?? '', a.lastPaidAt ?? '') || a.name.localeCompare(b.name, 'ru');
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

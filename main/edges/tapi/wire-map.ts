import { moscowDate } from '../../../contract/values/dates.ts';
import { amountToDecimal, parseAmountText } from '../../../contract/values/money.ts';
import type {
  BankAccount,
  BankCompany,
  BankDocumentState,
  BankOperation,
  BankPaymentState,
  BankStatementPage,
  BankTax,
} from '../../ports/bank-ports.ts';
import { instantOf } from './bank-moments.ts';
import {
  WireAccount,
  WireAccounts,
  WireCompany,
  WireDocumentStates,
  WireDraftMade,
  WirePaymentState,
  WireStatement,
  type WireOperation,
} from './wire-schemas.ts';

/**
 * Turns a sum of the bank's JSON into kopecks, exactly: through the shortest text of the number, never by multiplying.
 * Every sum of up to 13 digits before the point survives JSON (15 significant digits, ECMA-262 §6.1.6.1).
 * Units: takes roubles, gives kopecks. Errors: `null` for more than two decimals, for what is too large and for a text
 * that is no sum.
 */
export function kopecksOf(roubles: number | string): number | null {
  const text = String(roubles)
    .trim()
    .replace(/(\.\d\d)0+$/, '$1');
  const isNegative = text.startsWith('-');
  const kopecks = parseAmountText(isNegative ? text.slice(1) : text);
  if (kopecks === null || !Number.isSafeInteger(kopecks)) return null;
  return isNegative && kopecks !== 0 ? -kopecks : kopecks;
}

/** Writes kopecks as the JSON number the bank takes, with exactly two decimals. Units: takes kopecks, gives roubles. */
export function sumJson(kopecks: number): string {
  return amountToDecimal(kopecks);
}

/** Returns the company of a `GET company`; `null` when the answer is not one. */
export function companyOf(value: unknown): BankCompany | null {
  const wire = WireCompany.safeParse(value).data;
  if (wire === undefined) return null;
  return { name: wire.name, inn: wire.requisites.inn, kpp: wire.requisites.kpp || '0' };
}

/**
 * Returns the accounts of `GET bank-accounts` v4 whose number and sums can be read; others (of brokers, without
 * balances) are left out.
 * Errors: `null` when the answer is not such a list, or none of its accounts can be read.
 * Source: https://github.com/tough-dev-school/tinkoff-diadoc, https://github.com/masasibata/tbank (kinds of accounts
 * are an open list).
 */
export function accountsOf(value: unknown): readonly BankAccount[] | null {
  const members = WireAccounts.safeParse(value).data;
  if (members === undefined) return null;
  const accounts = members.map(accountOf).filter((account) => account !== null);
  return accounts.length === 0 && members.length > 0 ? null : accounts;
}

function accountOf(member: unknown): BankAccount | null {
  const wire = WireAccount.safeParse(member).data;
  if (wire === undefined) return null;
  const { balance, otb, realOtb, authorized } = wire.balance;
  // `realOtb` leaves the overdraft out; older answers have only `otb`. Source: tapi.md §5.2.
  const balanceMinor = kopecksOf(balance ?? otb ?? Number.NaN);
  const availableMinor = kopecksOf(realOtb ?? otb ?? Number.NaN);
  const heldMinor = kopecksOf(authorized ?? 0);
  if (balanceMinor === null || availableMinor === null || heldMinor === null) return null;
  return {
    accountNumber: wire.accountNumber,
    name: wire.name ?? '',
    accountType: wire.accountType ?? '',
    status: wire.status ?? '',
    currency: wire.currency ?? '',
    isMain: wire.mainFlag === 'Y',
    bankBik: wire.bankBik ?? '',
    balanceMinor,
    availableMinor,
    heldMinor,
  };
}

/**
 * Returns one page of `GET statement` for `accountNumber`; `null` when the answer is not one or a sum is not exact. An
 * operation without any sum counts as 0, one whose sum cannot be read makes the page unreadable; one without a sign is
 * read from its parties.
 */
export function statementPageOf(value: unknown, accountNumber: string): BankStatementPage | null {
  const wire = WireStatement.safeParse(value).data;
  if (wire === undefined) return null;
  const operations = allOrNull(wire.operations.map((operation) => operationOf(operation, accountNumber)));
  const balances = balancesOf(wire.balances ?? null);
  if (operations === null || balances === 'inexact') return null;
  return { operations, balances, nextCursor: wire.nextCursor || null };
}

function balancesOf(wire: WireStatement['balances'] | null): BankStatementPage['balances'] | 'inexact' {
  if (wire === null || wire === undefined) return null;
  const { balanceBegin, balanceEnd, credit, debit } = wire;
  if (balanceBegin === null || balanceEnd === null || credit === null || debit === null) return null;
  const beginMinor = kopecksOf(balanceBegin);
  const endMinor = kopecksOf(balanceEnd);
  const inMinor = kopecksOf(credit);
  const outMinor = kopecksOf(debit);
  if (beginMinor === null || endMinor === null || inMinor === null || outMinor === null) return 'inexact';
  return { beginMinor, endMinor, inMinor, outMinor };
}

function operationOf(wire: WireOperation, accountNumber: string): BankOperation | null {
  const direction = directionOf(wire, accountNumber);
  const signedMinor = kopecksOf(wire.accountAmount ?? wire.rubleAmount ?? wire.operationAmount ?? 0);
  if (signedMinor === null) return null;
  const amountMinor = Math.abs(signedMinor);
  const party = direction === 'out' ? wire.receiver : wire.payer;
  const other = wire.counterParty;
  const documentAt = instantOf(wire.docDate);
  return {
    operationId: wire.operationId ?? '',
    at: firstMoment(wire),
    direction,
    amountMinor,
    status: wire.operationStatus ?? '',
    documentNumber: wire.documentNumber ?? '',
    counterpartyName: other?.name ?? party?.name ?? '',
    counterpartyInn: other?.inn ?? party?.inn ?? '',
    counterpartyAccount: other?.account ?? party?.acct ?? '',
    counterpartyKpp: other?.kpp ?? party?.kpp ?? '',
    counterpartyBik: other?.bankBic ?? party?.bicRu ?? '',
    counterpartyBankName: other?.bankName ?? party?.bankName ?? '',
    counterpartyCorrAccount: other?.corrAccount ?? party?.corAcct ?? '',
    purpose: wire.payPurpose ?? wire.description ?? '',
    category: wire.category ?? '',
    documentDay: documentAt === null ? null : moscowDate(documentAt),
    documentKind: wire.vo ?? '',
    priority: /^\d$/.test(wire.priority ?? '') ? Number(wire.priority) : null,
    tax: wire.tax === null ? null : taxOf(wire.tax),
  };
}

function taxOf(wire: NonNullable<WireOperation['tax']>): BankTax | null {
  const tax = {
    payerStatus: wire.payerStatus ?? '',
    kbk: wire.kbk ?? '',
    oktmo: wire.oktmo ?? '',
    evidence: wire.evidence ?? '',
    period: wire.period ?? '',
    docNumber: wire.docNumber ?? '',
    docDate: wire.docDate ?? '',
    uin: wire.uin ?? '',
  };
  return Object.values(tax).every((value) => value === '') ? null : tax;
}

/** The bank's own sample writes «Сredit» with a Cyrillic «С». Source: tapi.md §5.3, traps. */
function directionOf(wire: WireOperation, accountNumber: string): 'in' | 'out' {
  const type = wire.typeOfOperation?.toLowerCase().replace('с', 'c');
  if (type === 'credit') return 'in';
  if (type === 'debit') return 'out';
  return wire.receiver?.acct === accountNumber ? 'in' : 'out';
}

/** Returns what `GET payment/{id}` says of a payment; `null` when the answer is not a state. */
export function paymentStateOf(value: unknown): BankPaymentState | null {
  const wire = WirePaymentState.safeParse(value).data;
  if (wire === undefined) return null;
  return { kind: 'known', status: wire.status, errorMessage: wire.errorMessage };
}

/** Returns the id of the draft that was made; `null` when the answer does not name it. */
export function draftOf(value: unknown): { readonly documentId: string } | null {
  return WireDraftMade.safeParse(value).data ?? null;
}

/** Returns the states of documents in the bank's own words; `null` when the answer is not one. */
export function documentStatesOf(value: unknown): readonly BankDocumentState[] | null {
  const wire = WireDocumentStates.safeParse(value).data;
  if (wire === undefined) return null;
  return [
    ...(wire.result ?? []).map((document) => ({ ...document, errorMessage: null })),
    ...(wire.resultError ?? []).map((document) => ({ ...document, status: null })),
  ];
}

function firstMoment(wire: WireOperation): BankOperation['at'] {
  const dates = [wire.operationDate, wire.trxnPostDate, wire.chargeDate, wire.drawDate, wire.docDate];
  return dates.map(instantOf).find((at) => at !== null) ?? null;
}

function allOrNull<T>(items: readonly (T | null)[]): readonly T[] | null {
  const whole = items.filter((item) => item !== null);
  return whole.length === items.length ? whole : null;
}

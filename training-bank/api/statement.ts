import { invalidData, jsonAnswer, unprocessable, type Answer } from './answers.ts';
import type { Operation, Party } from '../state/bank-state.ts';
import type { BankWorld } from '../state/bank-world.ts';
import { bankRequisites, companyParty } from '../state/prepared-company.ts';
import type { StatementQuery } from './request-shapes.ts';
import { sha256Hex } from './token-checks.ts';

/** The largest page. Source: tapi.md §5.3; the size without `limit` is not published, the largest is taken. */
const largestPage = 5000;

/** Answers a page of operations, oldest first. Source: tapi.md §5.3 (`from` inclusive, `to` exclusive, cursor). */
export function answerStatement(world: BankWorld, query: StatementQuery): Answer {
  const account = world.state.accounts.find((candidate) => candidate.number === query.accountNumber);
  if (account === undefined) return unprocessable('Счёт не найден');
  const filterHash = filterHashOf(query);
  const after = query.cursor === undefined ? '' : parseCursor(query.cursor, filterHash);
  if (after === null) {
    return invalidData('query parameter cursor', {
      value: 'expected value to be a cursor of the same query',
    });
  }
  const all = operationsOf(world, query.accountNumber);
  const chosen = all.filter((operation) => isInPeriod(operation, query) && isChosen(operation, query));
  const rest = chosen.filter((operation) => placeOf(operation) > after);
  const page = rest.slice(0, Number(query.limit ?? largestPage));
  const last = page.at(-1);
  const hasMore = page.length < rest.length && last !== undefined;
  const isFirstPage = query.cursor === undefined;
  return jsonAnswer(200, {
    ...(query.withBalances === 'true' && isFirstPage
      ? { balances: balancesOf(account.balanceKopecks, all, query) }
      : {}),
    operations: page.map((operation) => printOperation(world, operation)),
    ...(hasMore ? { nextCursor: cursorOf(last, filterHash) } : lastCursor(world)),
  });
}

/** A cursor belongs to its filters; the size of the page may change (tapi.md §5.3: the same filters and the cursor). */
function filterHashOf(query: StatementQuery): string {
  const { accountNumber, from, to, operationStatus, categories, inns } = query;
  return sha256Hex(JSON.stringify([accountNumber, from, to, operationStatus, categories, inns]));
}

/** Every operation of an account, oldest first. */
export function operationsOf(world: BankWorld, accountNumber: string): Operation[] {
  return [...world.preparedOperations, ...world.state.operations]
    .filter((operation) => operation.accountNumber === accountNumber)
    .sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
}

/** Operations are ordered by time; those of one instant by their id. */
function placeOf(operation: Operation): string {
  return `${operation.at} ${operation.operationId}`;
}

function isInPeriod(operation: Operation, query: StatementQuery): boolean {
  const at = Date.parse(operation.at);
  return at >= Date.parse(query.from) && (query.to === undefined || at < Date.parse(query.to));
}

function isChosen(operation: Operation, query: StatementQuery): boolean {
  if (query.operationStatus === 'Authorization') return false;
  if (query.categories !== undefined && !query.categories.includes(operation.category)) return false;
  return query.inns === undefined || query.inns.includes(operation.party.inn);
}

function balancesOf(nowKopecks: number, all: readonly Operation[], query: StatementQuery): object {
  const later = all.filter(
    (operation) => query.to !== undefined && operation.at >= new Date(query.to).toISOString(),
  );
  const inPeriod = all.filter((operation) => isInPeriod(operation, query));
  const endKopecks = nowKopecks - sumOf(later, 'Credit') + sumOf(later, 'Debit');
  const credit = sumOf(inPeriod, 'Credit');
  const debit = sumOf(inPeriod, 'Debit');
  return {
    balanceBegin: roublesOf(endKopecks - credit + debit),
    balanceEnd: roublesOf(endKopecks),
    credit: roublesOf(credit),
    debit: roublesOf(debit),
  };
}

function sumOf(operations: readonly Operation[], direction: Operation['direction']): number {
  return operations
    .filter((operation) => operation.direction === direction)
    .reduce((sum, operation) => sum + operation.amountKopecks, 0);
}

/** Money as the bank prints it: a number of roubles. Source: tapi.md §5.0. */
export function roublesOf(kopecks: number): number {
  return kopecks / 100;
}

function lastCursor(world: BankWorld): { readonly nextCursor?: string | null } {
  const { lastCursor: form } = world.settings;
  if (form === 'absent') return {};
  return { nextCursor: form === 'null' ? null : '' };
}

function cursorOf(operation: Operation, filterHash: string): string {
  return Buffer.from(`${filterHash.slice(0, 16)} ${placeOf(operation)}`).toString('base64url');
}

/** The place a cursor stands for, or null when it was not given for this query. */
function parseCursor(cursor: string, filterHash: string): string | null {
  const text = Buffer.from(cursor, 'base64url').toString();
  const prefix = `${filterHash.slice(0, 16)} `;
  return text.startsWith(prefix) ? text.slice(prefix.length) : null;
}

function printOperation(world: BankWorld, operation: Operation): object {
  const own = companyParty(operation.accountNumber, world.state.company.kpp);
  const isCredit = operation.direction === 'Credit';
  const amount = roublesOf(operation.amountKopecks);
  return {
    operationId: operation.operationId,
    operationDate: operation.at,
    operationStatus: 'Transaction',
    accountNumber: operation.accountNumber,
    bic: bankRequisites.bankBic,
    typeOfOperation: isCredit && world.settings.cyrillicCredit ? 'Сredit' : operation.direction,
    category: operation.category,
    trxnPostDate: operation.at,
    authorizationDate: operation.at,
    drawDate: operation.at,
    chargeDate: operation.at,
    docDate: operation.at,
    documentNumber: operation.documentNumber,
    payVo: operation.payVo,
    vo: operation.vo,
    priority: operation.priority,
    operationAmount: amount,
    operationCurrencyDigitalCode: '643',
    accountAmount: amount,
    accountCurrencyDigitalCode: '643',
    rubleAmount: amount,
    description: operation.purpose,
    payPurpose: operation.purpose,
    payer: printParty(isCredit ? operation.party : own),
    receiver: printParty(isCredit ? own : operation.party),
    counterParty: printCounterParty(operation.party),
    ...(operation.tax === null ? {} : { tax: printTax(operation.tax) }),
  };
}

function printParty(party: Party): object {
  const { account, inn, kpp, name, bik, bankName, corrAccount } = party;
  return { acct: account, inn, kpp, name, bicRu: bik, bankName, corAcct: corrAccount };
}

function printCounterParty(party: Party): object {
  const { account, inn, kpp, name, bik, bankName, corrAccount } = party;
  return { account, inn, kpp, name, bankName, bankBic: bik, corrAccount };
}

function printTax(tax: NonNullable<Operation['tax']>): object {
  const { kbk, oktmo, payerStatus, evidence, period, docNumber, docDate, uin } = tax;
  return { kbk, oktmo, payerStatus, evidence, period, docNumber, docDate, uin };
}

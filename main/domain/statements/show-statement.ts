import type {
  OperationsPage,
  OperationsQuery,
  OperationView,
  StatementPeriod,
  StatementTotals,
  StatementView,
} from '../../../contract/areas/statements.ts';
import { OPERATIONS_PAGE } from '../../../contract/areas/statements.ts';
import type { LocalDate } from '../../../contract/values/dates.ts';
import type { PaymentId } from '../../../contract/values/ids.ts';
import { searchText, searchWords } from '../../../contract/values/search-text.ts';
import { balancesOf, daysIn, missingDays } from './coverage.ts';
import type { StatementReader } from './read-statement.ts';
import { isHeld, type DaySums, type StatementStore, type StoredOperation } from './statement-record.ts';

export interface StatementParts {
  readonly statements: StatementStore;
}

/** Returns what is known of a period without opening its operations. Asks the bank nothing. */
export function statementView(
  { statements, statementReader }: StatementParts & { readonly statementReader: StatementReader },
  period: StatementPeriod,
): StatementView {
  const account = statements.account(period);
  const spans = account?.spans ?? [];
  const today = statementReader.today(period);
  const missing = missingDays(spans, period, today);
  const days = daysOf(account?.days ?? [], period);
  const found = account === null || missing.length > 0 ? null : balancesOf(account, period, today);
  const within = spans.filter(({ from, to }) => to >= period.from && from <= period.to);
  return {
    balances: found?.balances ?? null,
    isDoubtful: found?.isDoubtful ?? false,
    count: days.reduce((sum, { count }) => sum + count, 0),
    held: days.reduce((sum, { held }) => sum + held, 0),
    missing: [...missing],
    readAt: within.map(({ readAt }) => readAt).reduce<string | null>(earlier, null),
    reading: statementReader.progressOf(period),
  };
}

function earlier(a: string | null, b: string): string {
  return a === null || b < a ? b : a;
}

function daysOf(days: readonly DaySums[], { from, to }: { from: LocalDate; to: LocalDate }) {
  return days.filter(({ day }) => day >= from && day <= to);
}

/** Finds the payment of this vault that an operation is; `null` when it is none. */
export type PaymentFinder = (operation: StoredOperation) => PaymentId | null;

/**
 * Returns a page of the operations that fit, the newest first. Without a search only the days of the page are opened.
 */
export async function findOperations(
  { statements, turn }: StatementParts & { readonly turn: () => Promise<void> },
  query: OperationsQuery,
  paymentOf: PaymentFinder,
): Promise<OperationsPage> {
  const days = daysOf(statements.account(query)?.days ?? [], query);
  const words = searchWords(query.search);
  const isPlain = words.length === 0 && query.direction === 'all';
  const wanted = query.offset + OPERATIONS_PAGE;
  const page: StoredOperation[] = [];
  const found = { count: 0, inMinor: 0, outMinor: 0 };
  for (const { day, count, inMinor, outMinor } of days.toReversed()) {
    if (isPlain && (found.count >= wanted || found.count + count <= query.offset)) {
      // The sums of the day are known without its operations.
      found.count += count;
      found.inMinor += inMinor;
      found.outMinor += outMinor;
      continue;
    }
    await turn();
    for (const operation of statements.operations(query, day).toReversed()) {
      if (!isPlain && !fits(operation, query, words)) continue;
      if (found.count >= query.offset && found.count < wanted) page.push(operation);
      found.count += 1;
      found[operation.direction === 'in' ? 'inMinor' : 'outMinor'] += isHeld(operation)
        ? 0
        : operation.amountMinor;
    }
  }
  return {
    operations: page.map((operation) => operationView(operation, paymentOf)),
    found: found.count,
    inMinor: found.inMinor,
    outMinor: found.outMinor,
  };
}

function fits(operation: StoredOperation, { direction }: OperationsQuery, words: readonly string[]): boolean {
  if (direction !== 'all' && operation.direction !== direction) return false;
  if (words.length === 0) return true;
  const text = textOf(operation);
  return words.every((word) => text.includes(word));
}

/** The sum is there as people write it: with a comma, with a point, and without kopecks. */
function textOf(operation: StoredOperation): string {
  const roubles = Math.trunc(operation.amountMinor / 100);
  const kopecks = String(operation.amountMinor % 100).padStart(2, '0');
  return searchText(
    [
      operation.counterpartyName,
      operation.counterpartyInn,
      operation.counterpartyAccount,
      operation.purpose,
      operation.documentNumber,
      `${roubles},${kopecks}`,
      `${roubles}.${kopecks}`,
    ].join('\n'),
  );
}

function operationView(operation: StoredOperation, paymentOf: PaymentFinder): OperationView {
  const { key, at, direction, amountMinor, status, documentNumber, purpose, category } = operation;
  const { counterpartyName, counterpartyInn, counterpartyAccount } = operation;
  return {
    key,
    at,
    direction,
    amountMinor,
    status,
    documentNumber,
    counterpartyName,
    counterpartyInn,
    counterpartyAccount,
    purpose,
    category,
    paymentId: direction === 'out' ? paymentOf(operation) : null,
  };
}

/** Counterparties that are listed. Own choice: what a person looks through. */
const COUNTERPARTIES = 100;

/** A period that is longer is summed by months. Units: days. Own choice: what a chart of this width can show. */
const BY_DAY_AT_MOST = 92;

/** Returns how money moved in a period: by days or months, and by counterparty. */
export async function statementTotals(
  { statements, turn }: StatementParts & { readonly turn: () => Promise<void> },
  period: StatementPeriod,
): Promise<StatementTotals> {
  const days = daysOf(statements.account(period)?.days ?? [], period);
  const step = daysIn(period) > BY_DAY_AT_MOST ? 'month' : 'day';
  const flows = new Map<LocalDate, Flow>();
  const counterparties = new Map<string, Flow & { name: string; inn: string }>();
  for (const { day, count, inMinor, outMinor } of days) {
    const first = step === 'day' ? day : `${day.slice(0, 7)}-01`;
    addTo(flows, first, { day: first }, { count, inMinor, outMinor });
    await turn();
    for (const operation of statements.operations(period, day)) {
      if (isHeld(operation)) continue;
      const { counterpartyName: name, counterpartyInn: inn, direction, amountMinor } = operation;
      const flow = {
        count: 1,
        inMinor: direction === 'in' ? amountMinor : 0,
        outMinor: direction === 'out' ? amountMinor : 0,
      };
      // One INN is one counterparty, however it is written.
      const isNamed = inn === '' || inn === '0';
      addTo(counterparties, isNamed ? `name ${searchText(name)}` : inn, { name, inn }, flow);
    }
  }
  const sorted = [...counterparties.values()].sort(
    (a, b) => b.inMinor + b.outMinor - (a.inMinor + a.outMinor) || a.name.localeCompare(b.name, 'ru'),
  );
  const rest = sorted.slice(COUNTERPARTIES);
  const others = rest.reduce((sum, one) => plus(sum, one), { count: 0, inMinor: 0, outMinor: 0 });
  return {
    step,
    flows: [...flows].map(([day, { count, inMinor, outMinor }]) => ({ day, count, inMinor, outMinor })),
    counterparties: sorted.slice(0, COUNTERPARTIES),
    others: rest.length === 0 ? null : others,
  };
}

interface Flow {
  readonly count: number;
  readonly inMinor: number;
  readonly outMinor: number;
}

function plus(a: Flow, b: Flow): Flow {
  return {
    count: a.count + b.count,
    inMinor: a.inMinor + b.inMinor,
    outMinor: a.outMinor + b.outMinor,
  };
}

function addTo<F extends Flow>(
  all: Map<string, F>,
  key: string,
  facts: Omit<F, keyof Flow>,
  flow: Flow,
): void {
  const known = all.get(key);
  const sum = known === undefined ? flow : plus(known, flow);
  // `facts` is what a flow of this kind has besides its sums.
  all.set(key, { ...(known ?? facts), ...sum } as F);
}

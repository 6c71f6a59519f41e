import { FIRST_STATEMENT_DAY, type DayRange } from '../../../contract/areas/statements.ts';
import {
  addMs,
  DAY_MS,
  moscowDate,
  msBetween,
  shiftDay,
  type Instant,
  type LocalDate,
} from '../../../contract/values/dates.ts';
import type { DaySums, StatementAccount, StatementSpan } from './statement-record.ts';

/**
 * How long after its end the bank may still amend a day; until then it is read again. Units: days. Own choice: a
 * payment waits that long at most for what the bank wants to know.
 */
const AMENDED_FOR_DAYS = 5;

/**
 * How long a day is read again that carries sums which the bank only holds. Units: days. Own choice: within a month a
 * bank has taken a sum or let it go; no page says how long.
 */
export const HELD_FOR_DAYS = 30;

/** What was read so lately is not read again unless a person asks. Units: ms. Own choice. */
const FRESH_MS = 10 * 60 * 1000;

/** Returns how many days a range has. */
export function daysIn({ from, to }: DayRange): number {
  return Math.max(0, (Date.parse(to) - Date.parse(from)) / DAY_MS + 1);
}

interface Asked {
  readonly now: Instant;
  readonly today: LocalDate;
  /** Days that carry sums which the bank only holds. */
  readonly heldDays: readonly LocalDate[];
  /** A person asked: days that the bank may still amend are read again whenever they were read. */
  readonly isAsked: boolean;
}

/**
 * Returns what has to be read so that a period is known, oldest first, no range over two months: days that were never
 * read, those that were read before the bank had closed them, and those with sums that are still held. Days to come and
 * before the bank's first are left out.
 */
export function daysToRead(
  spans: readonly StatementSpan[],
  period: DayRange,
  { now, today, heldDays, isAsked }: Asked,
): readonly DayRange[] {
  const within = cut(period, { from: FIRST_STATEMENT_DAY, to: today });
  if (within === null) return [];
  const stillHeld = heldDays.filter((day) => day >= shiftDay(today, -HELD_FOR_DAYS));
  const settled = spans.flatMap((span): readonly DayRange[] => {
    if (!isAsked && msBetween(span.readAt, now) < FRESH_MS) return [span];
    const closed = settledUntil(span);
    const range = { from: span.from, to: closed < span.to ? closed : span.to };
    return closed < span.from ? [] : without(range, stillHeld);
  });
  return gaps(settled, within).flatMap(byMonth);
}

/** Returns what is left of a range without some days. */
function without({ from, to }: DayRange, days: readonly LocalDate[]): readonly DayRange[] {
  return gaps(
    days.map((day) => ({ from: day, to: day })),
    { from, to },
  );
}

/** Returns the days of a period that were never read. */
export function missingDays(
  spans: readonly StatementSpan[],
  period: DayRange,
  today: LocalDate,
): readonly DayRange[] {
  const within = cut(period, { from: FIRST_STATEMENT_DAY, to: today });
  return within === null ? [] : gaps(spans, within);
}

/** The last day that the bank had closed for good when the span was read. */
function settledUntil({ readAt }: StatementSpan): LocalDate {
  return shiftDay(moscowDate(addMs(readAt, -AMENDED_FOR_DAYS * DAY_MS)), -1);
}

function cut(range: DayRange, limits: DayRange): DayRange | null {
  const from = range.from > limits.from ? range.from : limits.from;
  const to = range.to < limits.to ? range.to : limits.to;
  return from > to ? null : { from, to };
}

function gaps(known: readonly DayRange[], { from, to }: DayRange): readonly DayRange[] {
  const found: DayRange[] = [];
  let next = from;
  for (const range of known.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    if (range.to < next || range.from > to) continue;
    if (range.from > next) found.push({ from: next, to: shiftDay(range.from, -1) });
    next = shiftDay(range.to, 1);
  }
  if (next <= to) found.push({ from: next, to });
  return found;
}

function byMonth({ from, to }: DayRange): readonly DayRange[] {
  const ranges: DayRange[] = [];
  for (let first = from; first <= to;) {
    const monthEnd = shiftDay(`${nextMonth(first)}-01`, -1);
    const last = monthEnd < to ? monthEnd : to;
    ranges.push({ from: first, to: last });
    first = shiftDay(last, 1);
  }
  return ranges;
}

function nextMonth(day: LocalDate): string {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
}

/**
 * Returns what is known of an account after a span was read: its days replace what was known of them. A span that is
 * cut keeps the balance at the end that it still has.
 */
export function withSpan(
  account: StatementAccount,
  span: StatementSpan,
  sums: readonly DaySums[],
): StatementAccount {
  const spans = account.spans.flatMap((known): readonly StatementSpan[] => {
    if (known.to < span.from || known.from > span.to) return [known];
    return [
      ...(known.from < span.from ? [{ ...known, to: shiftDay(span.from, -1), endMinor: null }] : []),
      ...(known.to > span.to ? [{ ...known, from: shiftDay(span.to, 1), beginMinor: null }] : []),
    ];
  });
  const inOrder = <T extends { readonly day?: string; readonly from?: string }>(all: readonly T[]) =>
    all.toSorted((a, b) => ((a.day ?? a.from ?? '') < (b.day ?? b.from ?? '') ? -1 : 1));
  const others = account.days.filter(({ day }) => day < span.from || day > span.to);
  return {
    ...account,
    spans: inOrder([...spans, span]),
    days: inOrder([...others, ...sums.filter(({ count }) => count > 0)]),
  };
}

export interface PeriodBalances {
  readonly beginMinor: number;
  readonly inMinor: number;
  readonly outMinor: number;
  readonly endMinor: number;
}

/**
 * Returns the balances of a period up to today, whose days must all be known: from the nearest balance that the bank
 * told, by the operations in between. `isDoubtful`: the bank's balances and its operations do not add up. `null`: there
 * is no balance that days without a gap lead to.
 */
export function balancesOf(
  { spans, days }: Pick<StatementAccount, 'spans' | 'days'>,
  period: DayRange,
  today: LocalDate,
): { readonly balances: PeriodBalances; readonly isDoubtful: boolean } | null {
  const within = cut(period, { from: FIRST_STATEMENT_DAY, to: today });
  if (within === null) return null;
  const { from, to } = within;
  const chain = chainAround(spans, from, to);
  const flow = (first: LocalDate, last: LocalDate) => netOf(days, first, last);
  // Every balance that the bank told, as the balance before the period by the operations in between.
  const toldBy = (of: readonly StatementSpan[]) =>
    of.flatMap((span) => [
      ...(span.beginMinor === null ? [] : [span.beginMinor + between(span.from, from, flow)]),
      ...(span.endMinor === null ? [] : [span.endMinor + between(shiftDay(span.to, 1), from, flow)]),
    ]);
  // A neighbour may end on a day that was read before it was over: it is asked only where nobody else knows.
  const own = toldBy(chain.filter((span) => span.from <= to && span.to >= from));
  const begins = own.length > 0 ? own : toldBy(chain);
  const [beginMinor] = begins;
  if (beginMinor === undefined) return null;
  const moved = days.filter(({ day }) => day >= from && day <= to);
  const inMinor = moved.reduce((sum, day) => sum + day.inMinor, 0);
  const outMinor = moved.reduce((sum, day) => sum + day.outMinor, 0);
  return {
    balances: { beginMinor, inMinor, outMinor, endMinor: beginMinor + inMinor - outMinor },
    isDoubtful: begins.some((one) => one !== beginMinor),
  };
}

/** The spans that reach the period without a gap. */
function chainAround(
  spans: readonly StatementSpan[],
  from: LocalDate,
  to: LocalDate,
): readonly StatementSpan[] {
  const chains: StatementSpan[][] = [];
  for (const span of spans) {
    const last = chains.at(-1);
    if (last !== undefined && shiftDay(last.at(-1)?.to ?? '', 1) === span.from) last.push(span);
    else chains.push([span]);
  }
  const [first] = chains.filter((chain) => (chain[0]?.from ?? '') <= from && (chain.at(-1)?.to ?? '') >= to);
  return first ?? [];
}

/** What is to be added to the balance before `day` to have that before `wanted`. */
function between(
  day: LocalDate,
  wanted: LocalDate,
  flow: (first: LocalDate, last: LocalDate) => number,
): number {
  return day <= wanted ? flow(day, shiftDay(wanted, -1)) : -flow(wanted, shiftDay(day, -1));
}

function netOf(days: readonly DaySums[], first: LocalDate, last: LocalDate): number {
  return days
    .filter(({ day }) => day >= first && day <= last)
    .reduce((sum, { inMinor, outMinor }) => sum + inMinor - outMinor, 0);
}

import { moscowDate, shiftDay, type Instant, type LocalDate } from '../../../contract/values/dates.ts';

/** How many days, weeks and months have a backup that is kept. Source: issue 13. */
export const KEPT_DAYS = 7;
export const KEPT_WEEKS = 4;
export const KEPT_MONTHS = 12;

/** A backup that this computer made, as far as the rule asks. */
export interface Dated {
  readonly madeAt: Instant;
}

/**
 * Returns those that the rule lets go: all but the newest of each of the last seven days, four weeks and twelve months
 * that have one. What counts is days that have a backup, not the calendar of today: after a holiday, and whatever the
 * clock says, the newest ones stay. The newest of all always stays. Units: days and weeks of Moscow, weeks from Monday.
 */
export function superseded<T extends Dated>(made: readonly T[]): readonly T[] {
  const newestFirst = [...made].sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
  const kept = new Set([
    ...newestOfEach(newestFirst, dayOf, KEPT_DAYS),
    ...newestOfEach(newestFirst, weekOf, KEPT_WEEKS),
    ...newestOfEach(newestFirst, monthOf, KEPT_MONTHS),
  ]);
  return made.filter((one) => !kept.has(one));
}

function newestOfEach<T extends Dated>(
  newestFirst: readonly T[],
  periodOf: (one: Dated) => string,
  periods: number,
): readonly T[] {
  const newest = new Map<string, T>();
  for (const one of newestFirst) {
    const period = periodOf(one);
    if (!newest.has(period)) newest.set(period, one);
  }
  return [...newest.values()].slice(0, periods);
}

function dayOf({ madeAt }: Dated): LocalDate {
  return moscowDate(madeAt);
}

/** The Monday of the week. */
function weekOf(one: Dated): LocalDate {
  const day = dayOf(one);
  const weekday = new Date(`${day}T00:00:00.000Z`).getUTCDay();
  return shiftDay(day, -((weekday + 6) % 7));
}

function monthOf(one: Dated): string {
  return dayOf(one).slice(0, 'YYYY-MM'.length);
}

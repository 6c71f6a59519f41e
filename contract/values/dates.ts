import { z } from 'zod';

/** A moment, in UTC. Units: ISO 8601 with milliseconds and `Z`, so that text order is time order. */
export const Instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
export type Instant = z.infer<typeof Instant>;

/** A calendar day at the payer's bank, that is, in Moscow. Units: `yyyy-mm-dd`. */
export const LocalDate = z.iso.date();
export type LocalDate = z.infer<typeof LocalDate>;

/**
 * The bank counts days and months in Moscow time, which has been UTC+3 without a summer time since 26.10.2014. Source:
 * Federal Law 248-FZ of 21.07.2014.
 */
const MOSCOW_OFFSET_MS = 3 * 60 * 60 * 1000;

/** Units: milliseconds. */
export const HOUR_MS = 60 * 60 * 1000;

export const DAY_MS = 24 * HOUR_MS;

/** Returns the Moscow calendar day in which the moment falls. */
export function moscowDate(instant: Instant): LocalDate {
  return new Date(Date.parse(instant) + MOSCOW_OFFSET_MS).toISOString().slice(0, 10);
}

/** Returns the moment at which a Moscow calendar day begins. */
export function moscowDayStart(date: LocalDate): Instant {
  return new Date(Date.parse(`${date}T00:00:00.000Z`) - MOSCOW_OFFSET_MS).toISOString();
}

/** Returns the moment `ms` milliseconds after another one (before it when negative). */
export function addMs(instant: Instant, ms: number): Instant {
  return new Date(Date.parse(instant) + ms).toISOString();
}

/** Returns the milliseconds from `from` to `to`; negative when `to` is earlier. */
export function msBetween(from: Instant, to: Instant): number {
  return Date.parse(to) - Date.parse(from);
}

/**
 * Returns the days of the Moscow calendar from `now` to a moment, as a person counts them from today's date to the date
 * that is shown.
 * Units: days; 0 is later today; negative as soon as the moment has passed.
 */
export function daysUntil(until: Instant, now: Instant): number {
  const days = moscowDay(until) - moscowDay(now);
  return now > until ? Math.min(-1, days) : days;
}

/** The number of the Moscow calendar day; without a text in between, because lists ask it of every row. */
function moscowDay(instant: Instant): number {
  return Math.floor((Date.parse(instant) + MOSCOW_OFFSET_MS) / DAY_MS);
}

/** Returns the day so many days later, or earlier when negative. */
export function shiftDay(day: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

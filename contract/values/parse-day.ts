import type { LocalDate } from './dates.ts';
import { trimmedText } from './visible-text.ts';
import { readDay, writeDay } from './bank-details/day.ts';

/**
 * Reads a calendar day as people type it: `03.06.2026`, `3.6.2026`, `03062026`, also `2026-06-03` when pasted.
 * The year is whole: lives of tokens and certificates are years long.
 * Errors: `null` when the text is no day of the calendar; never throws.
 */
export function parseDayText(text: string): LocalDate | null {
  const { day, hasWholeYear } = readDay(trimmedText(text));
  return hasWholeYear ? day : null;
}

/**
 * The same for days of payments, which are never far: `12.11.26` and `121126` are of this century. Source: issue of the
 * accountant's day (Entry).
 */
export function parseNearDayText(text: string): LocalDate | null {
  return readDay(trimmedText(text)).day;
}

/** Writes a calendar day as it is typed, `03.06.2026`. */
export function formatDayText(date: LocalDate): string {
  return writeDay(date);
}

import { LocalDate } from './dates.ts';

const TYPED = /^(\d{1,2})[.,/\- ](\d{1,2})[.,/\- ](\d{4})$/;
const RUN_TOGETHER = /^(\d{2})(\d{2})(\d{4})$/;
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * Reads a calendar day as people type it: `03.06.2026`, `3.6.2026`, `03062026`, also `2026-06-03` when pasted.
 * Errors: `null` when the text is no day of the calendar; never throws.
 */
export function parseDayText(text: string): LocalDate | null {
  const trimmed = text.trim();
  const iso = ISO.exec(trimmed);
  const typed = TYPED.exec(trimmed) ?? RUN_TOGETHER.exec(trimmed);
  const [day, month, year] = typed?.slice(1) ?? iso?.slice(1).toReversed() ?? [];
  if (day === undefined || month === undefined || year === undefined) return null;
  const parsed = LocalDate.safeParse(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return parsed.success ? parsed.data : null;
}

/** Writes a calendar day as it is typed, `03.06.2026`. */
export function formatDayText(date: LocalDate): string {
  return date.split('-').toReversed().join('.');
}

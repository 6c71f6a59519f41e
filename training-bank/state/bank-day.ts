import { DateTime } from 'luxon';

/** Limits are counted by the bank's days, which are Moscow's. */
const bankZone = 'Europe/Moscow';

/** The Moscow calendar day of an instant, `2026-11-02`. */
export function bankDay(instant: string): string {
  return DateTime.fromISO(instant, { zone: bankZone }).toFormat('yyyy-MM-dd');
}

/** The Moscow calendar month of an instant, `2026-11`. */
export function bankMonth(instant: string): string {
  return bankDay(instant).slice(0, 7);
}

/** The start of the Moscow day that lies `daysBack` days before an instant. */
export function bankDayStart(instant: string, daysBack = 0): DateTime {
  return DateTime.fromISO(instant, { zone: bankZone }).startOf('day').minus({ days: daysBack });
}

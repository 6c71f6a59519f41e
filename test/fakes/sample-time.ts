import { addMs, DAY_MS, type Instant } from '../../contract/values/dates.ts';

/** The day on which all samples are set: Monday, 16.11.2026, 14:02 in Moscow. Tests set the page's clock to it. */
export const SAMPLE_NOW: Instant = '2026-11-16T11:02:00.000Z';

/** A moment some days (and minutes) from the sample day; negative is the past. */
export function day(days: number, minutes = 0): Instant {
  return addMs(SAMPLE_NOW, days * DAY_MS + minutes * 60_000);
}

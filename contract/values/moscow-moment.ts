import { moscowDate, moscowDayStart, msBetween, type Instant } from './dates.ts';

const MINUTE_MS = 60_000;

/** Writes a moment as `29.11.2026 14:02 МСК`, as directors in every zone read it. */
export function moscowMoment(at: Instant): string {
  const day = moscowDate(at);
  const minutes = Math.floor(msBetween(moscowDayStart(day), at) / MINUTE_MS);
  const time = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${day.split('-').reverse().join('.')} ${time.join(':')} МСК`;
}

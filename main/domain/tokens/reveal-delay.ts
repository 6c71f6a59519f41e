import { addMs, msBetween, type Instant } from '../../../contract/values/dates.ts';
import type { JournalEntry } from '../audit/entry.ts';

/** Wrong passphrases in a row that are free. Source: issue 3, «Wrong passphrase thrice → delay». */
export const FREE_TRIES = 3;
/** The first delay; each further wrong passphrase doubles it. Own choice. Units: milliseconds. */
export const FIRST_DELAY_MS = 60_000;
/** Longest delay. Own choice. Units: milliseconds. */
export const LONGEST_DELAY_MS = 60 * 60_000;

/**
 * Returns how long nobody may try to have a token shown, from the journal's own lines, so that a restart forgives
 * nothing. Lines come newest first; a token that was shown ends the row of wrong tries. A clock set back only makes the
 * wait longer.
 * Units: milliseconds, 0 for none.
 */
export function revealDelayMs(lines: readonly Pick<JournalEntry, 'kind' | 'at'>[], now: Instant): number {
  const reported = lines.filter(({ kind }) => kind === 'token-reveal-refused' || kind === 'token-revealed');
  const shownAt = reported.findIndex(({ kind }) => kind === 'token-revealed');
  const wrong = shownAt === -1 ? reported : reported.slice(0, shownAt);
  const [last] = wrong;
  if (last === undefined || wrong.length < FREE_TRIES) return 0;
  const delayMs = Math.min(FIRST_DELAY_MS * 2 ** (wrong.length - FREE_TRIES), LONGEST_DELAY_MS);
  return Math.max(0, msBetween(now, addMs(last.at, delayMs)));
}

/**
 * Days before the end at which a person is warned. Units: days.
 * Source: issue 3 («warnings at 30/14/7/3/1 days, certificates at 60/45/30/20/10/3/1»); the bank's own mails about
 * certificates come at 20, 10, 3 and 1 (tapi.md §4.1); of tokens it says nothing (tapi.md §2.1).
 */
export const WARNING_DAYS = {
  token: [30, 14, 7, 3, 1],
  certificate: [60, 45, 30, 20, 10, 3, 1],
} as const;

export type DatedKind = keyof typeof WARNING_DAYS;

/** The level of a date that has passed. Own choice: one more warning, after the last. */
export const PASSED = 0;

/**
 * Returns the last warning level that has been reached, `0` when the date has passed, `null` while it is far. Units:
 * days.
 */
export function warningLevel(kind: DatedKind, daysLeft: number): number | null {
  if (daysLeft < 0) return PASSED;
  return WARNING_DAYS[kind].findLast((level) => daysLeft <= level) ?? null;
}

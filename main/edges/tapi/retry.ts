import type { Instant } from '../../../contract/values/dates.ts';
import type { BankProblemCode } from '../../ports/bank-ports.ts';

/** Tries of a read in all, the first included. Source: tapi.md §6.3.1. */
export const READ_TRIES = 4;

/** Pause before the second try; each next one is twice as long. Source: tapi.md §6.3.1. Units: milliseconds. */
const FIRST_PAUSE_MS = 500;

/**
 * Longest `Retry-After` that is waited out; a longer one ends the call. Source: our choice, a person is waiting. Units:
 * milliseconds.
 */
export const MAX_RETRY_AFTER_MS = 60_000;

/** Problems after which a read is tried again: network errors, 429, 5xx. Source: tapi.md §6.3.1. */
const REPEATED: ReadonlySet<BankProblemCode> = new Set<BankProblemCode>([
  'bank-unreachable',
  'bank-connection-lost',
  'bank-timeout',
  'bank-down',
  'bank-rate',
]);

/** True when a read that ended so may help if it is tried again. */
export function isWorthRepeating(code: BankProblemCode): boolean {
  return REPEATED.has(code);
}

/**
 * Returns how long to wait before the next try: 0.5 · 2ⁿ s, moved by up to a quarter so that many callers part.
 * Units: `tries` made so far, from 1; `random` in [0, 1); milliseconds out.
 */
export function pauseAfter(tries: number, random: number): number {
  return Math.round(FIRST_PAUSE_MS * 2 ** (tries - 1) * (0.75 + random / 2));
}

/**
 * Reads a `Retry-After`: seconds or an HTTP date. Source: RFC 9110 §10.2.3.
 * Units: milliseconds from `now`, at least 0. Errors: `null` when there is none that can be read.
 */
export function retryAfterMs(header: string | null, now: Instant): number | null {
  if (header === null) return null;
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header) * 1_000;
  const at = /^[A-Za-z]{3}, /.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - Date.parse(now));
}

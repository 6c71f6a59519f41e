import type { TokenStatus } from '../areas/tokens.ts';
import type { CertificateView } from '../areas/certificates.ts';
import { addMs, DAY_MS, daysUntil, HOUR_MS, type Instant, msBetween } from '../values/dates.ts';
import { WARNING_DAYS } from '../values/warnings.ts';

/** What the overview counts about tokens and the list filters by: one set of functions for both sides. */
export const TOKEN_RISKS = ['expiring', 'idle', 'unused-accesses'] as const;
export type TokenRisk = (typeof TOKEN_RISKS)[number];

/** A token is called «expiring» this long before its end: the first warning. Units: days. */
export const EXPIRING_DAYS = WARNING_DAYS.token[0];

/**
 * Without use for so long a token or an access is idle: half of the bank's 90 days. Units: days. Source: tapi.md §2.1;
 * ui.md, «Без дела 45+ дней».
 */
export const IDLE_DAYS = 45;

/** Statuses in which the vault still makes calls with a token. */
const USABLE: readonly TokenStatus[] = ['issued', 'active', 'retiring'];

/** Tells whether the vault still makes calls with a token. */
export function isUsableStatus(status: TokenStatus): boolean {
  return USABLE.includes(status);
}

/**
 * What of an access tells whether it is needed. `usedAt`: the last call made for its own sake, a mere proof is none.
 */
export interface AccessUse {
  readonly isExpected: boolean;
  readonly proof: 'proven' | 'refused' | 'unproven';
  readonly usedAt: Instant | null;
}

/** What of a token its risks follow from. */
export interface RiskFacts {
  readonly status: TokenStatus;
  readonly aliveUntil: Instant | null;
  /** The last use that somebody saw. */
  readonly lastUsedAt: Instant | null;
  readonly addedAt: Instant;
  readonly accesses: readonly AccessUse[];
}

/** What the next reissue should do with an access, and why. */
export type AccessAdvice = 'keep' | 'unused' | 'unexpected' | 'refused';

/**
 * Advises on one access: away with what nobody ticked, what the bank refuses, and what nobody here has used for 45 days
 * (counted from the day the token came into the vault when it never was). Other programs may use an access without our
 * knowing: it is advice.
 */
export function accessAdvice(held: AccessUse, addedAt: Instant, now: Instant): AccessAdvice {
  if (!held.isExpected) return 'unexpected';
  if (held.proof === 'refused') return 'refused';
  return isIdleSince(held.usedAt ?? addedAt, now) ? 'unused' : 'keep';
}

/**
 * Tells whether a usable token runs into a risk. `unused-accesses`: it carries more power than is used, or than anybody
 * ticked.
 */
export function hasRisk(token: RiskFacts, risk: TokenRisk, now: Instant): boolean {
  if (!isUsableStatus(token.status)) return false;
  switch (risk) {
    case 'expiring':
      return token.aliveUntil !== null && daysUntil(token.aliveUntil, now) <= EXPIRING_DAYS;
    case 'idle':
      return isIdleSince(token.lastUsedAt ?? token.addedAt, now);
    case 'unused-accesses':
      return token.accesses.some((held) => isTooMuch(accessAdvice(held, token.addedAt, now)));
  }
}

/** Tells whether a certificate deserves attention. One that was retired is nobody's trouble any more. */
export function hasCertificateTrouble({ state }: Pick<CertificateView, 'state'>): boolean {
  return state !== 'valid' && state !== 'retired';
}

/**
 * Returns the start of the hour: lists and counts that must agree count from it, so that neither is ahead of the other.
 */
export function startOfHour(now: Instant): Instant {
  return addMs(now, -(Date.parse(now) % HOUR_MS));
}

function isIdleSince(since: Instant, now: Instant): boolean {
  return msBetween(since, now) >= IDLE_DAYS * DAY_MS;
}

function isTooMuch(advice: AccessAdvice): boolean {
  return advice === 'unused' || advice === 'unexpected';
}

import type { TokenStatus, TokenView } from '../../../contract/areas/tokens.ts';
import { DAY_MS, msBetween, type Instant } from '../../../contract/values/dates.ts';
import { WARNING_DAYS } from '../../../contract/values/warnings.ts';

/** What the list can be narrowed to; the first word of each is also what `?filter=` in the address may say. */
export const TOKEN_FILTERS = ['all', 'expiring', 'idle', 'unused-accesses', 'problems', 'revoked'] as const;
export type TokenFilter = (typeof TOKEN_FILTERS)[number];

/** A token is called «expiring» this long before its end. Units: days. Source: issue 3, first of the warnings 30/14/7/3/1. */
export const EXPIRING_DAYS = WARNING_DAYS.token[0];

/** Half of the bank's 90 days without use. Units: days. Source: tapi.md §2.1; ui.md «Overview». */
export const IDLE_DAYS = 45;

const ENDED: readonly TokenStatus[] = ['revoked', 'dead', 'lost'];
const USABLE: readonly TokenStatus[] = ['issued', 'active', 'retiring'];
const BROKEN: readonly TokenStatus[] = ['dead', 'lost', 'frozen'];

/** Reads `filter` of the address; anything unknown shows all. */
export function parseTokenFilter(text: string | null): TokenFilter {
  return TOKEN_FILTERS.find((known) => known === text) ?? 'all';
}

/** Tells whether the bank may still accept the token. */
export function isTokenLive(token: TokenView): boolean {
  return !ENDED.includes(token.status);
}

/** Tells whether the vault still makes calls with the token; the overview counts the same. */
function isUsable({ status }: TokenView): boolean {
  return USABLE.includes(status);
}

/** Tells whether the token stops by itself within 30 days. */
export function isExpiring(token: TokenView): boolean {
  return isUsable(token) && token.daysLeft !== null && token.daysLeft <= EXPIRING_DAYS;
}

/** Returns the whole days since the last use that somebody saw, else since the token came into this vault, as the overview counts. Units: days. */
export function idleDays(token: TokenView, now: Instant): number {
  return Math.floor(msBetween(token.lastUsedAt ?? token.addedAt, now) / DAY_MS);
}

/** Tells whether nobody used the token for 45 days or more. */
export function isIdle(token: TokenView, now: Instant): boolean {
  return isUsable(token) && idleDays(token, now) >= IDLE_DAYS;
}

/** Tells whether the token carries an access that nothing here has used for 45 days, in a token at least as long here. */
export function hasUnusedAccess(token: TokenView, now: Instant): boolean {
  if (!isUsable(token)) return false;
  return token.accesses.some(
    ({ proof, provenAt }) =>
      proof !== 'refused' && msBetween(provenAt ?? token.addedAt, now) >= IDLE_DAYS * DAY_MS,
  );
}

/** Tells whether something about the token has to be put right. */
export function hasProblem(token: TokenView): boolean {
  return token.status !== 'revoked' && (token.lastProblem !== null || BROKEN.includes(token.status));
}

/** Tells whether the token wants somebody soon: it expires or has a problem. */
export function needsAttention(token: TokenView): boolean {
  return isExpiring(token) || hasProblem(token);
}

/** Tells whether the token belongs into the narrowed list. */
export function matchesFilter(token: TokenView, filter: TokenFilter, now: Instant): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'expiring':
      return isExpiring(token);
    case 'idle':
      return isIdle(token, now);
    case 'unused-accesses':
      return hasUnusedAccess(token, now);
    case 'problems':
      return hasProblem(token);
    case 'revoked':
      return token.status === 'revoked';
  }
}

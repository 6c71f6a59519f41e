import type { TokenStatus, TokenView } from '../../../contract/areas/tokens.ts';
import { TokenFilter } from '../../../contract/areas/views.ts';
import type { Instant } from '../../../contract/values/dates.ts';
import { hasRisk } from '../../../contract/t-bank/token-risks.ts';

/** What the list can be narrowed to; also what `filter` in the address may say. */
export const TOKEN_FILTERS = TokenFilter.options;

const ENDED: readonly TokenStatus[] = ['revoked', 'dead', 'lost'];
const BROKEN: readonly TokenStatus[] = ['dead', 'lost', 'frozen'];

/** Reads `filter` of the address; anything unknown shows all. */
export function parseTokenFilter(text: string | null): TokenFilter {
  return TOKEN_FILTERS.find((known) => known === text) ?? 'all';
}

/** Tells whether the bank may still accept the token. */
export function isTokenLive(token: TokenView): boolean {
  return !ENDED.includes(token.status);
}

/** Tells whether something about the token has to be put right. */
export function hasProblem(token: TokenView): boolean {
  const hasHappened = token.lastProblem !== null || token.threats.length > 0;
  return token.status !== 'revoked' && (hasHappened || BROKEN.includes(token.status));
}

/** Tells whether the token wants somebody soon: it expires or has a problem. */
export function needsAttention(token: TokenView, now: Instant): boolean {
  return hasRisk(token, 'expiring', now) || hasProblem(token);
}

/** Tells whether the token belongs into the narrowed list; of the risks it is the same that the overview counts. */
export function matchesFilter(token: TokenView, filter: TokenFilter, now: Instant): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'expiring':
    case 'idle':
    case 'unused-accesses':
      return hasRisk(token, filter, now);
    case 'problems':
      return hasProblem(token);
    case 'revoked':
      return token.status === 'revoked';
  }
}

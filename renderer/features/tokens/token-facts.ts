import type { AccessView, TokenView } from '../../../contract/areas/tokens.ts';

/** Returns the accesses with those that move money first; else in their own order. */
export function accessesByDanger(accesses: readonly AccessView[]): readonly AccessView[] {
  return [...accesses].sort((a, b) => Number(b.movesMoney) - Number(a.movesMoney));
}

/** Returns how much of the bank's term is left. Units: percent, 0 to 100. */
export function leftPercent(token: Pick<TokenView, 'rule'>, daysLeft: number): number {
  return Math.min(100, Math.max(0, (daysLeft / token.rule.days) * 100));
}

/** What needs a look comes first when the list is sorted by state. */
const STATUS_ORDER: readonly TokenView['status'][] = [
  'frozen',
  'dead',
  'lost',
  'planned',
  'issued',
  'active',
  'retiring',
  'quarantined',
  'revoked',
];

/** Returns the place of a token in the order of states; one whose last call failed comes right after the broken ones. */
export function statusRank(token: Pick<TokenView, 'status' | 'lastProblem'>): number {
  const rank = STATUS_ORDER.indexOf(token.status);
  return token.lastProblem !== null && token.status === 'active' ? STATUS_ORDER.indexOf('lost') + 0.5 : rank;
}

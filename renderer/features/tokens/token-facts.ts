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

/**
 * Returns the place of a token in the order of states; one at risk, or whose last call failed, comes right after the
 * broken ones.
 */
export function statusRank(token: Pick<TokenView, 'status' | 'lastProblem' | 'threats'>): number {
  const rank = STATUS_ORDER.indexOf(token.status);
  const isTroubled = token.threats.length > 0 || (token.lastProblem !== null && token.status === 'active');
  return isTroubled ? STATUS_ORDER.indexOf('lost') + 0.5 : rank;
}

/**
 * Mean width of a letter on a chip, of its padding, of the sign of money, and of `+12`. Units: px at 12 px Inter,
 * measured on the screen.
 */
const CHIP = { letter: 7, padding: 18, moneySign: 18, gap: 4, more: 30 } as const;

/** Returns about how wide an access is on its chip. Units: px. */
export function chipWidth(name: string, movesMoney: boolean): number {
  return name.length * CHIP.letter + CHIP.padding + (movesMoney ? CHIP.moneySign : 0);
}

/** Returns how many chips fit, with room kept for `+n` when not all do; at least one, which is then cut. Units: px. */
export function countFitting(widths: readonly number[], roomPx: number): number {
  let used = 0;
  for (const [index, width] of widths.entries()) {
    used += width + (index === 0 ? 0 : CHIP.gap);
    const isLast = index === widths.length - 1;
    if (used + (isLast ? 0 : CHIP.gap + CHIP.more) > roomPx) return Math.max(1, index);
  }
  return widths.length;
}

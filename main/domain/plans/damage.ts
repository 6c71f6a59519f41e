import type { PlanTarget } from '../../../contract/areas/plans.ts';
import { canMoveMoney, carries, type Token } from '../tokens/token.ts';

const ORDER: readonly PlanTarget['damage'][] = ['money', 'drafts', 'reads'];

/** What somebody who has stolen the token could do with it. */
export function damageOf(token: Token): PlanTarget['damage'] {
  if (canMoveMoney(token)) return 'money';
  return carries(token, 'drafts') ? 'drafts' : 'reads';
}

/**
 * The tokens in the order in which they are to be killed: money first, then drafts, then reads; of equal ones those
 * usable from anywhere first.
 */
export function inOrderOfDamage(tokens: readonly Token[]): readonly Token[] {
  return [...tokens].sort(
    (a, b) =>
      ORDER.indexOf(damageOf(a)) - ORDER.indexOf(damageOf(b)) ||
      Number(b.ipCheck === 'off-by-letter') - Number(a.ipCheck === 'off-by-letter') ||
      a.label.localeCompare(b.label, 'ru'),
  );
}

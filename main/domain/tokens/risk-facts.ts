import type { RiskFacts } from '../../../contract/t-bank/token-risks.ts';
import { lastUseOf } from './advise-accesses.ts';
import { aliveUntil, type Token } from './token.ts';

/** Returns what of a token its risks follow from; the window gets the same with its `TokenView`. */
export function riskFactsOf(token: Token): RiskFacts {
  const { status, addedAt, lastSighting } = token;
  return {
    status,
    addedAt,
    aliveUntil: aliveUntil(token),
    lastUsedAt: lastSighting?.at ?? null,
    accesses: token.accesses.map((held) => ({
      isExpected: held.isExpected,
      proof: held.proof,
      usedAt: lastUseOf(held),
    })),
  };
}

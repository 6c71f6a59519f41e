import type { Instant } from '../../../contract/values/dates.ts';
import { lastUseOf } from './advise-accesses.ts';
import type { Token } from './token.ts';

type AccessRecord = Token['accesses'][number];

/** What one harmless call showed of one access. */
export interface AccessFinding {
  readonly access: string;
  readonly isProven: boolean;
}

/**
 * Returns the token after a proof of its accesses: those let through are proven (a proof is no use, so the last use
 * stays), those refused are marked, and one that nobody ticked and that the bank let through is added as too much
 * power. A refusal of what nobody ticked is as it should be.
 */
export function afterAccessProof(token: Token, found: readonly AccessFinding[], at: Instant): Token {
  const known = token.accesses.map((held) => {
    const finding = found.find(({ access }) => access === held.access);
    return finding === undefined ? held : judged(held, finding, at);
  });
  const unexpected = found
    .filter(({ access, isProven }) => isProven && !token.accesses.some((held) => held.access === access))
    .map(({ access }): AccessRecord => ({
      access,
      proof: 'proven',
      provenAt: at,
      isExpected: false,
      usedAt: null,
    }));
  const isSeen = found.some(({ isProven }) => isProven);
  return {
    ...token,
    accesses: [...known, ...unexpected],
    lastSighting: isSeen ? { at, by: 'here' } : token.lastSighting,
    status: isSeen && token.status === 'issued' ? 'active' : token.status,
  };
}

function judged(held: AccessRecord, { isProven }: AccessFinding, at: Instant): AccessRecord {
  const { access, isExpected } = held;
  if (!isProven) return { ...held, proof: 'refused' };
  return { access, isExpected, proof: 'proven', provenAt: at, usedAt: lastUseOf(held) };
}

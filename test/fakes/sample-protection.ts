import type { ProtectionView } from '../../contract/areas/protection.ts';
import type { CompanyId } from '../../contract/values/ids.ts';
import { PersonId, TokenId } from '../../contract/values/ids.ts';
import { day } from './sample-time.ts';

/** A company whose paying token lies open here, while the other computers have told different things. */
export function sampleGrade(companyId: CompanyId): ProtectionView {
  const tokenId = TokenId.parse('token-pay');
  return {
    companyId,
    grade: 'C',
    tokens: [
      {
        tokenId,
        label: 'Платежи поставщикам',
        lastFour: '9fQ2',
        state: 'open',
        sealedTo: null,
        movesTo: null,
        shownAt: day(-12),
      },
    ],
    othersHere: ['Иванова А. С.'],
    members: [
      { name: 'Петров П. П.', role: 'director', payingToken: 'none', at: day(-1), hasLeft: false },
      { name: 'Сидорова В. В.', role: 'accountant', payingToken: 'unknown', at: null, hasLeft: false },
    ],
    step: { kind: 'seal', tokenId, label: 'Платежи поставщикам' },
    directors: [{ personId: PersonId.parse('person-director'), name: 'Петров П. П.' }],
  };
}

/** The same company after the seal. */
export function sealedGrade(companyId: CompanyId): ProtectionView {
  const open = sampleGrade(companyId);
  const tokens = open.tokens.map((token) => ({
    ...token,
    state: 'sealed' as const,
    sealedTo: 'Петров П. П.',
  }));
  const [token] = tokens;
  const step =
    token === undefined ? null : { kind: 'reissue' as const, tokenId: token.tokenId, label: token.label };
  return { ...open, grade: 'B', tokens, step };
}

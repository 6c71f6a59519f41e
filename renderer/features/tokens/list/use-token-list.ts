import { useDeferredValue, useMemo } from 'react';
import type { TokenView } from '../../../../contract/areas/tokens.ts';
import type { TokenFilter, TokenListView } from '../../../../contract/areas/views.ts';
import type { Instant } from '../../../../contract/values/dates.ts';
import type { CompanyId } from '../../../../contract/values/ids.ts';
import { matchesFilter, TOKEN_FILTERS } from '../token-filter.ts';
import { finder, toSearchable, type SearchableToken } from './token-search.ts';

interface TokenListQuery extends Pick<TokenListView, 'query' | 'filter' | 'companyId'> {
  /** The time at the bank of a company. */
  readonly nowOf: (companyId: CompanyId) => Instant;
}

/**
 * Narrows the list while typing stays quick: the text of each token is made once, and the search lags behind the keys
 * when it must.
 */
export function useTokenList(tokens: readonly TokenView[], asked: TokenListQuery) {
  const { filter, companyId, nowOf } = asked;
  const query = useDeferredValue(asked.query);
  const searchable = useMemo(() => toSearchable(tokens), [tokens]);
  const ofCompany = useMemo(
    () => (companyId === null ? searchable : searchable.filter(({ token }) => token.companyId === companyId)),
    [searchable, companyId],
  );
  const filtered = useMemo(
    () => ofCompany.filter(({ token }) => matchesFilter(token, filter, nowOf(token.companyId))),
    [ofCompany, filter, nowOf],
  );
  const rows = useMemo(() => {
    const found = query.trim() === '' ? filtered : filtered.filter(finder(query));
    return found.map(({ token }) => token);
  }, [filtered, query]);
  const counts = useMemo(() => countByFilter(ofCompany, nowOf), [ofCompany, nowOf]);
  return { rows, counts };
}

function countByFilter(
  rows: readonly SearchableToken[],
  nowOf: TokenListQuery['nowOf'],
): Record<TokenFilter, number> {
  const counts = { all: 0, expiring: 0, idle: 0, 'unused-accesses': 0, problems: 0, revoked: 0 };
  for (const { token } of rows) {
    const now = nowOf(token.companyId);
    for (const filter of TOKEN_FILTERS) if (matchesFilter(token, filter, now)) counts[filter] += 1;
  }
  return counts;
}

import { useDeferredValue, useMemo } from 'react';
import type { TokenView } from '../../../contract/areas/tokens.ts';
import type { Instant } from '../../../contract/values/dates.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { matchesFilter, TOKEN_FILTERS, type TokenFilter } from './token-filter.ts';
import { isFound, toSearchable } from './token-search.ts';

interface TokenListQuery {
  readonly query: string;
  readonly filter: TokenFilter;
  /** The time at the bank of a company. */
  readonly nowOf: (companyId: CompanyId) => Instant;
}

/** Narrows the list while typing stays quick: the text of each token is made once, and the search lags behind the keys when it must. */
export function useTokenList(tokens: readonly TokenView[], { query, filter, nowOf }: TokenListQuery) {
  const deferredQuery = useDeferredValue(query);
  const searchable = useMemo(() => toSearchable(tokens), [tokens]);
  const rows = useMemo(
    () =>
      searchable
        .filter(
          (row) =>
            matchesFilter(row.token, filter, nowOf(row.token.companyId)) && isFound(row, deferredQuery),
        )
        .map(({ token }) => token),
    [searchable, filter, nowOf, deferredQuery],
  );
  const counts = useMemo(() => countByFilter(tokens, nowOf), [tokens, nowOf]);
  return { rows, counts };
}

function countByFilter(
  tokens: readonly TokenView[],
  nowOf: TokenListQuery['nowOf'],
): Record<TokenFilter, number> {
  const counts = { all: 0, expiring: 0, idle: 0, 'unused-accesses': 0, problems: 0, revoked: 0 };
  for (const token of tokens) {
    const now = nowOf(token.companyId);
    for (const filter of TOKEN_FILTERS) if (matchesFilter(token, filter, now)) counts[filter] += 1;
  }
  return counts;
}

import { skipToken, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { daysUntil, type Instant } from '../../../contract/values/dates.ts';
import type { CertificateView } from '../../../contract/areas/certificates.ts';
import type { TokenDetails, TokenView } from '../../../contract/areas/tokens.ts';
import type { CompanyId, TokenId } from '../../../contract/values/ids.ts';
import { app, unwrap } from '../../api/client.ts';
import { fetchTokens } from '../../api/fetch-tokens.ts';
import { keys } from '../../api/keys.ts';
import { usePresentHour } from './use-present.ts';

/**
 * Reads all tokens for the list, and the first page of them, which is shown until all are there. `isWhole` says
 * whether they are.
 */
export function useTokenRows() {
  const whole = useTokens();
  const select = useTokenDays();
  const first = useQuery<TokenView[], Error, TokenView[]>({
    queryKey: keys.firstTokens,
    queryFn: skipToken, // it comes with the whole list
    select,
  });
  const isWhole = !whole.isPending || first.data === undefined;
  return { query: isWhole ? whole : first, isWhole };
}

/**
 * Reads all tokens of all companies; the days left are counted anew as the hours pass and as the training bank's clock
 * is moved.
 */
export function useTokens() {
  const select = useTokenDays();
  return useQuery<TokenView[], Error, TokenView[]>({
    queryKey: keys.tokenList,
    queryFn: fetchTokens,
    structuralSharing: false, // comparing ten thousand tokens costs more than drawing a screenful anew
    select,
  });
}

function useTokenDays() {
  const nowOf = usePresentHour();
  return useCallback(
    (tokens: TokenView[]) => tokens.map((token) => withDays(token, nowOf(token.companyId))),
    [nowOf],
  );
}

/** Main has counted them when it was asked; a screen may stand open for days. */
function withDays(token: TokenView, now: Instant): TokenView {
  if (token.aliveUntil === null) return token;
  const daysLeft = daysUntil(token.aliveUntil, now);
  return daysLeft === token.daysLeft ? token : { ...token, daysLeft };
}

/** Reads one token with its history. */
export function useToken(tokenId: TokenId) {
  return useQuery<TokenDetails>({
    queryKey: keys.token(tokenId),
    queryFn: () => unwrap(app().tokens.get({ tokenId })),
  });
}

/** Reads the certificates of one company that can still be shown to the bank, for the choice in the form. */
export function useCompanyCertificates(companyId: CompanyId) {
  return useQuery<CertificateView[], unknown, CertificateView[]>({
    queryKey: keys.certificates,
    queryFn: () => unwrap(app().certificates.list({})),
    select: (all) => all.filter((one) => one.companyId === companyId && one.state !== 'retired'),
  });
}

import { useQuery } from '@tanstack/react-query';
import type { CertificateView } from '../../../contract/areas/certificates.ts';
import type { TokenDetails, TokenView } from '../../../contract/areas/tokens.ts';
import type { CompanyId, TokenId } from '../../../contract/values/ids.ts';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';

/** Reads all tokens of all companies. */
export function useTokens() {
  return useQuery<TokenView[]>({
    queryKey: keys.tokenList,
    queryFn: () => unwrap(app().tokens.list({})),
  });
}

/** Reads one token with its history. */
export function useToken(tokenId: TokenId) {
  return useQuery<TokenDetails>({
    queryKey: keys.token(tokenId),
    queryFn: () => unwrap(app().tokens.get({ tokenId })),
  });
}

/** Reads the certificates of one company, for the choice in the form. */
export function useCompanyCertificates(companyId: CompanyId) {
  return useQuery<CertificateView[], unknown, CertificateView[]>({
    queryKey: keys.certificates,
    queryFn: () => unwrap(app().certificates.list({})),
    select: (all) => all.filter((certificate) => certificate.companyId === companyId),
  });
}

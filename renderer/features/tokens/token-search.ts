import type { TokenView } from '../../../contract/areas/tokens.ts';
import { knownAccess } from '../../../contract/values/accesses.ts';

/** A token with the text it is found by, made once for each list. */
export interface SearchableToken {
  readonly token: TokenView;
  readonly text: string;
}

/** Prepares tokens for searching by label, company, purpose, issuer, access, address, certificate, last four characters and words. */
export function toSearchable(tokens: readonly TokenView[]): readonly SearchableToken[] {
  return tokens.map((token) => ({ token, text: fold(searchParts(token).join('\n')) }));
}

/** Tells whether every word of the query occurs in the token's text; case, «ё» and extra spaces do not matter. */
export function isFound(row: SearchableToken, query: string): boolean {
  return fold(query)
    .split(/\s+/)
    .every((word) => row.text.includes(word));
}

function searchParts(token: TokenView): readonly string[] {
  const names = token.accesses.flatMap(({ access }) => {
    const known = knownAccess(access);
    return known === null ? [access] : [access, known.cabinetName, known.englishName];
  });
  const addresses = token.ips.flatMap(({ address, name }) => [address, name]);
  const certificate = token.certificateLabel === null ? [] : [token.certificateLabel];
  return [
    token.label,
    token.companyName,
    token.purpose,
    token.issuer,
    token.lastFour,
    token.words,
    ...names,
    ...addresses,
    ...certificate,
  ];
}

function fold(text: string): string {
  return text.trim().toLowerCase().replaceAll('ё', 'е');
}

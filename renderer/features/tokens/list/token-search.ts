import type { TokenView } from '../../../../contract/areas/tokens.ts';
import { accessName, knownAccess } from '../../../../contract/t-bank/accesses.ts';

/** A token with the text it is found by, made once, when it is first looked at. */
export interface SearchableToken {
  readonly token: TokenView;
  readonly text: () => string;
}

/**
 * Prepares tokens for searching by label, company, purpose, issuer, access, address, certificate, last four characters
 * and words.
 */
export function toSearchable(tokens: readonly TokenView[]): readonly SearchableToken[] {
  const namesOf = once((access: string) => fold(accessNames(access).join('\n')));
  return tokens.map((token) => {
    let text: string | null = null;
    return { token, text: () => (text ??= searchText(token, namesOf)) };
  });
}

/**
 * Gives the test whether every word of the query occurs in a token's text; case, «ё» and extra spaces do not matter.
 */
export function finder(query: string): (row: SearchableToken) => boolean {
  const words = fold(query).split(/\s+/);
  return ({ text }) => {
    const searched = text();
    return words.every((word) => searched.includes(word));
  };
}

function searchText(token: TokenView, namesOf: (access: string) => string): string {
  const addresses = token.ips.flatMap(({ address, name }) => [address, name]);
  const { label, companyName, purpose, issuer, lastFour, words, certificateLabel } = token;
  const own = [label, companyName, purpose, issuer, lastFour, words, ...addresses, certificateLabel ?? ''];
  return [fold(own.join('\n')), ...token.accesses.map(({ access }) => namesOf(access))].join('\n');
}

function accessNames(access: string): readonly string[] {
  const known = knownAccess(access);
  return known === null ? [access] : [access, accessName(access, 'ru'), known.englishName];
}

/** Remembers what it has worked out: the same few accesses stand in all tokens. */
function once(work: (key: string) => string): (key: string) => string {
  const known = new Map<string, string>();
  return (key) => {
    const before = known.get(key) ?? work(key);
    known.set(key, before);
    return before;
  };
}

function fold(text: string): string {
  return text.trim().toLowerCase().replaceAll('ё', 'е');
}

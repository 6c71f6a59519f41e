import type { CompanyId } from '../../../contract/values/ids.ts';
import type { Envelope } from '../envelopes/envelope.ts';
import { canMoveMoney, type Token } from '../tokens/token.ts';
import type { TokenStore } from '../tokens/tokens-ports.ts';

/**
 * What a computer says of the tokens on it that move money: there is none, all are sealed to a director, or one lies
 * open.
 */
export type PayingToken = Envelope['payingToken'];

/**
 * Tells whether the text of a token that moves money lies on this computer and may still work at the bank. One that our
 * rules keep out of use counts: whoever takes its text out of the keychain asks no rules.
 */
export function liesHere(token: Token): boolean {
  const hasEnded = token.status === 'revoked' || token.status === 'dead';
  return canMoveMoney(token) && token.secretPlace === 'here' && !hasEnded;
}

/** Tells whether only the passphrase of a director opens the token's text. */
export function isSealed({ sealing }: Pick<Token, 'sealing'>): boolean {
  return sealing?.isWhole === true;
}

/** Says what the envelopes of this computer have to tell of its paying tokens. */
export function payingTokenOf(
  { tokens }: { readonly tokens: Pick<TokenStore, 'list'> },
  companyId: CompanyId,
): PayingToken {
  const here = tokens.list(companyId).filter(liesHere);
  if (here.length === 0) return 'none';
  return here.every(isSealed) ? 'sealed' : 'usable';
}

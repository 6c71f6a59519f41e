import type { TokenId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Token } from './token.ts';
import type { TokenStore } from './tokens-ports.ts';

/** Returns the token as it is now. Errors: `not-found`. */
export function existingToken(tokens: Pick<TokenStore, 'get'>, tokenId: TokenId): Token {
  const token = tokens.get(tokenId);
  if (token === null) throw new AppError('not-found', { what: 'token' });
  return token;
}

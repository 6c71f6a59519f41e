import type { QueryClient } from '@tanstack/react-query';
import type { SessionView } from '../../contract/areas/session.ts';
import { tokenOrder } from '../../contract/values/list-order.ts';
import type { TokenPage, TokenView } from '../../contract/areas/tokens.ts';
import { app, unwrap } from './client.ts';
import { keys } from './keys.ts';

/**
 * Reads all tokens of all companies page by page, so that ten thousand of them never stop the window; in the order of
 * the list also when a token has changed its place meanwhile.
 *
 * Errors: rejects with `AppError`. Effects: the first page is in the cache before the others are asked for.
 */
export async function fetchTokens({ client }: { readonly client: QueryClient }): Promise<TokenView[]> {
  // A token that is added while the pages come may move another one onto the next page: the last word counts.
  const found = new Map<string, TokenView>();
  for (let from: number | null = 0; from !== null;) {
    const page: TokenPage = await unwrap(app().tokens.page({ from }));
    if (from === 0) keepFirst(client, page);
    for (const token of page.tokens) found.set(token.tokenId, token);
    from = page.next;
  }
  return [...found.values()].sort(tokenOrder);
}

/** An answer that was on its way when the vault was locked is nobody's any more. */
function keepFirst(client: QueryClient, { tokens }: TokenPage): void {
  const session = client.getQueryData<SessionView>(keys.session);
  if (session === undefined || session.phase === 'ready') client.setQueryData(keys.firstTokens, tokens);
}

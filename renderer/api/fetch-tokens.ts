import { tokenOrder } from '../../contract/values/list-order.ts';
import type { TokenPage, TokenView } from '../../contract/areas/tokens.ts';
import { app, unwrap } from './client.ts';

/**
 * Reads all tokens of all companies page by page, so that ten thousand of them never stop the window; in the order of
 * the list also when a token has changed its place meanwhile.
 *
 * Errors: rejects with `AppError`.
 */
export async function fetchTokens(): Promise<TokenView[]> {
  // A token that is added while the pages come may move another one onto the next page: the last word counts.
  const found = new Map<string, TokenView>();
  for (let from: number | null = 0; from !== null;) {
    const page = await fetchTokenPage(from);
    for (const token of page.tokens) found.set(token.tokenId, token);
    from = page.next;
  }
  return [...found.values()].sort(tokenOrder);
}

/** Reads the tokens at the top of the list. Errors: rejects with `AppError`. */
export async function fetchFirstTokens(): Promise<TokenView[]> {
  return (await fetchTokenPage(0)).tokens;
}

function fetchTokenPage(from: number): Promise<TokenPage> {
  return unwrap(app().tokens.page({ from }));
}

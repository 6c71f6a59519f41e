import type { JournalKind } from '../../../contract/areas/audit.ts';
import type { TokenId } from '../../../contract/values/ids.ts';
import { historyStep, journalEntry, type Actor } from '../audit/entry.ts';
import { isUsable, withStep, type Token } from '../tokens/token.ts';
import type { PlanVault } from './plan-vault.ts';

/**
 * Changes a token's record with a line in journal and history. Nothing happens when there is nothing to change: calling
 * twice is safe.
 */
export function changeToken(
  vault: Pick<PlanVault, 'tokens' | 'clock' | 'publish'>,
  token: Token,
  change: Partial<Token>,
  { kind, actor }: { readonly kind: JournalKind; readonly actor: Actor },
): Token {
  const keys = Object.keys(change) as (keyof Token)[]; // of an object literal of the caller
  if (keys.every((key) => token[key] === change[key])) return token;
  const facts = { at: vault.clock.now(), actor, companyId: token.companyId, subject: token.label };
  const entry = journalEntry(kind, facts);
  const changed = withStep({ ...token, ...change }, historyStep(entry));
  vault.tokens.save(changed, entry);
  vault.publish('tokens.changed', { tokenId: token.tokenId });
  return changed;
}

/**
 * Takes a token out of use: it keeps its secret, and no call chooses it any more; only the looks of a plan use it.
 * Effects: status `quarantined`, one journal line; a token that is dead already stays as it is.
 */
export function putAside(
  vault: Pick<PlanVault, 'tokens' | 'clock' | 'publish'>,
  tokenId: TokenId,
  actor: Actor,
): void {
  const token = vault.tokens.get(tokenId);
  if (token === null || !(isUsable(token) || token.status === 'lost')) return;
  changeToken(vault, token, { status: 'quarantined' }, { kind: 'token-put-aside', actor });
}

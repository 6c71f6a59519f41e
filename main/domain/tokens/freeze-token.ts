import type { ErrorInfo } from '../../../contract/result.ts';
import type { TokenId } from '../../../contract/values/ids.ts';
import type { Clock, Publish } from '../../ports/ports.ts';
import { historyStep, journalEntry, THE_APP } from '../audit/entry.ts';
import { withStep } from './token.ts';
import type { TokenStore } from './tokens-ports.ts';
import { existingToken } from './existing-token.ts';

export interface FreezeParts {
  readonly tokens: TokenStore;
  readonly clock: Clock;
  readonly publish: Publish;
}

/**
 * Takes a token out of use until a person has put it right: its text is not the one that was stored, or it is another
 * company's. The status it had is kept with the reason, so that it comes back as it was. Errors: `not-found`,
 * `store-*`. Effects: the record, the reason in it, and a journal line; no call is made with it any more.
 */
export function freezeToken(
  parts: FreezeParts,
  tokenId: TokenId,
  reason: Pick<ErrorInfo, 'code' | 'details'>,
): void {
  const { tokens, clock, publish } = parts;
  const token = existingToken(tokens, tokenId); // what other calls have noted meanwhile is kept
  const facts = { at: clock.now(), actor: THE_APP, companyId: token.companyId, subject: token.label };
  const entry = journalEntry('token-frozen', { ...facts, details: { problem: reason.code } });
  const was = token.status === 'frozen' ? (token.lastProblem?.details.was ?? null) : token.status;
  const lastProblem: ErrorInfo = { code: reason.code, details: { ...reason.details, was }, incidentId: null };
  tokens.save(withStep({ ...token, status: 'frozen', lastProblem }, historyStep(entry)), entry);
  publish('tokens.changed', { tokenId });
}

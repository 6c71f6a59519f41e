import { TOKENS_A_PAGE, TOKENS_ON_FIRST_PAGE, type TokenInput } from '../../../contract/areas/tokens.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Bank } from '../../ports/bank-ports.ts';
import type { Keychain } from '../../ports/keychain-ports.ts';
import type { Ids, Publish } from '../../ports/ports.ts';
import type { SecretPrompt } from '../../ports/secret-prompt-ports.ts';
import type { OpenedVault } from '../../domain/session/opened-vault.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import { withOpenToken } from '../../domain/tokens/ask-to-open.ts';
import { insistingBySecondPaste } from '../../domain/tokens/pasted-token.ts';
import { problemInfo } from '../../domain/tokens/bank-caller.ts';
import { addToken } from '../../domain/tokens/add-token.ts';
import { checkToken } from '../../domain/tokens/check-token.ts';
import { existingToken } from '../../domain/tokens/existing-token.ts';
import { carries } from '../../domain/tokens/token.ts';
import { tokenSorter, viewer, viewOf } from './token-viewer.ts';
import type { HandlersOf } from './handlers-of.ts';

export interface TokenHandlerParts {
  readonly workplace: Workplace;
  readonly prompt: SecretPrompt;
  readonly keychain: () => Keychain;
  readonly bank: Bank;
  readonly ids: Ids;
  readonly publish: Publish;
}

/** Tokens of the ledger. */
export function tokenHandlers(parts: TokenHandlerParts): HandlersOf<'tokens'> {
  const { workplace, prompt, ids, publish } = parts;
  const tokensInOrder = tokenSorter();
  return {
    'tokens.list': async () => {
      const { vault } = workplace;
      return tokensInOrder(vault).map(viewer(vault));
    },
    'tokens.page': async ({ from }) => {
      const { vault } = workplace;
      const all = tokensInOrder(vault);
      const next = from + (from === 0 ? TOKENS_ON_FIRST_PAGE : TOKENS_A_PAGE);
      const tokens = all.slice(from, next).map(viewer(vault));
      return { tokens, next: next < all.length ? next : null };
    },
    'tokens.get': async ({ tokenId }) => {
      const { vault } = workplace;
      const token = existingToken(vault.tokens, tokenId);
      return { token: viewOf(vault, token), history: token.history };
    },
    'tokens.add': async (input) => {
      const { vault } = workplace;
      const actor = workplace.actorIn(input.companyId);
      assertOwnCertificate(vault, input);
      const { tokens, companies, companyEvents, clock, bankTime, fingerprints } = vault;
      const keychain = parts.keychain();
      const ledger = { tokens, companies, companyEvents, clock, bankTime };
      const adding = { ...ledger, fingerprints, keychain, ids, publish };
      const question = { kind: 'token' as const, subject: input.label, facts: [], minLength: 8 };
      const store = insistingBySecondPaste(fingerprints, (text, insists) =>
        addToken({ ...adding, insists }, actor, input, text),
      );
      const token = await prompt.ask(question, store);
      workplace.changed();
      // The first token that reads accounts: what it can tell is shown without being asked for.
      if (carries(token, 'accounts') && vault.accounts.list(token.companyId).length === 0)
        vault.refreshBalances(token.companyId);
      return viewOf(vault, token);
    },
    'tokens.check': async ({ tokenId }) => {
      const { vault } = workplace;
      const { tokens, companies, clock } = vault;
      const asked = existingToken(tokens, tokenId);
      workplace.actorIn(asked.companyId);
      const checking = { bank: parts.bank, tokens, companies, clock, publish };
      const { token, isAlive, problem } = await withOpenToken(
        vault,
        { token: asked, withCertificate: false },
        (caller) => checkToken({ ...checking, caller }, tokenId),
      );
      workplace.changed();
      return {
        token: viewOf(vault, token),
        alive: isAlive,
        problem: problem === null ? null : problemInfo(problem),
      };
    },
  };
}

/** A token is shown to the bank with a certificate of its own company. Errors: `not-found`. */
function assertOwnCertificate(vault: OpenedVault, { certificateId, companyId }: TokenInput): void {
  if (certificateId === null || vault.certificates.get(certificateId)?.companyId === companyId) return;
  throw new AppError('not-found', { what: 'certificate' });
}

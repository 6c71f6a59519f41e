import { moscowDate } from '../../../contract/values/dates.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Actor } from '../audit/entry.ts';
import { bankNow } from '../companies/bank-now.ts';
import { addToken, replaceTokenText } from '../tokens/add-token.ts';
import { insistingBySecondPaste } from '../tokens/pasted-token.ts';
import { caughtUp, keepPlan, loadOpenPlan, specRules, type TouchedByKeepPlan } from './keep-plan.ts';
import type { PlanVault } from './plan-vault.ts';
import { withCompletedAction, type Plan } from './plan.ts';
import { specifiedToken } from './token-spec.ts';

export type TouchedByStoreToken = TouchedByKeepPlan &
  Pick<PlanVault, 'companyEvents' | 'keychain' | 'fingerprints' | 'ids' | 'prompt'>;

/**
 * Asks for the text of the new token in the window for secrets and stores it as `planned`: no call uses it before it is
 * proven. Pasting again before that puts another text in its place.
 * Errors: those of the prompt, `token-malformed`, `token-several`, `token-unusual`, `token-duplicate`,
 * `plan-wish-wrong`, `keychain-*`, `store-*`.
 * Effects: one keychain item under the id that the plan chose long before, one record, the plan.
 */
export async function storeNewToken(vault: TouchedByStoreToken, actor: Actor, plan: Plan): Promise<Plan> {
  const { wish: spec, newTokenId: tokenId } = plan;
  if (spec === null || tokenId === null) throw new AppError('plan-step-order');
  const input = specifiedToken(spec, specRules(vault, plan), moscowDate(bankNow(vault, plan.companyId)));
  const as = { tokenId, status: 'planned' as const, replaces: plan.tokenId };
  const question = { kind: 'token' as const, subject: input.label, facts: [], minLength: 8 };
  const store = insistingBySecondPaste(vault.fingerprints, async (text, insists) => {
    const known = vault.tokens.get(tokenId);
    if (known === null) await addToken({ ...vault, as, insists }, actor, input, text);
    else await replaceTokenText({ ...vault, insists }, actor, known, text);
  });
  await vault.prompt.ask(question, store);
  const stored = caughtUp(vault, loadOpenPlan(vault, plan.planId), actor);
  if (plan.deeds.storedAt === null) return stored;
  const again = withCompletedAction({ ...stored, freshProblem: null }, { storedAt: vault.clock.now() });
  return keepPlan(vault, again, { kind: 'plan-step-done', actor, details: { step: 'store' } });
}

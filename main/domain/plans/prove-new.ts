import type { ErrorCode } from '../../../contract/error-codes.ts';
import type { TokenId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Actor } from '../audit/entry.ts';
import { checkToken } from '../tokens/check-token.ts';
import { keepPlan, loadOpenPlan, type TouchedByKeepPlan } from './keep-plan.ts';
import type { PlanVault } from './plan-vault.ts';
import { withCompletedAction, type Plan } from './plan.ts';
import { changeToken, putAside } from './put-aside.ts';

type TouchedByProveNew = TouchedByKeepPlan & Pick<PlanVault, 'bank' | 'caller'>;

/**
 * Proves the new token by one reading call. A success puts a token that replaces nothing into use; any failure leaves
 * everything as it was, the old token first of all. Errors: `keychain-*`, `secret-*`, `token-frozen`. Effects: the plan
 * says what came of it.
 */
export async function proveNewToken(vault: TouchedByProveNew, actor: Actor, plan: Plan): Promise<Plan> {
  const { newTokenId, planId } = plan;
  if (newTokenId === null) throw new AppError('plan-step-order');
  const problem = await problemOf(vault, newTokenId);
  const now = loadOpenPlan(vault, planId);
  if (problem !== null) {
    const details = { step: 'prove', problem };
    return keepPlan(vault, { ...now, freshProblem: problem }, { kind: 'token-observed', actor, details });
  }
  const fresh = vault.tokens.get(newTokenId);
  if (now.kind === 'issue' && fresh !== null)
    changeToken(vault, fresh, { status: 'active' }, { kind: 'token-put-to-use', actor });
  const proven = withCompletedAction({ ...now, freshProblem: null }, { provenAt: vault.clock.now() });
  return keepPlan(vault, proven, { kind: 'plan-step-done', actor, details: { step: 'prove' } });
}

async function problemOf(vault: TouchedByProveNew, tokenId: TokenId): Promise<ErrorCode | null> {
  try {
    const { isAlive, problem } = await checkToken(vault, tokenId);
    return isAlive ? null : (problem?.code ?? 'internal');
  } catch (error) {
    if (error instanceof AppError && error.code === 'token-belongs-elsewhere') return error.code;
    throw error;
  }
}

/**
 * Lets the proven new token work in the place of the old one. The new one comes first, so that a crash between leaves
 * two working tokens, never none. Errors: `not-found`. Effects: both records, then the plan; the old one keeps its
 * secret and is chosen no more.
 */
export function switchTokens(vault: TouchedByKeepPlan, actor: Actor, plan: Plan): Plan {
  const { tokenId, newTokenId } = plan;
  const fresh = newTokenId === null ? null : vault.tokens.get(newTokenId);
  const old = tokenId === null ? null : vault.tokens.get(tokenId);
  if (fresh === null || old === null) throw new AppError('not-found', { what: 'token' });
  const reported = { kind: 'token-replaced' as const, actor };
  changeToken(vault, fresh, { status: 'active', replaces: old.tokenId }, reported);
  changeToken(vault, old, { replacedBy: fresh.tokenId }, reported);
  putAside(vault, old.tokenId, actor);
  const switched = withCompletedAction(plan, { switchedAt: vault.clock.now() });
  return keepPlan(vault, switched, { kind: 'plan-step-done', actor, details: { step: 'switch' } });
}

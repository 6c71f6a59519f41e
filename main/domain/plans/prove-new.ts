import type { ErrorCode } from '../../../contract/error-codes.ts';
import type { TokenId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Actor } from '../audit/entry.ts';
import { checkToken } from '../tokens/check-token.ts';
import { keepPlan, loadOpenPlan } from './keep-plan.ts';
import type { PlanParts } from './plan-parts.ts';
import { withDeed, type Plan } from './plan.ts';
import { changeToken, putAside } from './put-aside.ts';

/**
 * Proves the new token by one reading call. A success puts a token that replaces nothing into use; any failure leaves everything as it was,
 * the old token first of all. Errors: `keychain-*`, `secret-*`, `token-frozen`. Effects: the plan says what came of it.
 */
export async function proveNewToken(parts: PlanParts, actor: Actor, plan: Plan): Promise<Plan> {
  const { newTokenId, planId } = plan;
  if (newTokenId === null) throw new AppError('plan-step-order');
  const problem = await problemOf(parts, newTokenId);
  const now = loadOpenPlan(parts, planId);
  if (problem !== null) {
    const details = { step: 'prove', problem };
    return keepPlan(parts, { ...now, freshProblem: problem }, { kind: 'token-observed', actor, details });
  }
  const fresh = parts.tokens.get(newTokenId);
  if (now.kind === 'issue' && fresh !== null)
    changeToken(parts, fresh, { status: 'active' }, { kind: 'token-put-to-use', actor });
  const proven = withDeed({ ...now, freshProblem: null }, { provenAt: parts.clock.now() });
  return keepPlan(parts, proven, { kind: 'plan-step-done', actor, details: { step: 'prove' } });
}

async function problemOf(parts: PlanParts, tokenId: TokenId): Promise<ErrorCode | null> {
  try {
    const { isAlive, problem } = await checkToken(parts, tokenId);
    return isAlive ? null : (problem?.code ?? 'internal');
  } catch (error) {
    if (error instanceof AppError && error.code === 'token-belongs-elsewhere') return error.code;
    throw error;
  }
}

/**
 * Lets the proven new token work in the place of the old one. The new one comes first, so that a crash between leaves two working tokens, never
 * none. Errors: `not-found`. Effects: both records, then the plan; the old one keeps its secret and is chosen no more.
 */
export function switchTokens(parts: PlanParts, actor: Actor, plan: Plan): Plan {
  const { tokenId, newTokenId } = plan;
  const fresh = newTokenId === null ? null : parts.tokens.get(newTokenId);
  const old = tokenId === null ? null : parts.tokens.get(tokenId);
  if (fresh === null || old === null) throw new AppError('not-found', { what: 'token' });
  const told = { kind: 'token-replaced' as const, actor };
  changeToken(parts, fresh, { status: 'active', replaces: old.tokenId }, told);
  changeToken(parts, old, { replacedBy: fresh.tokenId }, told);
  putAside(parts, old.tokenId, actor);
  const switched = withDeed(plan, { switchedAt: parts.clock.now() });
  return keepPlan(parts, switched, { kind: 'plan-step-done', actor, details: { step: 'switch' } });
}

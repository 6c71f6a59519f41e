import type { Observation, PlanStepName } from '../../../contract/areas/plans.ts';
import type { TokenId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Actor } from '../audit/entry.ts';
import { checkToken } from '../tokens/check-token.ts';
import { isUsable, type Token } from '../tokens/token.ts';
import { keepPlan, loadOpenPlan, type TouchedByKeepPlan } from './keep-plan.ts';
import type { PlanVault } from './plan-vault.ts';
import { withCompletedAction, withObservation, type Plan } from './plan.ts';
import { putAside } from './put-aside.ts';

export type TouchedByObserve = TouchedByKeepPlan & Pick<PlanVault, 'bank' | 'caller' | 'computer'>;

/**
 * Control tokens tried in one look: one that fails by itself must not spoil the proof, and a bank that fails must not
 * be asked by all. Own choice.
 */
const CONTROLS_TRIED = 3;

/**
 * Looks once at the token that is to end: a call with it and, when the bank says 401, a call with a control token from
 * the same place. What was seen is kept whatever it was; only `proof.ts` decides what it proves.
 *
 * Errors: `keychain-*`, `secret-*`, `token-frozen`, `token-belongs-elsewhere`: then nothing was seen and nothing is
 * kept.
 * Effects: reading calls, the tokens' records, the plan; the token is out of use afterwards.
 */
export async function lookAtToken(
  vault: TouchedByObserve,
  actor: Actor,
  { plan, step }: { readonly plan: Plan; readonly step: PlanStepName },
): Promise<Plan> {
  const { tokenId } = plan;
  const before = tokenId === null ? null : vault.tokens.get(tokenId);
  if (before === null) throw new AppError('not-found', { what: 'token' });
  const observation = await look(vault, before);
  // A success makes a token active again that counted as dead.
  putAside(vault, before.tokenId, actor);
  const seen = withObservation(loadOpenPlan(vault, plan.planId), observation);
  const wasDeadAlready = step === 'worked-before' && observation.result === 'dead';
  const earlier = wasDeadAlready && before.lastSighting?.by === 'here' ? before.lastSighting.at : null;
  const kept = earlier === null ? seen : withCompletedAction(seen, { workedHereAt: earlier });
  const details = {
    step,
    outcome: observation.result,
    problem: observation.code,
    control: observation.control?.label ?? null,
  };
  return keepPlan(vault, kept, { kind: 'token-observed', actor, details });
}

async function look(vault: TouchedByObserve, token: Token): Promise<Observation> {
  const addresses = [...vault.computer.addresses()];
  const { isAlive, problem } = await checkToken(vault, token.tokenId);
  const at = vault.clock.now();
  if (isAlive) return { at, result: 'works', code: null, control: null, addresses };
  // The caller has asked a second time before it calls a token dead.
  const isDead = problem?.code === 'bank-token-dead' && vault.tokens.get(token.tokenId)?.status === 'dead';
  const control = isDead ? await askControl(vault, token) : null;
  return { at, result: isDead ? 'dead' : 'other', code: problem?.code ?? null, control, addresses };
}

async function askControl(vault: TouchedByObserve, token: Token): Promise<Observation['control']> {
  let last: Observation['control'] = null;
  for (const control of controlTokens(vault, token).slice(0, CONTROLS_TRIED)) {
    const { isAlive, code } = await checked(vault, control.tokenId);
    last = { tokenId: control.tokenId, label: control.label, at: vault.clock.now(), works: isAlive, code };
    if (isAlive) return last;
  }
  return last;
}

async function checked(vault: TouchedByObserve, tokenId: TokenId) {
  try {
    const { isAlive, problem } = await checkToken(vault, tokenId);
    return { isAlive, code: problem?.code ?? null };
  } catch (error) {
    if (error instanceof AppError) return { isAlive: false, code: error.code };
    throw error;
  }
}

/**
 * Tokens that can vouch for the line and the bank: usable ones at the same bank, of the same company first, the weakest
 * first among them. One of another company says the same: that the bank lets a good token in from here at this minute.
 */
export function controlTokens({ tokens, companies }: Pick<PlanVault, 'tokens' | 'companies'>, token: Token) {
  const environment = companies.get(token.companyId)?.environment;
  const rank = (one: Token) =>
    (one.companyId === token.companyId ? 0 : 4) +
    (one.lastProblem === null ? 0 : 2) +
    (one.status === 'active' ? 0 : 1);
  return tokens
    .list(null)
    .filter(
      (one) =>
        one.tokenId !== token.tokenId &&
        isUsable(one) &&
        one.secretPlace === 'here' &&
        one.sealing === null &&
        companies.get(one.companyId)?.environment === environment,
    )
    .sort((a, b) => rank(a) - rank(b));
}

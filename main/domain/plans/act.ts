import type { PlanAction } from '../../../contract/areas/plans.ts';
import { msBetween } from '../../../contract/values/dates.ts';
import type { PlanId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Actor } from '../audit/entry.ts';
import { signReceipt, stopUsing, wipeToken } from './end-token.ts';
import { caughtUp, keepPlan, loadOpenPlan, momentOf, type TouchedByKeepPlan } from './keep-plan.ts';
import { lookAtToken, type TouchedByObserve } from './observe.ts';
import type { PlanVault } from './plan-vault.ts';
import { isReachable, stepsOf } from './plan-steps.ts';
import { makesPayingToken, withCompletedAction, type Plan } from './plan.ts';
import { proveNewToken, switchTokens } from './prove-new.ts';
import { storeNewToken, type TouchedByStoreToken } from './store-token.ts';

type TouchedByAct = TouchedByStoreToken &
  TouchedByObserve &
  Pick<PlanVault, 'digests' | 'workplaceKey' | 'acting'>;

/** Steps that give the company a token that can pay. Taking power away needs nobody in particular. */
export const DIRECTORS: readonly PlanAction[] = ['store', 'prove', 'switch'];

/**
 * Takes one step of the app. What came of it is in the plan; a look that proves nothing is no error.
 *
 * Errors: `not-found`, `plan-state`, `plan-step-order`, `plan-busy`, `director-required`, and those of the step.
 * `acting` keeps two clicks apart. Effects: those of the step, each written down before the plan says that it is
 * done.
 */
export async function act(
  vault: TouchedByAct,
  actor: Actor,
  { planId, action }: { readonly planId: PlanId; readonly action: PlanAction },
): Promise<Plan> {
  if (vault.acting.has(planId)) throw new AppError('plan-busy');
  vault.acting.add(planId);
  try {
    const plan = caughtUp(vault, loadOpenPlan(vault, planId), actor);
    assertMayAct(plan, actor, action);
    assertOpen(vault, plan, action);
    return await take(vault, actor, plan, action);
  } finally {
    vault.acting.delete(planId);
  }
}

/**
 * A step done already can be taken again only where that asks the bank anew or puts another text in the place of a
 * wrong one.
 */
function assertOpen(
  vault: Pick<PlanVault, 'tokens' | 'companies' | 'bankTime'>,
  plan: Plan,
  action: PlanAction,
): void {
  const moment = momentOf(vault, plan);
  const about = { step: action, tokenId: null };
  if (!isReachable(plan, moment, about)) throw new AppError('plan-step-order');
  const step = stepsOf(plan, moment).find((one) => one.step === action);
  const mayRepeat =
    action === 'worked-before'
      ? plan.deeds.wipedAt === null
      : action === 'store' && plan.deeds.provenAt === null;
  if (step?.state !== 'todo' && !mayRepeat) throw new AppError('plan-step-order');
}

/** Tells whether this person may take a step. Errors: `director-required`. */
function assertMayAct(plan: Plan, actor: Actor, action: PlanAction): void {
  if (DIRECTORS.includes(action) && makesPayingToken(plan) && actor.role !== 'director')
    throw new AppError('director-required');
}

function take(vault: TouchedByAct, actor: Actor, plan: Plan, action: PlanAction): Plan | Promise<Plan> {
  switch (action) {
    case 'store':
      return storeNewToken(vault, actor, plan);
    case 'prove':
      return proveNewToken(vault, actor, plan);
    case 'switch':
      return switchTokens(vault, actor, plan);
    case 'worked-before':
    case 'dead-now':
    case 'dead-again':
    case 'final-proof':
      return lookAtToken(vault, actor, { plan, step: action });
    case 'stop':
      return stopUsing(vault, actor, plan);
    case 'wipe':
      return wipeToken(vault, actor, plan);
    case 'receipt':
      return signReceipt(vault, actor, plan);
    case 'start-drill':
      return startDrill(vault, actor, plan);
    case 'finish-drill':
      return finishDrill(vault, actor, plan);
  }
}

function startDrill(vault: TouchedByKeepPlan, actor: Actor, plan: Plan): Plan {
  const started = withCompletedAction(plan, { drillStartedAt: vault.clock.now() });
  return keepPlan(vault, started, { kind: 'plan-step-done', actor, details: { step: 'start-drill' } });
}

function finishDrill(vault: TouchedByKeepPlan, actor: Actor, plan: Plan): Plan {
  const ended = withCompletedAction(plan, { drillEndedAt: vault.clock.now() });
  const seconds = drillSeconds(ended) ?? 0;
  return keepPlan(vault, ended, { kind: 'drill-finished', actor, details: { seconds } });
}

/** How long the drill took. Units: whole seconds; `null` until it has ended. */
export function drillSeconds({ deeds: { drillStartedAt, drillEndedAt } }: Plan): number | null {
  if (drillStartedAt === null || drillEndedAt === null) return null;
  return Math.max(0, Math.round(msBetween(drillStartedAt, drillEndedAt) / 1000));
}

import type { PlanAction } from '../../../contract/areas/plans.ts';
import { msBetween } from '../../../contract/values/dates.ts';
import type { PlanId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Actor } from '../audit/entry.ts';
import { signReceipt, stopUsing, wipeToken } from './end-token.ts';
import { caughtUp, keepPlan, loadOpenPlan, momentOf } from './keep-plan.ts';
import { lookAtToken } from './observe.ts';
import type { PlanParts } from './plan-parts.ts';
import { isReachable, stepsOf } from './plan-steps.ts';
import { makesPayingToken, withDeed, type Plan } from './plan.ts';
import { proveNewToken, switchTokens } from './prove-new.ts';
import { storeNewToken } from './store-token.ts';

/** Steps that give the company a token that can pay. Taking power away needs nobody in particular. */
export const DIRECTORS: readonly PlanAction[] = ['store', 'prove', 'switch'];

/**
 * Takes one step of the app. What came of it is in the plan; a look that proves nothing is no error.
 *
 * Errors: `not-found`, `plan-state`, `plan-step-order`, `plan-busy`, `director-required`, and those of the step. `underWay` keeps two clicks
 * apart. Effects: those of the step, each written down before the plan says that it is done.
 */
export async function act(
  parts: PlanParts,
  actor: Actor,
  { planId, action }: { readonly planId: PlanId; readonly action: PlanAction },
): Promise<Plan> {
  if (parts.acting.has(planId)) throw new AppError('plan-busy');
  parts.acting.add(planId);
  try {
    const plan = caughtUp(parts, loadOpenPlan(parts, planId), actor);
    assertMayAct(plan, actor, action);
    assertOpen(parts, plan, action);
    return await take(parts, actor, plan, action);
  } finally {
    parts.acting.delete(planId);
  }
}

/** A step done already can be taken again only where that asks the bank anew or puts another text in the place of a wrong one. */
function assertOpen(parts: PlanParts, plan: Plan, action: PlanAction): void {
  const moment = momentOf(parts, plan);
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

function take(parts: PlanParts, actor: Actor, plan: Plan, action: PlanAction): Plan | Promise<Plan> {
  switch (action) {
    case 'store':
      return storeNewToken(parts, actor, plan);
    case 'prove':
      return proveNewToken(parts, actor, plan);
    case 'switch':
      return switchTokens(parts, actor, plan);
    case 'worked-before':
    case 'dead-now':
    case 'dead-again':
    case 'final-proof':
      return lookAtToken(parts, actor, { plan, step: action });
    case 'stop':
      return stopUsing(parts, actor, plan);
    case 'wipe':
      return wipeToken(parts, actor, plan);
    case 'receipt':
      return signReceipt(parts, actor, plan);
    case 'start-drill':
      return startDrill(parts, actor, plan);
    case 'finish-drill':
      return finishDrill(parts, actor, plan);
  }
}

function startDrill(parts: PlanParts, actor: Actor, plan: Plan): Plan {
  const started = withDeed(plan, { drillStartedAt: parts.clock.now() });
  return keepPlan(parts, started, { kind: 'plan-step-done', actor, details: { step: 'start-drill' } });
}

function finishDrill(parts: PlanParts, actor: Actor, plan: Plan): Plan {
  const ended = withDeed(plan, { drillEndedAt: parts.clock.now() });
  const seconds = drillSeconds(ended) ?? 0;
  return keepPlan(parts, ended, { kind: 'drill-finished', actor, details: { seconds } });
}

/** How long the drill took. Units: whole seconds; `null` until it has ended. */
export function drillSeconds({ deeds: { drillStartedAt, drillEndedAt } }: Plan): number | null {
  if (drillStartedAt === null || drillEndedAt === null) return null;
  return Math.max(0, Math.round(msBetween(drillStartedAt, drillEndedAt) / 1000));
}

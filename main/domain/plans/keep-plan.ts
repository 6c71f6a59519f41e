import type { JournalDetails, JournalKind } from '../../../contract/areas/audit.ts';
import { addMs, DAY_MS, moscowDayStart, type Instant } from '../../../contract/values/dates.ts';
import type { PlanId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import { historyStep, journalEntry, type Actor } from '../audit/entry.ts';
import { standingOf } from '../companies/mark-standing.ts';
import { isIpCheckOff } from '../companies/standing.ts';
import { bankNow } from '../companies/bank-now.ts';
import type { Token } from '../tokens/token.ts';
import type { PlanParts } from './plan-parts.ts';
import { nextStep, type PlanMoment } from './plan-steps.ts';
import { withDeed, withMark, withPlanHistory, type Plan } from './plan.ts';
import type { WishRules } from './wish.ts';

/** Returns the plan as it stands now. Errors: `not-found`. */
export function loadPlan(parts: Pick<PlanParts, 'plans'>, planId: PlanId): Plan {
  const plan = parts.plans.get(planId);
  if (plan === null) throw new AppError('not-found', { what: 'plan' });
  return plan;
}

/** Returns the plan when something can still be done in it. Errors: `not-found`, `plan-state`. */
export function loadOpenPlan(parts: Pick<PlanParts, 'plans'>, planId: PlanId): Plan {
  const plan = loadPlan(parts, planId);
  if (plan.status !== 'open') throw new AppError('plan-state');
  return plan;
}

/** What the steps need to know at this moment. */
export function momentOf(parts: PlanParts, plan: Plan): PlanMoment {
  const token = plan.tokenId === null ? null : parts.tokens.get(plan.tokenId);
  // The life of a token is counted by the clock of its bank.
  return { now: bankNow(parts, plan.companyId), deadAt: token === null ? null : silentUntil(token) };
}

/** The company of a plan and its letter. Errors: `not-found`. */
export function wishRules(parts: PlanParts, { companyId }: Pick<Plan, 'companyId'>): WishRules {
  const company = companyId === null ? null : parts.companies.get(companyId);
  if (company === null) throw new AppError('not-found', { what: 'company' });
  return { company, hasLetter: isIpCheckOff(standingOf(parts, company.companyId)) };
}

/**
 * The moment from which a token is dead by silence: its rule counted from the last sighting, whatever its state. Others may have used it unseen,
 * which is why a last look is offered. Source: tapi.md §2.1.
 */
function silentUntil({ rule, lastSighting, issuedOn }: Token): Instant {
  const issued = moscowDayStart(issuedOn);
  return addMs(rule.kind === 'idle' ? (lastSighting?.at ?? issued) : issued, rule.days * DAY_MS);
}

/** What the journal says of a change. */
export interface Told {
  readonly kind: JournalKind;
  readonly actor: Actor;
  readonly details?: JournalDetails;
}

/** Writes the plan with a journal line; one whose steps are all done is closed in the same breath. Effects: durable when it returns. */
export function keepPlan(parts: PlanParts, plan: Plan, { kind, actor, details = {} }: Told): Plan {
  const { plans, clock, publish } = parts;
  const at = clock.now();
  const facts = { at, actor, companyId: plan.companyId, subject: plan.subject };
  const entry = journalEntry(kind, { ...facts, details: { plan: plan.kind, ...details } });
  const kept = withPlanHistory(plan, historyStep(entry));
  plans.save(kept, entry);
  const settled = closeWhenDone(parts, kept, actor);
  publish('plans.changed', { planId: plan.planId });
  if (settled.parentId !== null && settled.status !== 'open') noteInParent(parts, settled, actor);
  return settled;
}

/**
 * Takes in what happened between two steps, for instance when the app ended there: a token that was stored, a plan of one token that was closed.
 * Effects: written down when there is something new.
 */
export function caughtUp(parts: PlanParts, plan: Plan, actor: Actor): Plan {
  if (plan.status !== 'open') return plan;
  const fresh = plan.newTokenId === null ? null : parts.tokens.get(plan.newTokenId);
  if (fresh !== null && plan.deeds.storedAt === null) {
    const stored = withDeed(plan, { storedAt: fresh.addedAt });
    return keepPlan(parts, stored, { kind: 'plan-step-done', actor, details: { step: 'store' } });
  }
  const closed = plan.targets.flatMap(({ planId }) =>
    planId === null ? [] : (parts.plans.get(planId) ?? []),
  );
  for (const child of closed) if (child.status !== 'open') noteInParent(parts, child, actor);
  return closeWhenDone(parts, loadPlan(parts, plan.planId), actor);
}

/** A plan of one token has ended: the plan that walks several takes it in. */
function noteInParent(parts: PlanParts, child: Plan, actor: Actor): void {
  const parent = child.parentId === null ? null : parts.plans.get(child.parentId);
  if (parent === null || parent.status !== 'open' || child.tokenId === null) return;
  const about = { step: 'token' as const, tokenId: child.tokenId };
  const isNoted = parent.marks.some(({ tokenId }) => tokenId === child.tokenId);
  // One that was given up is offered again.
  if (isNoted || child.status !== 'done') return;
  const at = parts.clock.now();
  const mark = { ...about, state: 'done' as const, at, who: actor.name, reason: '' };
  keepPlan(parts, withMark(parent, about, mark), {
    kind: 'plan-step-done',
    actor,
    details: { step: 'token', reason: child.subject },
  });
}

function closeWhenDone(parts: PlanParts, plan: Plan, actor: Actor): Plan {
  if (plan.status !== 'open' || nextStep(plan, momentOf(parts, plan)) !== null) return plan;
  const at = parts.clock.now();
  const facts = { at, actor, companyId: plan.companyId, subject: plan.subject };
  const entry = journalEntry('plan-done', { ...facts, details: { plan: plan.kind } });
  const done = withPlanHistory({ ...plan, status: 'done', closedAt: at }, historyStep(entry));
  parts.plans.save(done, entry);
  return done;
}

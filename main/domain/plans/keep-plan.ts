import type { JournalDetails, JournalKind } from '../../../contract/areas/audit.ts';
import { addMs, DAY_MS, moscowDayStart, type Instant } from '../../../contract/values/dates.ts';
import type { PlanId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import { historyStep, journalEntry, type Actor } from '../audit/entry.ts';
import { companyEventsOf } from '../companies/change-company-events.ts';
import { isIpCheckOff } from '../companies/company-events.ts';
import { bankNow } from '../companies/bank-now.ts';
import type { Token } from '../tokens/token.ts';
import type { PlanVault } from './plan-vault.ts';
import { nextStep, type PlanMoment } from './plan-steps.ts';
import { withCompletedAction, withConfirmation, withPlanHistory, type Plan } from './plan.ts';
import type { SpecRules } from './token-spec.ts';

export type TouchedByKeepPlan = Pick<
  PlanVault,
  'plans' | 'tokens' | 'companies' | 'clock' | 'bankTime' | 'publish'
>;

/** Returns the plan as it stands now. Errors: `not-found`. */
export function loadPlan(vault: Pick<PlanVault, 'plans'>, planId: PlanId): Plan {
  const plan = vault.plans.get(planId);
  if (plan === null) throw new AppError('not-found', { what: 'plan' });
  return plan;
}

/** Returns the plan when something can still be done in it. Errors: `not-found`, `plan-state`. */
export function loadOpenPlan(vault: Pick<PlanVault, 'plans'>, planId: PlanId): Plan {
  const plan = loadPlan(vault, planId);
  if (plan.status !== 'open') throw new AppError('plan-state');
  return plan;
}

/** What the steps need to know at this moment. */
export function momentOf(
  vault: Pick<PlanVault, 'tokens' | 'companies' | 'bankTime'>,
  plan: Plan,
): PlanMoment {
  const token = plan.tokenId === null ? null : vault.tokens.get(plan.tokenId);
  // The life of a token is counted by the clock of its bank.
  return { now: bankNow(vault, plan.companyId), deadAt: token === null ? null : silentUntil(token) };
}

/** The company of a plan and its letter. Errors: `not-found`. */
export function specRules(
  vault: Pick<PlanVault, 'companies' | 'companyEvents'>,
  { companyId }: Pick<Plan, 'companyId'>,
): SpecRules {
  const company = companyId === null ? null : vault.companies.get(companyId);
  if (company === null) throw new AppError('not-found', { what: 'company' });
  return { company, hasLetter: isIpCheckOff(companyEventsOf(vault, company.companyId)) };
}

/**
 * The moment from which a token is dead by silence: its rule counted from the last sighting, whatever its state. Others
 * may have used it unseen, which is why a last look is offered. Source: tapi.md §2.1.
 */
function silentUntil({ rule, lastSighting, issuedOn }: Token): Instant {
  const issued = moscowDayStart(issuedOn);
  return addMs(rule.kind === 'idle' ? (lastSighting?.at ?? issued) : issued, rule.days * DAY_MS);
}

/** What the journal says of a change. */
export interface Reported {
  readonly kind: JournalKind;
  readonly actor: Actor;
  readonly details?: JournalDetails;
}

/**
 * Writes the plan with a journal line; one whose steps are all done is closed in the same breath. Effects: durable when
 * it returns.
 */
export function keepPlan(
  vault: TouchedByKeepPlan,
  plan: Plan,
  { kind, actor, details = {} }: Reported,
): Plan {
  const { plans, clock, publish } = vault;
  const at = clock.now();
  const facts = { at, actor, companyId: plan.companyId, subject: plan.subject };
  const entry = journalEntry(kind, { ...facts, details: { plan: plan.kind, ...details } });
  const kept = withPlanHistory(plan, historyStep(entry));
  plans.save(kept, entry);
  const settled = closeWhenDone(vault, kept, actor);
  publish('plans.changed', { planId: plan.planId });
  if (settled.parentId !== null && settled.status !== 'open') noteInParent(vault, settled, actor);
  return settled;
}

/**
 * Takes in what happened between two steps, for instance when the app ended there: a token that was stored, a plan of
 * one token that was closed.
 * Effects: written down when there is something new.
 */
export function caughtUp(vault: TouchedByKeepPlan, plan: Plan, actor: Actor): Plan {
  if (plan.status !== 'open') return plan;
  const fresh = plan.newTokenId === null ? null : vault.tokens.get(plan.newTokenId);
  if (fresh !== null && plan.deeds.storedAt === null) {
    const stored = withCompletedAction(plan, { storedAt: fresh.addedAt });
    return keepPlan(vault, stored, { kind: 'plan-step-done', actor, details: { step: 'store' } });
  }
  const closed = plan.targets.flatMap(({ planId }) =>
    planId === null ? [] : (vault.plans.get(planId) ?? []),
  );
  for (const child of closed) if (child.status !== 'open') noteInParent(vault, child, actor);
  return closeWhenDone(vault, loadPlan(vault, plan.planId), actor);
}

/** A plan of one token has ended: the plan that walks several takes it in. */
function noteInParent(vault: TouchedByKeepPlan, child: Plan, actor: Actor): void {
  const parent = child.parentId === null ? null : vault.plans.get(child.parentId);
  if (parent === null || parent.status !== 'open' || child.tokenId === null) return;
  const about = { step: 'token' as const, tokenId: child.tokenId };
  const isNoted = parent.marks.some(({ tokenId }) => tokenId === child.tokenId);
  // One that was given up is offered again.
  if (isNoted || child.status !== 'done') return;
  const at = vault.clock.now();
  const mark = { ...about, state: 'done' as const, at, who: actor.name, reason: '' };
  keepPlan(vault, withConfirmation(parent, about, mark), {
    kind: 'plan-step-done',
    actor,
    details: { step: 'token', reason: child.subject },
  });
}

function closeWhenDone(vault: TouchedByKeepPlan, plan: Plan, actor: Actor): Plan {
  if (plan.status !== 'open' || nextStep(plan, momentOf(vault, plan)) !== null) return plan;
  const at = vault.clock.now();
  const facts = { at, actor, companyId: plan.companyId, subject: plan.subject };
  const entry = journalEntry('plan-done', { ...facts, details: { plan: plan.kind } });
  const done = withPlanHistory({ ...plan, status: 'done', closedAt: at }, historyStep(entry));
  vault.plans.save(done, entry);
  return done;
}

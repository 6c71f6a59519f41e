import type { PlanStepName, TokenSpec } from '../../../contract/areas/plans.ts';
import { moscowDate } from '../../../contract/values/dates.ts';
import type { CertificateId, PlanId, TokenId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Actor } from '../audit/entry.ts';
import { bankNow } from '../companies/bank-now.ts';
import { keepPlan, loadOpenPlan, momentOf, specRules, type TouchedByKeepPlan } from './keep-plan.ts';
import type { PlanVault } from './plan-vault.ts';
import { isReachable, stepsOf } from './plan-steps.ts';
import { confirmationOf, withCompletedAction, withConfirmation, type Plan } from './plan.ts';
import { changeToken, putAside } from './put-aside.ts';
import { wantsCertificate } from './start-plan.ts';
import { specifiedToken } from './token-spec.ts';

type TouchedByConfirmStep = TouchedByKeepPlan & Pick<PlanVault, 'companyEvents' | 'certificates'>;

export interface StepConfirmation {
  readonly planId: PlanId;
  readonly step: PlanStepName;
  readonly tokenId: TokenId | null;
  readonly state: 'todo' | 'done' | 'skipped';
  readonly reason: string;
}

/**
 * A person says that a step of his is done, leaves it out with a reason, or opens it again. Steps of the app cannot be
 * said to be done.
 * Errors: `not-found`, `plan-state`, `plan-step-order`, `plan-wish-wrong`, `bad-request` (a reason is missing).
 * Effects: durable when it returns.
 */
export function confirmStep(vault: TouchedByConfirmStep, actor: Actor, mark: StepConfirmation): Plan {
  const plan = loadOpenPlan(vault, mark.planId);
  const about = { step: mark.step, tokenId: mark.tokenId };
  if (mark.state === 'todo') return reopen(vault, actor, plan, about);
  const moment = momentOf(vault, plan);
  const step = stepsOf(plan, moment).find((one) => one.step === mark.step && one.tokenId === mark.tokenId);
  if (step === undefined || !isReachable(plan, moment, about)) throw new AppError('plan-step-order');
  if (mark.state === 'done' && (step.by !== 'person' || step.step === 'certificate'))
    throw new AppError('plan-step-order');
  if (mark.state === 'skipped' && !step.maySkip) throw new AppError('plan-step-order');
  if (mark.state === 'skipped' && mark.reason === '') throw new AppError('bad-request', { field: 'reason' });
  if (step.state === mark.state) return plan;
  const prepared = prepare(vault, actor, plan, mark);
  const { state, reason } = mark;
  const marked = withConfirmation(prepared, about, {
    ...about,
    state,
    at: vault.clock.now(),
    who: actor.name,
    reason,
  });
  const kind = state === 'done' ? 'plan-step-done' : 'plan-step-skipped';
  return keepPlan(vault, marked, { kind, actor, details: { step: mark.step, reason: labelOf(vault, mark) } });
}

/**
 * Keeps what has been typed of a new token, right or wrong. Errors: `not-found`, `plan-state`, `plan-step-order` once
 * it is described. Effects: durable.
 */
export function keepSpec(vault: Pick<PlanVault, 'plans' | 'publish'>, planId: PlanId, spec: TokenSpec): Plan {
  const plan = loadOpenPlan(vault, planId);
  if (plan.wish === null || confirmationOf(plan, 'describe') !== null) throw new AppError('plan-step-order');
  const kept = { ...plan, wish: spec, subject: plan.tokenId === null ? spec.label.trim() : plan.subject };
  vault.plans.save(kept, null);
  vault.publish('plans.changed', { planId });
  return kept;
}

/**
 * Gives the new token its certificate, which the bank links at the first call with it (tapi.md §4.1).
 * Errors: `not-found`, `plan-step-order`, `plan-state`. Effects: the token's record, then the plan.
 */
export function attachCertificate(
  vault: TouchedByConfirmStep,
  actor: Actor,
  { planId, certificateId }: { readonly planId: PlanId; readonly certificateId: CertificateId },
): Plan {
  const plan = loadOpenPlan(vault, planId);
  const fresh = plan.newTokenId === null ? null : vault.tokens.get(plan.newTokenId);
  const about = { step: 'certificate' as const, tokenId: null };
  if (fresh === null || !isReachable(plan, momentOf(vault, plan), about))
    throw new AppError('plan-step-order');
  if (vault.certificates.get(certificateId)?.companyId !== fresh.companyId)
    throw new AppError('not-found', { what: 'certificate' });
  const change = { certificateId, boundAt: null };
  changeToken(vault, fresh, change, { kind: 'certificate-attached', actor });
  const attached = withCompletedAction(withConfirmation(plan, about, null), {
    certificateAt: vault.clock.now(),
  });
  return keepPlan(vault, attached, { kind: 'plan-step-done', actor, details: { step: 'certificate' } });
}

/** What a mark brings with it, done before the mark is kept, so that a crash between repeats it. */
function prepare(
  vault: TouchedByConfirmStep,
  actor: Actor,
  plan: Plan,
  { step, state }: StepConfirmation,
): Plan {
  if (step === 'describe' && plan.wish !== null) {
    specifiedToken(plan.wish, specRules(vault, plan), moscowDate(bankNow(vault, plan.companyId)));
    return { ...plan, needsCertificate: plan.needsCertificate || wantsCertificate(plan.wish) };
  }
  if (step === 'worked-before' && state === 'skipped') return withoutFreshSuccess(vault, actor, plan);
  return plan;
}

/** No fresh success could be had: an earlier one that this computer saw itself stands in for it. */
function withoutFreshSuccess(
  vault: Pick<PlanVault, 'tokens' | 'clock' | 'publish'>,
  actor: Actor,
  plan: Plan,
): Plan {
  const token = plan.tokenId === null ? null : vault.tokens.get(plan.tokenId);
  if (token === null) return plan;
  putAside(vault, token.tokenId, actor);
  const seen = token.lastSighting?.by === 'here' ? token.lastSighting.at : null;
  return withCompletedAction(plan, { workedHereAt: seen });
}

/** A mark is taken back as long as nothing after it has been done. */
function reopen(
  vault: TouchedByKeepPlan,
  actor: Actor,
  plan: Plan,
  about: { readonly step: PlanStepName; readonly tokenId: TokenId | null },
): Plan {
  if (confirmationOf(plan, about.step, about.tokenId) === null) return plan;
  const steps = stepsOf(plan, momentOf(vault, plan));
  const at = steps.findIndex(({ step, tokenId }) => step === about.step && tokenId === about.tokenId);
  const later = steps.slice(at + 1);
  const isPassed = about.step !== 'token' && later.some(({ by, state }) => by === 'app' && state === 'done');
  if (isPassed) throw new AppError('plan-step-order');
  // The description is open again, so what was said after it no longer holds.
  const isWish = about.step === 'describe';
  const reopened = isWish
    ? { ...plan, marks: plan.marks.filter(({ step }) => step === 'check-list') }
    : withConfirmation(plan, about, null);
  return keepPlan(vault, reopened, { kind: 'plan-step-reopened', actor, details: { step: about.step } });
}

function labelOf({ tokens }: Pick<PlanVault, 'tokens'>, { tokenId, reason }: StepConfirmation): string {
  return reason !== '' ? reason : tokenId === null ? '' : (tokens.get(tokenId)?.label ?? '');
}

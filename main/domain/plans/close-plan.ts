import type { PlanId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import { assertWritten } from '../../ports/read-secret.ts';
import { historyStep, journalEntry, type Actor } from '../audit/entry.ts';
import { caughtUp, keepPlan, loadOpenPlan, type TouchedByKeepPlan } from './keep-plan.ts';
import type { PlanVault } from './plan-vault.ts';
import { confirmationOf, withPlanHistory, type Plan } from './plan.ts';
import { changeToken, putAside } from './put-aside.ts';

type TouchedByClosePlan = TouchedByKeepPlan & Pick<PlanVault, 'keychain'>;

/**
 * Ends a revocation by a person's word where it cannot be proven: no control token, no secret here, another computer.
 * The word stands as a word: the token stays out of use with its text in the keychain, and no receipt is written.
 * Errors: `not-found`, `plan-state`, `plan-step-order` before the token was removed in online banking. Effects: token
 * and plan.
 */
export function takeAttestation(
  vault: TouchedByKeepPlan,
  actor: Actor,
  { planId, word }: { planId: PlanId; word: string },
): Plan {
  const plan = loadOpenPlan(vault, planId);
  if (
    plan.tokenId === null ||
    confirmationOf(plan, 'remove-in-cabinet') === null ||
    plan.deeds.wipedAt !== null
  )
    throw new AppError('plan-step-order');
  putAside(vault, plan.tokenId, actor);
  return keepPlan(vault, { ...plan, word }, { kind: 'plan-word', actor, details: { reason: word } });
}

/**
 * Gives a plan up. A token that was stored and never proven stays in the ledger out of use, one that the plan took out
 * of use and that nobody has removed goes back to work; an item of the keychain without a record is removed.
 * Errors: `not-found`, `plan-state`, `keychain-*`. Effects: tokens, keychain, plan.
 */
export async function abandonPlan(
  vault: TouchedByClosePlan,
  actor: Actor,
  { planId, reason }: { planId: PlanId; reason: string },
): Promise<Plan> {
  const plan = caughtUp(vault, loadOpenPlan(vault, planId), actor);
  await leaveNewToken(vault, actor, plan);
  giveBackOld(vault, actor, plan);
  const at = vault.clock.now();
  const facts = { at, actor, companyId: plan.companyId, subject: plan.subject };
  const entry = journalEntry('plan-abandoned', { ...facts, details: { plan: plan.kind, reason } });
  const now = loadOpenPlan(vault, planId);
  const abandoned: Plan = { ...withPlanHistory(now, historyStep(entry)), status: 'abandoned', closedAt: at };
  vault.plans.save(abandoned, entry);
  vault.publish('plans.changed', { planId });
  return abandoned;
}

async function leaveNewToken(
  vault: Pick<PlanVault, 'tokens' | 'keychain' | 'clock' | 'publish'>,
  actor: Actor,
  plan: Plan,
): Promise<void> {
  const { newTokenId } = plan;
  if (newTokenId === null) return;
  const fresh = vault.tokens.get(newTokenId);
  if (fresh === null) assertWritten(await vault.keychain.remove(`token:${newTokenId}`));
  else if (fresh.status === 'planned')
    changeToken(vault, fresh, { status: 'quarantined' }, { kind: 'token-put-aside', actor });
}

function giveBackOld(vault: Pick<PlanVault, 'tokens' | 'clock' | 'publish'>, actor: Actor, plan: Plan): void {
  const old = plan.tokenId === null ? null : vault.tokens.get(plan.tokenId);
  const wasAlive =
    plan.statusBefore === 'issued' || plan.statusBefore === 'active' || plan.statusBefore === 'retiring';
  if (old === null || plan.statusBefore === null || !wasAlive) return;
  const isGone = plan.deeds.switchedAt !== null || confirmationOf(plan, 'remove-in-cabinet') !== null;
  if (isGone || old.status !== 'quarantined') return;
  changeToken(vault, old, { status: plan.statusBefore }, { kind: 'token-taken-back', actor });
}

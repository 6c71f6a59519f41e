import { AppError } from '../../ports/app-error.ts';
import { assertWritten } from '../../ports/read-secret.ts';
import type { Actor } from '../audit/entry.ts';
import type { Token } from '../tokens/token.ts';
import { keepPlan, momentOf, type TouchedByKeepPlan } from './keep-plan.ts';
import type { PlanVault } from './plan-vault.ts';
import { mayWipe } from './plan-steps.ts';
import { withCompletedAction, type Plan } from './plan.ts';
import { proofOf } from './proof.ts';
import { changeToken, putAside } from './put-aside.ts';

type TouchedByEndToken = TouchedByKeepPlan & Pick<PlanVault, 'keychain' | 'digests' | 'workplaceKey'>;

/**
 * Takes the token out of use and lets its days run out. Errors: `not-found`. Effects: the token's record, then the
 * plan.
 */
export function stopUsing(vault: TouchedByKeepPlan, actor: Actor, plan: Plan): Plan {
  putAside(vault, oldToken(vault, plan).tokenId, actor);
  const stopped = withCompletedAction(plan, { stoppedAt: vault.clock.now() });
  return keepPlan(vault, stopped, { kind: 'plan-step-done', actor, details: { step: 'stop' } });
}

/**
 * Destroys the text of a token that is proven dead, or has been silent for longer than it can live. The record and its
 * history stay.
 *
 * Errors: `plan-proof-missing`, then nothing was touched; `keychain-*`, then the text is still there and asking again
 * is safe.
 * Effects: the keychain item, the token's record, the plan, in this order.
 */
export async function wipeToken(vault: TouchedByEndToken, actor: Actor, plan: Plan): Promise<Plan> {
  const token = oldToken(vault, plan);
  if (!mayWipe(plan, momentOf(vault, plan))) throw new AppError('plan-proof-missing');
  assertWritten(await vault.keychain.remove(`token:${token.tokenId}`));
  const isProven = proofOf(plan).firstAt !== null;
  const now = vault.tokens.get(token.tokenId) ?? token; // what other calls have noted meanwhile is kept
  const change = {
    status: plan.kind === 'retire' ? ('dead' as const) : ('revoked' as const),
    secretPlace: 'wiped' as const,
  };
  changeToken(vault, now, change, { kind: 'token-wiped', actor });
  const wiped = withCompletedAction(plan, { wipedAt: vault.clock.now() });
  const details = { step: 'wipe', outcome: isProven ? 'proven' : 'silent' };
  return keepPlan(vault, wiped, { kind: 'plan-step-done', actor, details });
}

/**
 * Writes down and signs how the token ended. Errors: `keychain-*`. Effects: the plan, which ends with it; a workplace
 * key at the first receipt.
 */
export async function signReceipt(vault: TouchedByEndToken, actor: Actor, plan: Plan): Promise<Plan> {
  const { digests, workplaceKey, clock } = vault;
  const at = clock.now();
  const text = digests.canonical(receiptOf(vault, plan, { at, signedFor: actor.name }));
  const signed = await workplaceKey.sign(text);
  const kept: Plan = { ...plan, receipt: { at, text, ...signed } };
  return keepPlan(vault, kept, { kind: 'receipt-signed', actor });
}

/** What the receipt says; no secret, nothing that identifies the computer but its key. */
function receiptOf(
  vault: Pick<PlanVault, 'tokens' | 'companies'>,
  plan: Plan,
  { at, signedFor }: { readonly at: string; readonly signedFor: string },
) {
  const token = oldToken(vault, plan);
  const company = vault.companies.get(token.companyId);
  const proof = proofOf(plan);
  const worked =
    plan.observations.findLast(({ result }) => result === 'works')?.at ?? plan.deeds.workedHereAt;
  return {
    kind: 'klyuchnik-receipt',
    v: 1,
    planId: plan.planId,
    end: plan.kind === 'retire' ? 'silence' : 'revoked',
    company: {
      name: company?.name ?? '',
      inn: company?.inn ?? '',
      kpp: company?.kpp ?? '',
      environment: company?.environment ?? '',
    },
    token: {
      tokenId: token.tokenId,
      label: token.label,
      lastFour: token.lastFour,
      words: token.words,
      issuer: token.issuer,
      issuedOn: token.issuedOn,
      accesses: token.accesses.map(({ access }) => access),
    },
    evidence: {
      workedHereAt: worked,
      lastSeenAt: token.lastSighting?.at ?? null,
      removedInCabinetAt: plan.marks.find(({ step }) => step === 'remove-in-cabinet')?.at ?? null,
      isProven: proof.firstAt !== null,
      looks: plan.observations
        .filter(({ result }) => result === 'dead')
        .map((look) => ({ at: look.at, answer: 401, control: controlOf(look.control) })),
    },
    secretDestroyedAt: plan.deeds.wipedAt,
    signedAt: at,
    signedFor,
  };
}

function controlOf(control: Plan['observations'][number]['control']) {
  return control === null ? null : { label: control.label, at: control.at, works: control.works };
}

function oldToken({ tokens }: Pick<PlanVault, 'tokens'>, { tokenId }: Plan): Token {
  const token = tokenId === null ? null : tokens.get(tokenId);
  if (token === null) throw new AppError('not-found', { what: 'token' });
  return token;
}

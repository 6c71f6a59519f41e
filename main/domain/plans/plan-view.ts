import type {
  PlanDetails,
  PlanStep,
  PlanSummary,
  PlanTarget,
  ProofView,
  ReceiptView,
  TokenShape,
} from '../../../contract/areas/plans.ts';
import { msBetween } from '../../../contract/values/dates.ts';
import type { CompanyId, TokenId } from '../../../contract/values/ids.ts';
import type { Actor } from '../audit/entry.ts';
import type { Company } from '../companies/company.ts';
import { bankNow } from '../companies/bank-now.ts';
import { adviseAccesses } from '../tokens/advise-accesses.ts';
import { canMoveMoney, type Token } from '../tokens/token.ts';
import { DIRECTORS, drillSeconds } from './act.ts';
import { damageOf } from './damage.ts';
import { momentOf, wishRules } from './keep-plan.ts';
import { controlTokens } from './observe.ts';
import type { PlanParts } from './plan-parts.ts';
import { nextStep, stepsOf } from './plan-steps.ts';
import { makesPayingToken, markOf, type Plan } from './plan.ts';
import { proofOf } from './proof.ts';
import { wishProblems } from './wish.ts';

/** Words of a workplace key; six are what people compare by voice. Source: design.md §7. */
const KEY_WORDS = 6;

/** Shows a plan as one line, to this person. */
export function planSummary(parts: PlanParts, viewer: Actor | null, plan: Plan): PlanSummary {
  const steps = stepsOf(plan, momentOf(parts, plan));
  const next = plan.status === 'open' ? (steps.find(({ state }) => state === 'todo') ?? null) : null;
  const { planId, companyId, kind, status, subject, tokenId, newTokenId, openedAt, openedBy, closedAt } =
    plan;
  return {
    ...{ planId, companyId, kind, status, subject, tokenId, newTokenId, openedAt, openedBy, closedAt },
    companyName: companyId === null ? '' : (parts.companies.get(companyId)?.name ?? ''),
    stepsDone: steps.filter(({ state }) => state !== 'todo').length,
    stepsAll: steps.length,
    nextStep: next?.step ?? null,
    waitsFor: waitsFor(plan, next, viewer),
  };
}

/** Who can take the next step: this person, a director, or only time. */
export function waitsFor(plan: Plan, next: PlanStep | null, viewer: Actor | null): PlanSummary['waitsFor'] {
  if (next === null || viewer === null || viewer.role === 'auditor') return 'none';
  if (next.by === 'time') return 'time';
  const isDirectors = (DIRECTORS as readonly string[]).includes(next.step) && makesPayingToken(plan);
  return isDirectors && viewer.role !== 'director' ? 'director' : 'me';
}

/** Counts the open plans of a company, and those over all companies, whose next step this person can take. */
export function plansWaitingFor(
  parts: PlanParts,
  viewer: { readonly actor: Actor; readonly companyId: CompanyId; readonly isTraining: boolean },
): number {
  return parts.plans.list().filter((plan) => {
    if (plan.status !== 'open' || plan.isTraining !== viewer.isTraining) return false;
    if (plan.companyId !== null && plan.companyId !== viewer.companyId) return false;
    return waitsFor(plan, nextStep(plan, momentOf(parts, plan)), viewer.actor) === 'me';
  }).length;
}

/** Shows all of a plan: steps, both tokens, proof, receipt. */
export function planDetails(parts: PlanParts, viewer: Actor | null, plan: Plan): PlanDetails {
  const company = plan.companyId === null ? null : parts.companies.get(plan.companyId);
  const moment = momentOf(parts, plan);
  const token = known(parts, plan.tokenId);
  const fresh = known(parts, plan.newTokenId);
  const { drillStartedAt, drillEndedAt } = plan.deeds;
  return {
    ...planSummary(parts, viewer, plan),
    environmentKind: company === null ? null : environmentKind(company),
    inn: company?.inn ?? '',
    kpp: company?.kpp ?? '',
    needsDirector: makesPayingToken(plan),
    steps: [...stepsOf(plan, moment)],
    wish: plan.wish,
    wishProblems:
      plan.wish === null || company === null ? [] : [...wishProblems(plan.wish, wishRules(parts, plan))],
    old: token === null ? null : shapeOf(parts, plan, token),
    fresh: fresh === null ? null : shapeOf(parts, plan, fresh),
    freshProblem: plan.freshProblem,
    change: plan.change,
    targets: plan.targets.flatMap(({ tokenId, planId }) => {
      const target = known(parts, tokenId);
      return target === null ? [] : [targetOf(parts, plan, { token: target, planId })];
    }),
    proof: token === null ? null : proofView(parts, plan, token),
    word: plan.word,
    deadAt: plan.kind === 'retire' ? moment.deadAt : null,
    drill:
      plan.kind === 'fire-drill'
        ? { startedAt: drillStartedAt, endedAt: drillEndedAt, seconds: drillSeconds(plan) }
        : null,
    receipt: receiptView(parts, plan),
    history: plan.history,
  };
}

function known({ tokens }: PlanParts, tokenId: TokenId | null): Token | null {
  return tokenId === null ? null : tokens.get(tokenId);
}

function environmentKind({ environment }: Company): PlanDetails['environmentKind'] {
  return environment === 'production' || environment === 'sandbox' || environment === 'training'
    ? environment
    : 'other';
}

function shapeOf(parts: PlanParts, plan: Plan, token: Token): TokenShape {
  const certificate = token.certificateId === null ? null : parts.certificates.get(token.certificateId);
  const { tokenId, label, issuer, lastFour, words, ips, ipCheck, status } = token;
  return {
    ...{ tokenId, label, issuer, lastFour, words, ips, ipCheck, status },
    accesses: token.accesses.map(({ access }) => access),
    unusedAccesses: adviseAccesses(token, bankNow(parts, plan.companyId))
      .filter(({ advice }) => advice !== 'keep')
      .map(({ access }) => access),
    movesMoney: canMoveMoney(token),
    certificateLabel: certificate?.label ?? null,
    isCertificateBound: token.boundAt !== null,
    hasSecretHere: token.secretPlace === 'here',
  };
}

function targetOf(
  parts: PlanParts,
  plan: Plan,
  { token, planId }: { readonly token: Token; readonly planId: PlanTarget['planId'] },
): PlanTarget {
  const mark = markOf(plan, 'token', token.tokenId);
  const { drillStartedAt } = plan.deeds;
  const child = planId === null ? null : parts.plans.get(planId);
  const { tokenId, label, lastFour, words, ipCheck, issuer } = token;
  return {
    ...{ tokenId, label, lastFour, words, ipCheck, issuer },
    companyName: parts.companies.get(token.companyId)?.name ?? '',
    accesses: token.accesses.map(({ access }) => access),
    ips: token.ips.map(({ address }) => address),
    damage: damageOf(token),
    // One that was given up is offered again.
    planId: child?.status === 'abandoned' ? null : planId,
    state: mark?.state ?? 'todo',
    seconds:
      mark === null || drillStartedAt === null
        ? null
        : Math.max(0, Math.round(msBetween(drillStartedAt, mark.at) / 1000)),
  };
}

function proofView(parts: PlanParts, plan: Plan, token: Token): ProofView {
  const { isProven, missing, nextAt } = proofOf(plan);
  const hasControl = controlTokens(parts, token).length > 0;
  return { isProven, missing: [...missing], nextAt, hasControl, observations: [...plan.observations] };
}

function receiptView(
  { workplaceKey, fingerprints, digests }: PlanParts,
  { receipt }: Plan,
): ReceiptView | null {
  if (receipt === null) return null;
  const { publicKey, text, signature } = receipt;
  return {
    ...receipt,
    isValid: workplaceKey.verify(publicKey, text, signature),
    keyWords: fingerprints.words(digests.sha256(publicKey), KEY_WORDS).join(' '),
  };
}

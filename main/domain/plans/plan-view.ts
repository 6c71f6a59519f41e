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
import { momentOf, specRules } from './keep-plan.ts';
import { controlTokens } from './observe.ts';
import type { PlanVault } from './plan-vault.ts';
import { nextStep, stepsOf } from './plan-steps.ts';
import { makesPayingToken, confirmationOf, type Plan } from './plan.ts';
import { proofOf } from './proof.ts';
import { specProblems } from './token-spec.ts';

type TouchedByPlanView = Pick<
  PlanVault,
  | 'plans'
  | 'tokens'
  | 'companies'
  | 'companyEvents'
  | 'certificates'
  | 'fingerprints'
  | 'bankTime'
  | 'digests'
  | 'workplaceKey'
>;

/** Words of a workplace key; six are what people compare by voice. Source: design.md §7. */
const KEY_WORDS = 6;

/** Shows a plan as one line, to this person. */
export function planSummary(
  vault: Pick<PlanVault, 'tokens' | 'companies' | 'bankTime'>,
  viewer: Actor | null,
  plan: Plan,
): PlanSummary {
  const steps = stepsOf(plan, momentOf(vault, plan));
  const next = plan.status === 'open' ? (steps.find(({ state }) => state === 'todo') ?? null) : null;
  const { planId, companyId, kind, status, subject, tokenId, newTokenId, openedAt, openedBy, closedAt } =
    plan;
  return {
    planId,
    companyId,
    kind,
    status,
    subject,
    tokenId,
    newTokenId,
    openedAt,
    openedBy,
    closedAt,
    companyName: companyId === null ? '' : (vault.companies.get(companyId)?.name ?? ''),
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
  vault: Pick<PlanVault, 'plans' | 'tokens' | 'companies' | 'bankTime'>,
  viewer: { readonly actor: Actor; readonly companyId: CompanyId; readonly isTraining: boolean },
): number {
  return vault.plans.list().filter((plan) => {
    if (plan.status !== 'open' || plan.isTraining !== viewer.isTraining) return false;
    if (plan.companyId !== null && plan.companyId !== viewer.companyId) return false;
    return waitsFor(plan, nextStep(plan, momentOf(vault, plan)), viewer.actor) === 'me';
  }).length;
}

/** Shows all of a plan: steps, both tokens, proof, receipt. */
export function planDetails(vault: TouchedByPlanView, viewer: Actor | null, plan: Plan): PlanDetails {
  const company = plan.companyId === null ? null : vault.companies.get(plan.companyId);
  const moment = momentOf(vault, plan);
  const token = known(vault, plan.tokenId);
  const fresh = known(vault, plan.newTokenId);
  const { drillStartedAt, drillEndedAt } = plan.deeds;
  return {
    ...planSummary(vault, viewer, plan),
    environmentKind: company === null ? null : environmentKind(company),
    inn: company?.inn ?? '',
    kpp: company?.kpp ?? '',
    needsDirector: makesPayingToken(plan),
    steps: [...stepsOf(plan, moment)],
    wish: plan.wish,
    wishProblems:
      plan.wish === null || company === null ? [] : [...specProblems(plan.wish, specRules(vault, plan))],
    old: token === null ? null : shapeOf(vault, plan, token),
    fresh: fresh === null ? null : shapeOf(vault, plan, fresh),
    freshProblem: plan.freshProblem,
    change: plan.change,
    targets: plan.targets.flatMap(({ tokenId, planId }) => {
      const target = known(vault, tokenId);
      return target === null ? [] : [targetOf(vault, plan, { token: target, planId })];
    }),
    proof: token === null ? null : proofView(vault, plan, token),
    word: plan.word,
    deadAt: plan.kind === 'retire' ? moment.deadAt : null,
    drill:
      plan.kind === 'fire-drill'
        ? { startedAt: drillStartedAt, endedAt: drillEndedAt, seconds: drillSeconds(plan) }
        : null,
    receipt: receiptView(vault, plan),
    history: plan.history,
  };
}

function known({ tokens }: Pick<PlanVault, 'tokens'>, tokenId: TokenId | null): Token | null {
  return tokenId === null ? null : tokens.get(tokenId);
}

function environmentKind({ environment }: Company): PlanDetails['environmentKind'] {
  return environment === 'production' || environment === 'sandbox' || environment === 'training'
    ? environment
    : 'other';
}

function shapeOf(
  vault: Pick<PlanVault, 'companies' | 'certificates' | 'bankTime'>,
  plan: Plan,
  token: Token,
): TokenShape {
  const certificate = token.certificateId === null ? null : vault.certificates.get(token.certificateId);
  const { tokenId, label, issuer, lastFour, words, ips, ipCheck, status } = token;
  return {
    tokenId,
    label,
    issuer,
    lastFour,
    words,
    ips,
    ipCheck,
    status,
    accesses: token.accesses.map(({ access }) => access),
    unusedAccesses: adviseAccesses(token, bankNow(vault, plan.companyId))
      .filter(({ advice }) => advice !== 'keep')
      .map(({ access }) => access),
    movesMoney: canMoveMoney(token),
    certificateLabel: certificate?.label ?? null,
    isCertificateBound: token.boundAt !== null,
    hasSecretHere: token.secretPlace === 'here',
  };
}

function targetOf(
  vault: Pick<PlanVault, 'plans' | 'companies'>,
  plan: Plan,
  { token, planId }: { readonly token: Token; readonly planId: PlanTarget['planId'] },
): PlanTarget {
  const mark = confirmationOf(plan, 'token', token.tokenId);
  const { drillStartedAt } = plan.deeds;
  const child = planId === null ? null : vault.plans.get(planId);
  const { tokenId, label, lastFour, words, ipCheck, issuer } = token;
  return {
    tokenId,
    label,
    lastFour,
    words,
    ipCheck,
    issuer,
    companyName: vault.companies.get(token.companyId)?.name ?? '',
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

function proofView(vault: Pick<PlanVault, 'tokens' | 'companies'>, plan: Plan, token: Token): ProofView {
  const { isProven, missing, nextAt } = proofOf(plan);
  const hasControl = controlTokens(vault, token).length > 0;
  return { isProven, missing: [...missing], nextAt, hasControl, observations: [...plan.observations] };
}

function receiptView(
  { workplaceKey, fingerprints, digests }: Pick<PlanVault, 'fingerprints' | 'digests' | 'workplaceKey'>,
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

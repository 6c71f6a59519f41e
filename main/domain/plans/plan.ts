import { z } from 'zod';
import { Observation, PlanKind, PlanStatus, PlanStepName, TokenSpec } from '../../../contract/areas/plans.ts';
import { TokenStatus } from '../../../contract/areas/tokens.ts';
import { ErrorCode } from '../../../contract/error-codes.ts';
import { mayMoveMoney } from '../../../contract/t-bank/accesses.ts';
import { Instant } from '../../../contract/values/dates.ts';
import { CompanyId, PlanId, TokenId } from '../../../contract/values/ids.ts';
import { HistoryStep } from '../audit/entry.ts';

/** A person's word about a step of his. */
const Confirmation = z.strictObject({
  step: PlanStepName,
  tokenId: TokenId.nullable(),
  state: z.enum(['done', 'skipped']),
  at: Instant,
  who: z.string(),
  reason: z.string(),
});
export type Confirmation = z.infer<typeof Confirmation>;

/** What the app has done itself, each written down after it was done; `null` until then. */
const CompletedActions = z.strictObject({
  storedAt: Instant.nullable(),
  provenAt: Instant.nullable(),
  certificateAt: Instant.nullable(),
  switchedAt: Instant.nullable(),
  /** A success of this token on this computer from before the plan, where a fresh one could not be had. */
  workedHereAt: Instant.nullable(),
  stoppedAt: Instant.nullable(),
  wipedAt: Instant.nullable(),
  drillStartedAt: Instant.nullable(),
  drillEndedAt: Instant.nullable(),
});
export type CompletedActions = z.infer<typeof CompletedActions>;

export const NO_COMPLETED_ACTIONS: CompletedActions = {
  storedAt: null,
  provenAt: null,
  certificateAt: null,
  switchedAt: null,
  workedHereAt: null,
  stoppedAt: null,
  wipedAt: null,
  drillStartedAt: null,
  drillEndedAt: null,
};

/** Text, key and signature of a receipt. Units: base64 for key (SPKI) and signature. */
export const Receipt = z.strictObject({
  at: Instant,
  text: z.string(),
  publicKey: z.string(),
  signature: z.string(),
});
export type Receipt = z.infer<typeof Receipt>;

/**
 * One undertaking with tokens that takes a person from here to online banking and back, perhaps over days. Kept
 * whole after every step; which steps there are and which is next follows from it alone (`plan-steps.ts`).
 */
export const Plan = z.strictObject({
  planId: PlanId,
  /** `null` for a plan over all companies. */
  companyId: CompanyId.nullable(),
  /** Training and real companies are never in one plan. */
  isTraining: z.boolean(),
  kind: PlanKind,
  status: PlanStatus,
  /** The name of the token, or what changed. */
  subject: z.string(),
  /** The plan that walks several tokens and has opened this one. */
  parentId: PlanId.nullable(),
  /** The token that is to end; of an issue none. */
  tokenId: TokenId.nullable(),
  /** Chosen before the text is pasted, so that a crash leaves no item in the keychain that nobody knows of. */
  newTokenId: TokenId.nullable(),
  wish: TokenSpec.nullable(),
  needsCertificate: z.boolean(),
  /** What the new token showed at its last check, when that was no success. */
  freshProblem: ErrorCode.nullable(),
  change: z.strictObject({ from: z.string(), to: z.string() }).nullable(),
  targets: z.array(z.strictObject({ tokenId: TokenId, planId: PlanId.nullable() })),
  marks: z.array(Confirmation),
  observations: z.array(Observation),
  deeds: CompletedActions,
  /** What the token was before the plan took it out of use. */
  statusBefore: TokenStatus.nullable(),
  /** Said by a person where nothing could be proven. */
  word: z.string().nullable(),
  receipt: Receipt.nullable(),
  openedAt: Instant,
  openedBy: z.string(),
  closedAt: Instant.nullable(),
  history: z.array(HistoryStep),
});
export type Plan = z.infer<typeof Plan>;

/** Observations kept with a plan; older ones are in the journal. Own choice. */
const OBSERVATIONS_KEPT = 40;
const HISTORY_KEPT = 100;

export function withCompletedAction(plan: Plan, action: Partial<CompletedActions>): Plan {
  return { ...plan, deeds: { ...plan.deeds, ...action } };
}

export function withObservation(plan: Plan, observation: Observation): Plan {
  return { ...plan, observations: [...plan.observations, observation].slice(-OBSERVATIONS_KEPT) };
}

export function withPlanHistory(plan: Plan, step: HistoryStep): Plan {
  return { ...plan, history: [...plan.history, step].slice(-HISTORY_KEPT) };
}

/** Puts a mark in the place of an older one about the same step; `null` takes it away. */
export function withConfirmation(
  plan: Plan,
  about: Pick<Confirmation, 'step' | 'tokenId'>,
  mark: Confirmation | null,
): Plan {
  const others = plan.marks.filter(({ step, tokenId }) => step !== about.step || tokenId !== about.tokenId);
  return { ...plan, marks: mark === null ? others : [...others, mark] };
}

export function confirmationOf(
  plan: Plan,
  step: Confirmation['step'],
  tokenId: TokenId | null = null,
): Confirmation | null {
  return plan.marks.find((mark) => mark.step === step && mark.tokenId === tokenId) ?? null;
}

/** Tells whether the plan makes a token that could move money: then a director takes its deciding steps. */
export function makesPayingToken(plan: Plan): boolean {
  return plan.wish?.accesses.some(mayMoveMoney) === true;
}

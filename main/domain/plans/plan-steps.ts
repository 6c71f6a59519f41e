import type { PlanStep, PlanStepName } from '../../../contract/areas/plans.ts';
import type { Instant } from '../../../contract/values/dates.ts';
import type { TokenId } from '../../../contract/values/ids.ts';
import { confirmationOf, type Plan } from './plan.ts';
import { proofOf } from './proof.ts';

/**
 * What the steps need to know besides the plan. `deadAt`: when the silent token is dead at the latest, by its last
 * sighting.
 */
export interface PlanMoment {
  readonly now: Instant;
  readonly deadAt: Instant | null;
}

/**
 * Steps that a person may leave out, with a reason. None of them stands between a living token and the end of its
 * secret.
 */
const MAY_SKIP: readonly PlanStepName[] = [
  'check-list',
  'certificate',
  'worked-before',
  'final-proof',
  'token',
  'call-bank',
];

/**
 * Returns every step of a plan in order, with how it stands. Pure: the same plan at the same moment has the same steps.
 */
export function stepsOf(plan: Plan, moment: PlanMoment): readonly PlanStep[] {
  switch (plan.kind) {
    case 'issue':
      return [...making(plan), ...certificate(plan)];
    case 'reissue':
      return [
        ...making(plan),
        ...certificate(plan),
        completedAction('switch', plan.deeds.switchedAt),
        ...ending(plan),
      ];
    case 'revoke':
      return ending(plan);
    case 'retire':
      return silence(plan, moment);
    case 'address-change':
    case 'issuer-left':
    case 'requisites-changed':
      return plan.targets.map(({ tokenId }) => person(plan, 'token', tokenId));
    case 'fire-drill':
      return [
        completedAction('start-drill', plan.deeds.drillStartedAt),
        ...plan.targets.map(({ tokenId }) => person(plan, 'token', tokenId)),
        person(plan, 'call-bank'),
        completedAction('finish-drill', plan.deeds.drillEndedAt),
      ];
  }
}

/** Returns the step that is to be taken next; `null` when all are done or left out. */
export function nextStep(plan: Plan, moment: PlanMoment): PlanStep | null {
  return stepsOf(plan, moment).find(({ state }) => state === 'todo') ?? null;
}

/**
 * Tells whether a step can be taken now: everything before it is done or left out. The tokens of a plan that walks
 * several can be taken in any order.
 */
export function isReachable(
  plan: Plan,
  moment: PlanMoment,
  { step, tokenId }: { readonly step: PlanStepName; readonly tokenId: TokenId | null },
): boolean {
  const steps = stepsOf(plan, moment);
  const at = steps.findIndex((one) => one.step === step && one.tokenId === tokenId);
  if (at === -1) return false;
  return steps
    .slice(0, at)
    .every((one) => one.state !== 'todo' || (one.step === 'token' && step === 'token'));
}

/**
 * Tells whether the secret may be destroyed: what ends by a person's hand is proven dead, what ends by silence has
 * outlived its time.
 */
export function mayWipe(plan: Plan, moment: PlanMoment): boolean {
  if (plan.status !== 'open' || plan.word !== null) return false;
  if (plan.kind === 'reissue' && plan.deeds.switchedAt === null) return false;
  if (plan.kind === 'reissue' || plan.kind === 'revoke') return proofOf(plan).isProven;
  if (plan.kind !== 'retire' || plan.deeds.stoppedAt === null) return false;
  return isSilentLongEnough(moment) && finalProof(plan).state !== 'todo';
}

function making(plan: Plan): PlanStep[] {
  return [
    person(plan, 'describe'),
    person(plan, 'check-list'),
    person(plan, 'issue-in-cabinet'),
    completedAction('store', plan.deeds.storedAt),
    completedAction('prove', plan.deeds.provenAt),
  ];
}

function certificate(plan: Plan): PlanStep[] {
  if (!plan.needsCertificate) return [];
  const { certificateAt } = plan.deeds;
  return certificateAt === null
    ? [person(plan, 'certificate')]
    : [completedAction('certificate', certificateAt)];
}

function ending(plan: Plan): PlanStep[] {
  const proof = proofOf(plan);
  const worked = plan.observations.find(({ result }) => result === 'works')?.at ?? plan.deeds.workedHereAt;
  const steps = [
    worked === null ? person(plan, 'worked-before', null, 'app') : completedAction('worked-before', worked),
    person(plan, 'remove-in-cabinet'),
    completedAction('dead-now', proof.firstAt),
    completedAction('dead-again', proof.isProven ? proof.secondAt : null),
    completedAction('wipe', plan.deeds.wipedAt),
    completedAction('receipt', plan.receipt?.at ?? null),
  ];
  return plan.word === null ? steps : steps.map(leftOut);
}

function silence(plan: Plan, moment: PlanMoment): PlanStep[] {
  const { stoppedAt, wipedAt } = plan.deeds;
  // Once the secret is gone, a clock that is set back changes nothing.
  const isOver = wipedAt !== null || isSilentLongEnough(moment);
  return [
    completedAction('stop', stoppedAt),
    { ...completedAction('wait', isOver ? moment.deadAt : null), by: 'time' },
    finalProof(plan),
    completedAction('wipe', wipedAt),
    completedAction('receipt', plan.receipt?.at ?? null),
  ];
}

function finalProof(plan: Plan): PlanStep {
  const { firstAt } = proofOf(plan);
  return firstAt === null
    ? person(plan, 'final-proof', null, 'app')
    : completedAction('final-proof', firstAt);
}

function isSilentLongEnough({ now, deadAt }: PlanMoment): boolean {
  return deadAt !== null && now >= deadAt;
}

function leftOut(step: PlanStep): PlanStep {
  return step.state === 'todo' ? { ...step, state: 'skipped' } : step;
}

function completedAction(step: PlanStepName, at: Instant | null): PlanStep {
  return {
    step,
    tokenId: null,
    state: at === null ? 'todo' : 'done',
    by: 'app',
    maySkip: false,
    at,
    who: null,
    reason: null,
  };
}

function person(
  plan: Plan,
  step: PlanStepName,
  tokenId: TokenId | null = null,
  by: PlanStep['by'] = 'person',
): PlanStep {
  const mark = confirmationOf(plan, step, tokenId);
  return {
    step,
    tokenId,
    state: mark?.state ?? 'todo',
    by,
    maySkip: MAY_SKIP.includes(step),
    at: mark?.at ?? null,
    who: mark?.who ?? null,
    reason: mark === null || mark.reason === '' ? null : mark.reason,
  };
}

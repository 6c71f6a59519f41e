import type { PlanDetails, PlanStep, PlanSummary } from '../../../contract/areas/plans.ts';
import type { Translate } from '../../i18n/t.ts';

/** Names a plan: «Перевыпуск: Бухгалтерия». */
export function planTitle(t: Translate, plan: Pick<PlanSummary, 'kind' | 'subject'>): string {
  const name = t(`plans.kind.${plan.kind}`);
  return plan.subject === '' ? name : t('plans.title', { name, subject: plan.subject });
}

/** Names a step; one of a token is named by the token. */
export function stepTitle(t: Translate, plan: PlanDetails, { step, tokenId }: PlanStep): string {
  if (step !== 'token') return t(`plans.step.${step}`);
  return plan.targets.find((target) => target.tokenId === tokenId)?.label ?? t('plans.step.token');
}

/** Writes how long a drill took, `2 мин 24 с`. Units: whole seconds. */
export function durationText(t: Translate, seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes === 0
    ? t('plans.drill.seconds', { seconds })
    : t('plans.drill.minutes', { minutes, seconds: seconds % 60 });
}

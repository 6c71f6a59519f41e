import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { PlanDetails, PlanSummary } from '../../../contract/areas/plans.ts';
import type { Result } from '../../../contract/result.ts';
import type { PlanId } from '../../../contract/values/ids.ts';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall, type RunningCall } from '../../api/use-call.ts';

/** Reads all plans that this person may see, newest first. */
export function usePlans() {
  return useQuery<PlanSummary[]>({ queryKey: keys.planList, queryFn: () => unwrap(app().plans.list({})) });
}

export function usePlan(planId: PlanId) {
  return useQuery<PlanDetails>({
    queryKey: keys.plan(planId),
    queryFn: () => unwrap(app().plans.get({ planId })),
  });
}

/** A call that changes a plan: its answer is the plan as it stands then, and is shown at once. */
export function usePlanCall<I>(
  call: (input: I) => Promise<Result<PlanDetails>>,
  onDone: (plan: PlanDetails) => void = () => undefined,
): RunningCall<I, PlanDetails> {
  const client = useQueryClient();
  return useCall(call, {
    onDone: (plan) => {
      client.setQueryData(keys.plan(plan.planId), plan);
      onDone(plan);
    },
    staleAfter: [keys.planList, keys.tokens],
  });
}

import type { ApprovalRequest } from '../../../contract/areas/approvals.ts';

export interface Groups {
  /** May be read and approved in one act; never a single one, which is read like any other. */
  readonly together: readonly ApprovalRequest[];
  readonly oneByOne: readonly ApprovalRequest[];
}

/**
 * Parts the queue by risk, keeping its order: what main calls an exception, or this person cannot approve, is read by
 * itself.
 */
export function groupsOf(queue: readonly ApprovalRequest[]): Groups {
  const isRoutine = ({ exceptions, obstacle }: ApprovalRequest) =>
    exceptions.length === 0 && obstacle === null;
  const together = queue.filter(isRoutine);
  if (together.length < 2) return { together: [], oneByOne: queue };
  return { together, oneByOne: queue.filter((request) => !isRoutine(request)) };
}

/** Units: kopecks. */
export function totalOf(requests: readonly ApprovalRequest[]): number {
  return requests.reduce((sum, { details }) => sum + (details.payment.amountMinor ?? 0), 0);
}

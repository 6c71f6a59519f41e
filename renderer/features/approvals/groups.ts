import type { ApprovalRequest } from '../../../contract/areas/approvals.ts';

export interface Groups {
  /** May be read and approved as one list; never a single one, which is read like any other. */
  readonly together: readonly ApprovalRequest[];
  /** Those that may be opened by themselves: what is exceptional, and what this person cannot approve. */
  readonly oneByOne: readonly ApprovalRequest[];
}

/** Parts the queue, keeping its order. What is exceptional stands in the list too, and is left out there at first. */
export function groupsOf(queue: readonly ApprovalRequest[]): Groups {
  const together = queue.filter(({ obstacle }) => obstacle === null);
  if (together.length < 2) return { together: [], oneByOne: queue };
  const isPlain = ({ exceptions, obstacle }: ApprovalRequest) => exceptions.length === 0 && obstacle === null;
  return { together, oneByOne: queue.filter((request) => !isPlain(request)) };
}

/** Units: kopecks. */
export function totalOf(requests: readonly ApprovalRequest[]): number {
  return requests.reduce((sum, { details }) => sum + (details.payment.amountMinor ?? 0), 0);
}

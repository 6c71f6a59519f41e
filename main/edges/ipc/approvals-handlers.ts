import { approvalQueue } from '../../domain/payments/payment-view.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import type { ApprovalSession } from './approval-session.ts';
import type { HandlersOf } from './handlers-of.ts';

/** Approvals as the main window has them: what waits, and the way to the window in which it is read and answered. */
export function approvalHandlers(
  workplace: Workplace,
  session: Pick<ApprovalSession, 'open'>,
): HandlersOf<'approvals'> {
  return {
    'approvals.queue': async ({ companyId }) => {
      const { vault } = workplace;
      return approvalQueue(vault, vault.follower, workplace.readerIn(companyId), companyId);
    },
    'approvals.open': ({ companyId, payments }) => session.open(companyId, payments),
  };
}

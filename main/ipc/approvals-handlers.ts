import { AppError } from '../app-error.ts';
import { approvePayment, rejectPayment } from '../payments/approve.ts';
import type { PaymentSeen } from '../payments/payment-parts.ts';
import { approvalQueue, paymentDetails } from '../payments/payment-view.ts';
import type { Workplace } from '../session/workplace.ts';
import { assertWritable } from './assert-writable.ts';
import type { HandlersOf } from './handlers-of.ts';

/** Approvals: the director's queue, his yes and his no. */
export function approvalHandlers(workplace: Workplace): HandlersOf<'approvals'> {
  const acting = (seen: PaymentSeen) => {
    assertWritable(workplace.vault);
    const { payments, follower } = workplace.vault;
    const payment = payments.payments.get(seen.paymentId);
    if (payment === null) throw new AppError('not-found', { what: 'payment' });
    return { payments, follower, actor: workplace.actorIn(payment.companyId) };
  };
  return {
    'approvals.queue': async ({ companyId }) => {
      const { payments, follower } = workplace.vault;
      return approvalQueue(payments, follower, workplace.readerIn(companyId), companyId);
    },
    'approvals.approve': async ({ payment: seen, reason }) => {
      const { payments, follower, actor } = acting(seen);
      const approved = await approvePayment(payments, actor, { seen, reason });
      workplace.changed();
      return paymentDetails(payments, follower, actor, approved);
    },
    'approvals.reject': async ({ payment: seen, reason }) => {
      const { payments, follower, actor } = acting(seen);
      const rejected = rejectPayment(payments, actor, { seen, reason });
      workplace.changed();
      return paymentDetails(payments, follower, actor, rejected);
    },
  };
}

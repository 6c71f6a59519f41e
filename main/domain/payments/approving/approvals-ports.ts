import type { PaymentId } from '../../../../contract/values/ids.ts';
import type { Approval } from './approval.ts';

/** Approvals are added by the store of payments, in the transaction that moves the payment. */
export interface ApprovalStore {
  list(paymentId: PaymentId): readonly Approval[];
}

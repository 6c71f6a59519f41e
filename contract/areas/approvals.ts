import { z } from 'zod';
import { Instant } from '../values/dates.ts';
import { CompanyId } from '../values/ids.ts';
import { AmountMinor } from '../values/money.ts';
import { PaymentDetails, PaymentRef, RuleReason } from './payments.ts';

/** A fact the director has to answer with a reason before he can approve. */
export const ApprovalWarning = z.enum(['new-payee', 'changed-payee-account', 'possible-duplicate']);
export type ApprovalWarning = z.infer<typeof ApprovalWarning>;

/** One payment as the approver reads it; every text is rebuilt by main from the stored fields. */
export const ApprovalRequest = z.strictObject({
  details: PaymentDetails,
  amountInWords: z.string(),
  preparedBy: z.string(),
  submittedAt: Instant,
  expiresAt: Instant,
  reasons: z.array(RuleReason),
  warnings: z.array(ApprovalWarning),
  /** The last executed payment to the same payee, for comparison. */
  previous: z
    .strictObject({ at: Instant, amountMinor: AmountMinor, account: z.string(), purpose: z.string() })
    .nullable(),
  accountName: z.string(),
  availableMinor: z.int().nullable(),
  /** Six words that both people can read over the phone; derived from the content to be approved. */
  words: z.array(z.string()).length(6),
  /** Why this person cannot approve it, or `null` when he can. */
  obstacle: z.enum(['own-payment', 'not-entitled', 'enough-approvals']).nullable(),
});
export type ApprovalRequest = z.infer<typeof ApprovalRequest>;

export const ApprovalsQuery = z.strictObject({ companyId: CompanyId });

export const ApproveInput = z.strictObject({
  payment: PaymentRef,
  /** One reason for all warnings; empty when there are none. */
  reason: z.string().trim().max(300),
});
export const RejectInput = z.strictObject({ payment: PaymentRef, reason: z.string().trim().min(3).max(300) });

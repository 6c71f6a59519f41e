import { AppError } from '../../../ports/app-error.ts';
import type { Actor } from '../../audit/entry.ts';
import type { PaymentSeen } from '../load-payment.ts';
import type { Payment } from '../payment.ts';
import { submitPayment, type TouchedBySubmit } from './submit.ts';

/** What became of one of many drafts: it went on, or it is a draft still, and why. */
export type Submission =
  | { readonly payment: Payment; readonly error: null }
  | { readonly payment: null; readonly seen: PaymentSeen; readonly error: AppError };

/**
 * Submits many drafts, each by itself: one that the rules refuse or that is not right stays a draft and stops no other.
 * Errors: none of ours. No money moves. Effects: each payment that goes on, with a journal line.
 */
export function submitMany(
  vault: TouchedBySubmit,
  actor: Actor,
  drafts: readonly PaymentSeen[],
): readonly Submission[] {
  return drafts.map((seen) => {
    try {
      return { payment: submitPayment(vault, actor, seen), error: null };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { payment: null, seen, error };
    }
  });
}

import { z } from 'zod';
import {
  DraftFields,
  PaymentStatus,
  RuleReason,
  type PaymentAction,
} from '../../../contract/areas/payments.ts';
import { ErrorInfo } from '../../../contract/result.ts';
import { Instant } from '../../../contract/values/dates.ts';
import { CompanyId, PaymentId, PersonId, TokenId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import { HistoryStep } from '../audit/entry.ts';
import { Hash, PublicKey } from '../envelopes/keys.ts';
import { DraftSighting } from './draft-in-bank.ts';
import { PaymentContent } from './payment-content.ts';

/** One payment order through its whole life. */
export const Payment = z.strictObject({
  paymentId: PaymentId,
  companyId: CompanyId,
  /** Raised by every change; whoever acts names the revision that he saw. */
  revision: z.int(),
  status: PaymentStatus,
  fields: DraftFields,
  /** Set when the draft is submitted, `null` while it is a draft. */
  content: PaymentContent.nullable(),
  contentHash: z.string().nullable(),
  preparedBy: PersonId,
  preparedByName: z.string(),
  /** Others who have made or changed what is paid: they may not approve it either. */
  otherMakers: z.array(PersonId).default(() => []),
  createdAt: Instant,
  updatedAt: Instant,
  submittedAt: Instant.nullable(),
  expiresAt: Instant.nullable(),
  /**
   * The span of this computer's clock (`main/domain/time/known-time.ts`) in which it was submitted or received: later
   * times that were believed since are later for it.
   */
  askedInSpan: z.int().default(0),
  approvalsNeeded: z.int(),
  reasons: z.array(RuleReason),
  /** When the intention to send was written; the day on which the payment counts in the limits. */
  sentAt: Instant.nullable(),
  tokenId: TokenId.nullable(),
  bankPaymentId: z.string().nullable(),
  /** The bank's id of its own draft. */
  documentId: z.string().nullable(),
  bankMessage: z.string().nullable(),
  /** What was seen of a draft for signature in the bank. */
  inBank: DraftSighting.nullable().default(null),
  problem: ErrorInfo.nullable(),
  steps: z.array(HistoryStep),
  /**
   * The signed request that asks for the approvals of an organization; `null` in a company that works on this computer
   * alone, and until one is signed. `sender`: the key of the member whose computer sends the payment.
   */
  request: z.strictObject({ requestHash: Hash, sender: PublicKey }).nullable().default(null),
  /** Digest of what a file of 1C said of it (`main/domain/onec/identity.ts`); `null` for one that came from no file. */
  importedAs: z.string().nullable().default(null),
  /**
   * When it was put back from a backup in which it was open: whether it was sent after that, the bank has to say.
   * `null` for one that never was, and once the bank has said it.
   */
  restoredAt: Instant.nullable().default(null),
});
export type Payment = z.infer<typeof Payment>;

/** What a payment says of its sending before there was one. */
export const NOT_SENT_YET = {
  sentAt: null,
  tokenId: null,
  bankPaymentId: null,
  documentId: null,
  bankMessage: null,
  inBank: null,
  problem: null,
  restoredAt: null,
} as const satisfies Partial<Payment>;

type Status = Payment['status'];

/**
 * Where a payment may go from each state (design.md §5). `submitting` has no way back but the proof that nothing was
 * sent; `unknown` leaves only by an answer of the bank.
 */
const NEXT: Readonly<Record<Status, readonly Status[]>> = {
  draft: ['submitted', 'approved', 'cancelled'],
  submitted: ['draft', 'approved', 'refused', 'cancelled', 'expired'],
  // `refused`: a director of the organization rejects what others have approved, before it was sent.
  // `unknown`: it was put back from a backup, and the bank has it already.
  approved: ['draft', 'submitted', 'submitting', 'unknown', 'refused', 'cancelled', 'expired'],
  submitting: ['approved', 'in-progress', 'handed-over', 'failed', 'unknown'],
  // `draft`: it was open in a backup, and the bank knows nothing of it: its approvals are void.
  unknown: [
    'draft',
    'submitting',
    'in-progress',
    'executed',
    'failed',
    'cancelled',
    'handed-over',
    'expired',
  ],
  'in-progress': ['executed', 'failed', 'cancelled'],
  'handed-over': ['executed', 'failed', 'cancelled'],
  executed: [],
  failed: [],
  refused: [],
  cancelled: [],
  expired: [],
};

/**
 * Returns the payment in its next state. Errors: `payment-state` when there is no such way; nothing is changed then.
 */
export function moveTo(payment: Payment, status: Status): Payment {
  if (!NEXT[payment.status].includes(status)) {
    throw new AppError('payment-state', { from: payment.status, to: status });
  }
  return { ...payment, status };
}

/**
 * Refuses an action outside the states it belongs to: `NEXT` also holds the ways that only an answer of the bank may
 * take.
 * Errors: `payment-state`.
 */
export function assertStatus(payment: Payment, allowed: readonly Status[], to: Status): void {
  if (!allowed.includes(payment.status)) {
    throw new AppError('payment-state', { from: payment.status, to });
  }
}

/** Returns everybody who has made or changed what is paid. */
export function makersOf({
  preparedBy,
  otherMakers,
}: Pick<Payment, 'preparedBy' | 'otherMakers'>): readonly PersonId[] {
  return [preparedBy, ...otherMakers];
}

/** Returns the content of a payment that has left the draft state. */
export function contentOf(payment: Payment): PaymentContent {
  if (payment.content === null) throw new AppError('payment-state', { from: payment.status, to: 'content' });
  return payment.content;
}

/** Refuses to act on a payment that was changed since the person read it. Errors: `stale-revision`. */
export function assertRevision(payment: Payment, revision: number): void {
  if (payment.revision !== revision) throw new AppError('stale-revision', { now: payment.revision });
}

/** States in which money has left, may have left, or is leaving: they count in the limits. */
const COUNTED: readonly Status[] = ['submitting', 'in-progress', 'unknown', 'executed'];

/**
 * Tells whether the payment counts in the limits of its day and month. Bank drafts count nowhere: the bank asks for a
 * signature.
 */
export function countsInLimits(payment: Payment): boolean {
  return COUNTED.includes(payment.status) && payment.fields.route === 'direct';
}

/**
 * Tells whether the payment counts in the bank's limits for all payments: a bank draft does once it was executed.
 * Source: tapi.md §7.
 */
export function countsInBankLimits(payment: Payment): boolean {
  return countsInLimits(payment) || (payment.fields.route === 'bank-draft' && payment.status === 'executed');
}

/** Tells whether money has reached the payee, or may be on its way. */
export function isPaid(payment: Payment): boolean {
  return COUNTED.includes(payment.status) || payment.status === 'handed-over';
}

/**
 * Tells whether a copy of the payment could pay the same twice: money has left or may be on its way, or the bank was
 * asked in vain until the payment was given up.
 */
export function mayHaveBeenPaid(payment: Payment): boolean {
  return isPaid(payment) || (payment.status === 'expired' && payment.sentAt !== null);
}

/** Tells whether the bank has yet to say how the payment ended. */
export function isOpenAtBank(payment: Payment): boolean {
  return payment.status === 'unknown' || payment.status === 'in-progress' || payment.status === 'handed-over';
}

/** What may be done with a payment in this state, whoever does it; persons and roles are checked on top. */
export function actionsOf(payment: Payment): readonly PaymentAction[] {
  switch (payment.status) {
    case 'draft':
      return ['edit', 'submit', 'cancel', 'copy'];
    case 'submitted':
      return ['approve', 'reject', 'edit', 'cancel', 'copy'];
    case 'approved':
      return ['pay', 'edit', 'cancel', 'copy'];
    case 'unknown':
      return payment.fields.route === 'direct'
        ? ['ask-bank', 'copy']
        : ['draft-found', 'draft-not-found', 'copy'];
    case 'handed-over':
      return payment.documentId === null ? ['draft-signed', 'draft-deleted', 'copy'] : ['ask-bank', 'copy'];
    case 'in-progress':
      return ['ask-bank', 'copy'];
    default:
      return ['copy'];
  }
}

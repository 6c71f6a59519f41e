import { z } from 'zod';
import { Instant } from '../../../contract/values/dates.ts';
import { CompanyId, PaymentId, TokenId } from '../../../contract/values/ids.ts';
import type { JournalEntry } from '../audit/entry.ts';
import type { EnvelopeRecord } from '../organizations/organization.ts';
import type { Approval } from './approving/approval.ts';
import type { Payment } from './payment.ts';

/**
 * The intention to send, durable before the first byte. It keeps the very bytes, so that a second sending can only
 * repeat the first. `state`: `open` until the bank's answer is recorded.
 */
export const Intention = z.strictObject({
  intentionId: z.string(),
  paymentId: PaymentId,
  companyId: CompanyId,
  /** Empty for a draft for signature, which has no id of ours. */
  bankPaymentId: z.string(),
  body: z.string(),
  bodyHash: z.string(),
  tokenId: TokenId,
  at: Instant,
  attempt: z.int().min(1),
  state: z.enum(['open', 'accepted', 'refused', 'not-sent', 'unknown', 'settled']),
});
export type Intention = z.infer<typeof Intention>;

export interface PaymentStore {
  get(paymentId: PaymentId): Payment | null;
  list(companyId: CompanyId, statuses: readonly Payment['status'][] | null): readonly Payment[];
  /** Payments of every company in these states. */
  listByStatus(statuses: readonly Payment['status'][]): readonly Payment[];
  /** Payments whose payee account, sum and purpose are alike (`duplicateKey`). */
  listAlike(companyId: CompanyId, duplicateKey: string): readonly Payment[];
  /** Effects: the new payment and its entry, both or neither. */
  add(payment: Payment, entry: JournalEntry): void;
  /**
   * Replaces a payment and raises its revision. Returns it as stored.
   * Errors: `stale-revision` when it was changed meanwhile; then nothing is written.
   * Effects: payment and entry, both or neither. `entry` is null only for the autosave of a draft.
   */
  save(payment: Payment, entry: JournalEntry | null): Payment;
  /** The same with an intention: the step before a send, and the one after it. */
  saveWithIntention(payment: Payment, intention: Intention, entry: JournalEntry): Payment;
  /** The same with an approval or a rejection. */
  saveWithApproval(payment: Payment, approval: Approval, entry: JournalEntry): Payment;
  /** The same with a signed envelope that says why: a request, an answer, an outcome. */
  saveWithEnvelope(payment: Payment, envelope: EnvelopeRecord, entry: JournalEntry): Payment;
  intention(paymentId: PaymentId): Intention | null;
  /**
   * Runs work that writes many payments, without a pause in it. Errors: those of the work. Effects: everything that it
   * writes into the vault, or nothing.
   */
  together(work: () => void): void;
}

/** The sum in words, in Russian, with kopecks in digits. */
export interface AmountWords {
  inWords(amountMinor: number): string;
  /** For instance `92 400,00 ₽`. */
  inDigits(amountMinor: number): string;
}

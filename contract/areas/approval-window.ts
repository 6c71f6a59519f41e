import { z } from 'zod';
import { always, directing, looking } from '../callers.ts';
import { call, type AppCalls, type CallDefinition, type Handlers } from '../define.ts';
import type { ApprovalCallName } from '../channel-names.ts';
import { ErrorInfo } from '../result.ts';
import { PaymentId } from '../values/ids.ts';
import { ApprovalRequest, ApprovalVerdict, BATCH_MAX, REASON_MAX, REASON_MIN } from './approvals.ts';
import { PaymentRef, PaymentStatus } from './payments.ts';
import { EnvironmentView, Language, Theme } from './session.ts';

/** All that the window in which payments are approved shows; main made it from the stored payments. */
export const ApprovalWindowView = z.strictObject({
  language: Language,
  theme: Theme,
  company: z.string(),
  environment: EnvironmentView,
  /** Who signs. */
  person: z.string(),
  /** One payment, or several as a list. Those that were answered or changed are gone from here. */
  requests: z.array(ApprovalRequest),
});
export type ApprovalWindowView = z.infer<typeof ApprovalWindowView>;

/** What became of a sending that was asked for with the approval. */
export const ApprovalSending = z.strictObject({
  /** As the payment stands now; `approved` or earlier: it was not sent. */
  status: PaymentStatus,
  /** The bank's words where it refused. */
  bankMessage: z.string().nullable(),
  /** Why it was not sent; `null` where it was, whatever the bank said. */
  error: ErrorInfo.nullable(),
});
export type ApprovalSending = z.infer<typeof ApprovalSending>;

/** What became of the payments after an answer. */
export const ApprovalOutcome = z.strictObject({
  verdict: ApprovalVerdict,
  decided: z.array(
    z.strictObject({
      paymentId: PaymentId,
      status: PaymentStatus,
      /** Approvals of others that are still needed. */
      missing: z.int().min(0),
    }),
  ),
  /** Words of the digest that was signed for a list; `null` where one payment was answered. */
  listWords: z.array(z.string()).length(6).nullable(),
  /** `null` where nothing was to be sent. */
  sending: ApprovalSending.nullable(),
});
export type ApprovalOutcome = z.infer<typeof ApprovalOutcome>;

const ApproveInput = z.strictObject({
  /** Several are one list. `reason`: one answer to all warnings of that payment; empty when there are none. */
  payments: z
    .array(PaymentRef.extend({ reason: z.string().trim().max(REASON_MAX) }))
    .min(1)
    .max(BATCH_MAX),
});

/** An answer, and what names its payment. */
const APPROVE_SIZE = { characters: BATCH_MAX * (REASON_MAX + 256) + 4_096, values: 4_096 } as const;

const ApproveAndSendInput = z.strictObject({
  payment: PaymentRef,
  /** As of an approval. */
  reason: z.string().trim().max(REASON_MAX),
});

const RejectInput = z.strictObject({
  payment: PaymentRef,
  reason: z.string().trim().min(REASON_MIN).max(REASON_MAX),
});

const Nothing = z.strictObject({});

/**
 * Every call from the window in which payments are approved; no other window has them. The passphrase crosses none:
 * main asks for it.
 */
export const approvalCalls = {
  'approval.view': call(looking, Nothing, ApprovalWindowView),
  'approval.approve': call(directing, ApproveInput, ApprovalOutcome, APPROVE_SIZE),
  'approval.approveAndSend': call(directing, ApproveAndSendInput, ApprovalOutcome),
  'approval.reject': call(directing, RejectInput, ApprovalOutcome),
  'approval.noteActivity': call(always, Nothing, Nothing),
  'approval.close': call(always, Nothing, Nothing),
} as const satisfies Readonly<Record<ApprovalCallName, CallDefinition>>;

export type ApprovalHandlers = Handlers<typeof approvalCalls>;

/** `window.approval`, as the preload of that window makes it. */
export type ApprovalApi = AppCalls<typeof approvalCalls>['approval'];

import { z } from 'zod';
import { Instant, LocalDate } from '../values/dates.ts';
import { CompanyId, PaymentId } from '../values/ids.ts';
import { AmountMinor } from '../values/money.ts';
import { PaymentDetails, PaymentRef, RuleReason } from './payments.ts';

/** A fact the director has to answer with a reason before he can approve. */
export const ApprovalWarning = z.enum(['new-payee', 'changed-payee-account', 'possible-duplicate']);
export type ApprovalWarning = z.infer<typeof ApprovalWarning>;

/** Whose tax it is, when not the payer's. */
export const THIRD_PARTY_LINES = ['third-party', 'third-party-inn', 'third-party-kpp'] as const;

/** The fields that only a payment to the budget has, in the text that is signed. */
export const TAX_LINES = [
  'tax-payer-status',
  'kbk',
  'oktmo',
  'tax-evidence',
  'tax-period',
  'tax-doc-number',
  'tax-doc-date',
  ...THIRD_PARTY_LINES,
] as const;

/** A field of the text that is signed. */
export const SignedField = z.enum([
  'amount',
  'amount-in-words',
  'payee',
  'payee-inn',
  'payee-kpp',
  'payee-account',
  'payee-bank',
  'payee-bik',
  'payee-corr-account',
  'purpose',
  'payer',
  'payer-inn',
  'payer-kpp',
  'from-account',
  'route',
  'document-number',
  'execution-order',
  'uin',
  ...TAX_LINES,
  'revenue-type-code',
]);
export type SignedField = z.infer<typeof SignedField>;

/** One line of the text that is signed: what main wrote from the stored content, and what the window shows. */
export const SignedLine = z.strictObject({ field: SignedField, text: z.string() });
export type SignedLine = z.infer<typeof SignedLine>;

/** Why a payment is left out of a list until it was opened and put in. */
export const ApprovalException = z.enum([
  'new-payee',
  'changed-payee-account',
  'possible-duplicate',
  'over-limit',
  'large',
  'look-alike',
  'against-rules',
]);
export type ApprovalException = z.infer<typeof ApprovalException>;

/**
 * Groups of a list, the riskiest first. `payee`: to a new payee or a changed account; `rules`: the rules ask for more,
 * or something is odd; `large`: more than usual; `budget`: taxes and contributions; `ordinary`: everything else.
 */
export const ApprovalRisk = z.enum(['payee', 'rules', 'large', 'budget', 'ordinary']);
export type ApprovalRisk = z.infer<typeof ApprovalRisk>;

export const ApprovalVerdict = z.enum(['approved', 'rejected']);
export type ApprovalVerdict = z.infer<typeof ApprovalVerdict>;

/** One payment as the approver reads it; every text is rebuilt by main from the stored fields. */
/** What the computer of the one who prepared a payment said of it in the signed request; no rule rests on it. */
export const ReportedEvidence = z.strictObject({
  paidBefore: z.int().min(0),
  lastPaidOn: LocalDate.nullable(),
  lastAmountMinor: AmountMinor.nullable(),
  duplicates: z.array(z.strictObject({ on: LocalDate, documentNumber: z.string() })),
  availableMinor: z.int().nullable(),
  asOf: Instant.nullable(),
});
export type ReportedEvidence = z.infer<typeof ReportedEvidence>;

export const ApprovalRequest = z.strictObject({
  details: PaymentDetails,
  /** The text that an approval signs, in its order. */
  lines: z.array(SignedLine),
  /** Empty for a payment without surprises: a known payee on the same account, a usual sum. */
  exceptions: z.array(ApprovalException),
  /** Its group in a list. */
  risk: ApprovalRisk,
  /** How many payments reached this payee before. */
  paidBefore: z.int().min(0),
  /** Signatures that this payment needs, and those of other people that count already. */
  approvalsNeeded: z.int().min(1),
  approvedBy: z.array(z.string()),
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
  /** `null` where the payment was prepared on this computer. */
  told: ReportedEvidence.nullable(),
  /** Whose computer sends the payment; `null`: this one. */
  sentBy: z.string().nullable(),
  /** Why this person cannot approve it, or `null` when he can. */
  obstacle: z.enum(['own-payment', 'not-entitled', 'already-approved', 'enough-approvals']).nullable(),
  /** His approval is the last that it needs, and he can send it from here by the same passphrase. */
  canSendToo: z.boolean(),
});
export type ApprovalRequest = z.infer<typeof ApprovalRequest>;

export const ApprovalsQuery = z.strictObject({ companyId: CompanyId });

/** Length of a reason. Units: characters. Own choice: shorter says nothing, longer is not read. */
export const REASON_MIN = 3;
export const REASON_MAX = 300;

/** Most payments that are approved together. Own choice: what a person can still read in one sitting. */
export const BATCH_MAX = 200;

/** Opens the window in which these payments are read and answered, several as one list. */
export const OpenApprovalsInput = z.strictObject({
  companyId: CompanyId,
  payments: z.array(PaymentRef).min(1).max(BATCH_MAX),
});

/** What was answered in the window by the time it closed. */
export const AnsweredPayments = z.strictObject({
  answered: z.array(z.strictObject({ paymentId: PaymentId, verdict: ApprovalVerdict })),
});
export type AnsweredPayments = z.infer<typeof AnsweredPayments>;

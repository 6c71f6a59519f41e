import { z } from 'zod';
import { JournalDetails, JournalKind } from './audit.ts';
import { LimitsView } from './limits.ts';
import { CallBackView } from './payees.ts';
import { ErrorInfo } from '../result.ts';
import { Instant } from '../values/dates.ts';
import { CompanyId, PaymentId } from '../values/ids.ts';
import { AmountMinor } from '../values/money.ts';

/**
 * design.md §5. `unknown`: sent, the answer is lost. `handed-over`: a bank draft that waits for a signature in the
 * cabinet.
 */
export const PaymentStatus = z.enum([
  'draft',
  'submitted',
  'approved',
  'submitting',
  'in-progress',
  'unknown',
  'handed-over',
  'executed',
  'failed',
  'refused',
  'cancelled',
  'expired',
]);
export type PaymentStatus = z.infer<typeof PaymentStatus>;

/** `direct`: paid at once over mTLS. `bank-draft`: laid into online banking for a person to sign there. */
export const PaymentRoute = z.enum(['direct', 'bank-draft']);
export type PaymentRoute = z.infer<typeof PaymentRoute>;

/** A field that drafts of earlier versions do not have: there it is empty. Units: characters. */
const added = (most: number) => z.string().max(most).default('');

/** A draft as typed: nothing is refused while typing, so nothing is lost. */
export const DraftFields = z.strictObject({
  accountNumber: z.string().max(40),
  payeeName: z.string().max(400),
  payeeInn: z.string().max(40),
  payeeKpp: z.string().max(40),
  payeeBik: z.string().max(40),
  payeeBankName: z.string().max(300),
  payeeCorrAccount: z.string().max(60),
  payeeAccount: z.string().max(60),
  amountText: z.string().max(40),
  purpose: z.string().max(500),
  documentNumber: z.string().max(20),
  executionOrder: z.string().max(4),
  uin: z.string().max(40),
  /** The fields of a payment to the budget, by their names in T-API's draft (tapi.md §5.8); all empty in others. */
  taxPayerStatus: added(4),
  kbk: added(40),
  oktmo: added(20),
  taxEvidence: added(10),
  taxPeriod: added(20),
  taxDocNumber: added(40),
  taxDocDate: added(20),
  /** For whom a tax is paid, when that is not the payer; empty in others. */
  thirdPartyInn: added(40),
  thirdPartyKpp: added(40),
  thirdPartyName: added(400),
  /** Field 20, in payments to persons. */
  revenueTypeCode: added(4),
  route: PaymentRoute,
});
export type DraftFields = z.infer<typeof DraftFields>;
export type DraftField = keyof DraftFields;

/** The later fields as they stand in a payment that is neither to the budget nor to a person. */
export const NO_TAX_FIELDS = {
  taxPayerStatus: '',
  kbk: '',
  oktmo: '',
  taxEvidence: '',
  taxPeriod: '',
  taxDocNumber: '',
  taxDocDate: '',
  thirdPartyInn: '',
  thirdPartyKpp: '',
  thirdPartyName: '',
  revenueTypeCode: '',
} as const satisfies Partial<DraftFields>;

export const FieldProblemCode = z.enum([
  'required',
  'inn-length',
  'inn-check',
  'inn-zeros',
  'kpp-form',
  'kpp-for-person',
  'bik-form',
  'account-form',
  'account-check',
  'account-currency',
  'account-same',
  'corr-account-check',
  'amount-form',
  'amount-zero',
  'name-long',
  'purpose-long',
  'purpose-characters',
  'mixed-letters',
  'foreign-characters',
  'document-number-form',
  'execution-order-form',
  'uin-form',
  'uin-check',
  'uin-check-long',
  'kbk-form',
  'oktmo-form',
  'revenue-code-form',
  'budget-fields-missing',
  'budget-value',
  'budget-value-doubtful',
  'third-party-purpose',
  'own-account-unknown',
]);

export const FieldProblem = z.strictObject({
  field: z.string(),
  code: FieldProblemCode,
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type FieldProblem = z.infer<typeof FieldProblem>;

/** Why the rules want an approval or refuse; each code has a text that says who can do what about it. */
export const RuleReason = z.strictObject({
  code: z.enum([
    'over-payment-limit',
    'over-day-limit',
    'over-month-limit',
    'over-payee-day-limit',
    'over-tier',
    'over-payment-cap',
    'over-day-cap',
    'over-month-cap',
    'over-payee-day-cap',
    'over-t-api-payment',
    'over-t-api-payee-day',
    'over-t-api-day',
    'over-t-api-month',
    'over-eds-payment',
    'over-eds-payee-day',
    'over-eds-day',
    'over-eds-month',
    'account-not-allowed',
    'never-pay',
    'call-back-missing',
    'new-payee',
    'changed-payee-account',
    'possible-duplicate',
    'statement-unread',
    'class-own',
    'class-tax',
    'class-salary',
    'no-rules',
    'rules-not-signed',
    'rules-expired',
    'rules-behind',
    'rules-forked',
    'no-approver',
  ]),
  /** `null` where nothing is limited, and where payments are counted. */
  limitMinor: AmountMinor.nullable(),
  usedMinor: AmountMinor.nullable(),
});
export type RuleReason = z.infer<typeof RuleReason>;

export const RuleDecision = z.strictObject({
  kind: z.enum(['allow', 'needs-approval', 'refuse']),
  approvalsNeeded: z.int().min(0),
  reasons: z.array(RuleReason),
});
export type RuleDecision = z.infer<typeof RuleDecision>;

export const DuplicateView = z.strictObject({
  source: z.enum(['ledger', 'statement']),
  paymentId: PaymentId.nullable(),
  at: Instant.nullable(),
  documentNumber: z.string(),
  amountMinor: AmountMinor,
});

/** The live panel beside the form. */
export const PaymentPreview = z.strictObject({
  problems: z.array(FieldProblem),
  /** Things that deserve a look and stop nothing. */
  hints: z.array(
    z.enum([
      'purpose-without-vat',
      'account-key-unsure',
      'bik-not-listed',
      'bank-restricted',
      'bank-leaves',
      'corr-account-not-listed',
      'no-money',
      'account-restrained',
      'no-token',
      'no-certificate',
    ]),
  ),
  /** Values that break a rule which is not certain enough to keep a payment from being made. */
  doubts: z.array(FieldProblem),
  /** `null` while fields are wrong. */
  decision: RuleDecision.nullable(),
  amountMinor: AmountMinor.nullable(),
  amountInWords: z.string().nullable(),
  /** Every limit that this payment counts in, our own and the bank's. */
  limits: LimitsView,
  lastPayment: z
    .strictObject({ at: Instant, payeeAccount: z.string(), amountMinor: AmountMinor, count: z.int() })
    .nullable(),
  duplicates: z.array(DuplicateView),
  /** The latest recorded call that confirmed this very account of this payee. */
  callBack: CallBackView.nullable(),
});
export type DuplicateView = z.infer<typeof DuplicateView>;
export type PaymentPreview = z.infer<typeof PaymentPreview>;

export const ApprovalView = z.strictObject({
  personName: z.string(),
  at: Instant,
  verdict: z.enum(['approved', 'rejected']),
  reason: z.string(),
  /** An approval of an earlier revision, or of older rules, is void and stays as history. */
  isVoid: z.boolean(),
});

export const PaymentSummary = z.strictObject({
  paymentId: PaymentId,
  companyId: CompanyId,
  revision: z.int(),
  status: PaymentStatus,
  route: PaymentRoute,
  payeeName: z.string(),
  purpose: z.string(),
  /** `null` while the draft has no readable sum. */
  amountMinor: AmountMinor.nullable(),
  documentNumber: z.string(),
  preparedBy: z.string(),
  updatedAt: Instant,
  /** What the bank did with a draft that somebody has to look at; `null`: nothing that is known. */
  mark: z.enum(['held', 'changed']).nullable(),
});
export type PaymentSummary = z.infer<typeof PaymentSummary>;

/** One field that is another in the bank than was laid there. Units: `amount` in kopecks, as digits. */
export const DraftChange = z.strictObject({
  field: z.enum(['amount', 'payee-account', 'payee-bik', 'payee-inn', 'purpose']),
  was: z.string(),
  is: z.string(),
});
export type DraftChange = z.infer<typeof DraftChange>;

/**
 * What is known of a draft for signature in the bank. `held`: its word says that it holds the draft. `same`, `changed`:
 * by the statement, after it was executed. `looking`: it is not in the statement yet. `not-found`: it never came there.
 * `not-visible`: the bank does not show it, or nobody here may read the statement.
 */
export const DraftInBank = z.strictObject({
  state: z.enum(['held', 'same', 'changed', 'looking', 'not-found', 'not-visible']),
  at: Instant.nullable(),
  changes: z.array(DraftChange),
});
export type DraftInBank = z.infer<typeof DraftInBank>;

export const PaymentStep = z.strictObject({
  at: Instant,
  kind: JournalKind,
  who: z.string(),
  details: JournalDetails,
});

/** What this person may do with the payment now; buttons follow it, main checks again. */
export const PaymentAction = z.enum([
  'edit',
  'submit',
  'approve',
  'reject',
  'pay',
  'ask-bank',
  'cancel',
  'copy',
  'draft-found',
  'draft-not-found',
  'draft-signed',
  'draft-deleted',
]);
export type PaymentAction = z.infer<typeof PaymentAction>;

export const PaymentDetails = z.strictObject({
  payment: PaymentSummary,
  fields: DraftFields,
  preview: PaymentPreview,
  approvals: z.array(ApprovalView),
  /**
   * How many approvals a waiting payment needs, whose count, and who else can give one; `null` when it does not wait
   * for any.
   */
  signatures: z
    .strictObject({
      needed: z.int().min(1),
      approvedBy: z.array(z.string()),
      missingFrom: z.array(z.string()),
    })
    .nullable(),
  actions: z.array(PaymentAction),
  bankPaymentId: z.string().nullable(),
  /** The bank's own word for the state of its document, or its message on a failure. */
  bankMessage: z.string().nullable(),
  /** `null` for what is no draft in the bank. */
  inBank: DraftInBank.nullable(),
  problem: ErrorInfo.nullable(),
  nextQuestionAt: Instant.nullable(),
  /**
   * The director whose passphrase is needed to send it, or to ask the bank about it, because its token is sealed to
   * him; `null` when none is.
   */
  sealedTo: z.string().nullable(),
  steps: z.array(PaymentStep),
});
export type PaymentDetails = z.infer<typeof PaymentDetails>;

export const PaymentGroup = z.enum(['all', 'drafts', 'waiting', 'sending', 'done', 'stopped']);
export type PaymentGroup = z.infer<typeof PaymentGroup>;

export const PaymentsQuery = z.strictObject({ companyId: CompanyId, group: PaymentGroup });
export const PaymentRef = z.strictObject({ paymentId: PaymentId, revision: z.int() });
export const SaveDraftInput = z.strictObject({
  companyId: CompanyId,
  /** `null` for a new one. */
  draft: PaymentRef.nullable(),
  fields: DraftFields,
});
export const PreviewInput = z.strictObject({
  companyId: CompanyId,
  paymentId: PaymentId.nullable(),
  fields: DraftFields,
});

/** A payee already paid, to complete the form from. */
export const PayeeView = z.strictObject({
  name: z.string(),
  inn: z.string(),
  kpp: z.string(),
  bik: z.string(),
  bankName: z.string(),
  corrAccount: z.string(),
  account: z.string(),
  lastPurpose: z.string(),
  lastPaidAt: Instant,
});
export type PayeeView = z.infer<typeof PayeeView>;
export const PayeesQuery = z.strictObject({ companyId: CompanyId, text: z.string().max(100) });

/** What a person found in online banking about a draft for signature that we cannot ask about. */
export const BankDraftFinding = z.enum(['found', 'not-found', 'signed', 'deleted']);
export type BankDraftFinding = z.infer<typeof BankDraftFinding>;

/** Most payments that go on, or are sent, by one act. Own choice: a large company's day. Units: payments. */
export const MANY_PAYMENTS = 1_000;

/** These payments, each as it was seen. */
export const ManyPayments = z.strictObject({
  companyId: CompanyId,
  payments: z.array(PaymentRef).min(1).max(MANY_PAYMENTS),
});

/** A reference has an id of up to 64 letters and a revision. */
export const MANY_SIZE = {
  characters: MANY_PAYMENTS * 120 + 4_096,
  values: MANY_PAYMENTS * 4 + 100,
} as const;

/** Payments that did not go on, and why. */
const Failures = z.array(z.strictObject({ paymentId: PaymentId, error: ErrorInfo }));

/** What became of drafts that were submitted together. */
export const SubmittedMany = z.strictObject({ submitted: z.int(), approved: z.int(), failures: Failures });
export type SubmittedMany = z.infer<typeof SubmittedMany>;

/** Payments that are sent one after another. */
export const SendingView = z.strictObject({
  companyId: CompanyId,
  total: z.int(),
  totalMinor: AmountMinor,
  /** Money has left for so many, or may have. */
  gone: z.int(),
  /** Not sent yet, those that failed among them. */
  left: z.int(),
  failures: Failures,
  state: z.enum(['running', 'pausing', 'paused', 'ended']),
  /** What holds all of them up; `null` when a person has paused it. */
  reason: ErrorInfo.nullable(),
  startedAt: Instant,
  startedBy: z.string(),
});
export type SendingView = z.infer<typeof SendingView>;

/** Most payments of one print. Own choice: hundreds make a batch. Units: payments. */
export const MAX_PRINTED = 1_000;

/** `orders`: a payment order a sheet. `register`: one list of all. Exactly these payments, in this order. */
export const PrintInput = z.strictObject({
  companyId: CompanyId,
  what: z.enum(['orders', 'register']),
  paymentIds: z.array(PaymentId).min(1).max(MAX_PRINTED),
});
export type PrintInput = z.infer<typeof PrintInput>;

/** An id has up to 64 letters, two quotes and a comma. */
export const PRINT_SIZE = { characters: MAX_PRINTED * 67 + 4_096, values: MAX_PRINTED + 100 } as const;

/** `place`: where the file was saved; `null` when the person closed the dialog. */
export const PrintDone = z.strictObject({ place: z.string().nullable(), payments: z.int() });
export type PrintDone = z.infer<typeof PrintDone>;

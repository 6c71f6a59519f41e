import { z } from 'zod';
import { RuleReason } from '../../../contract/areas/payments.ts';
import { PaymentRoute } from '../../../contract/areas/payments.ts';
import { Instant, LocalDate } from '../../../contract/values/dates.ts';
import { Hash, plainText as text, PublicKey } from './keys.ts';

/**
 * A sum as decimal text with two digits after the point. Units: roubles; at most 13 digits before it, as everywhere in
 * our ledger.
 */
export const Amount = z.string().regex(/^(0|[1-9]\d{0,12})\.\d\d$/);

const digits = (pattern: RegExp) => z.string().regex(pattern);
const Inn = digits(/^(\d{10}|\d{12}|0)$/);
const Kpp = digits(/^(\d{9}|0)$/);
const Account = digits(/^(\d{20}|\d{22})$/);
const Bik = digits(/^\d{9}$/);

/** The payer, as it is written on the order. */
const Payer = z.strictObject({ name: text(160), inn: Inn, kpp: Kpp });

/** The fields of a payment to the budget, by the rules of its day. Sizes: tapi.md §5.4 (`tax`). */
const Tax = z.strictObject({
  payerStatus: digits(/^\d{2}$/),
  kbk: digits(/^(\d{20}|0)$/),
  oktmo: digits(/^(\d{8}|\d{11}|0)$/),
  evidence: text(2),
  period: text(10),
  docNumber: text(23),
  docDate: text(10),
  /** Left out where the tax is the payer's own. */
  thirdParty: z.strictObject({ inn: Inn, kpp: Kpp, name: text(160) }).optional(),
});

/** One payment order, every field that reaches the bank. Sizes: tapi.md §5.4 and §8.1. */
export const OrderedPayment = z.strictObject({
  route: PaymentRoute,
  fromAccount: Account,
  payee: z.strictObject({
    name: text(160),
    inn: Inn,
    kpp: Kpp,
    bik: Bik,
    bankName: text(255).nullable(),
    corrAccount: Account.nullable(),
    account: Account,
  }),
  amount: Amount,
  purpose: text(210),
  documentNumber: z.int().min(1).max(999_999),
  documentDate: LocalDate,
  executionOrder: z.int().min(1).max(5),
  uin: digits(/^[0-9A-ZА-Я]{1,25}$/i).nullable(),
  /** Left out where the payment is not to the budget. */
  tax: Tax.optional(),
  /** Field 20; left out where there is none. */
  revenueTypeCode: digits(/^[1-5]$/).optional(),
});
export type OrderedPayment = z.infer<typeof OrderedPayment>;

/** What the maker's computer knew when the request was made; the signer weighs it, no rule rests on it. */
const Evidence = z.strictObject({
  reasons: z.array(RuleReason.shape.code).max(20),
  payee: z.strictObject({
    standing: z.enum(['known', 'new', 'changed-account']),
    paidBefore: z.int().min(0),
    lastPaidOn: LocalDate.nullable(),
    lastAmount: Amount.nullable(),
  }),
  duplicates: z
    .array(
      z.strictObject({ on: LocalDate, documentNumber: text(20), source: z.enum(['ledger', 'statement']) }),
    )
    .max(20),
  balance: z.strictObject({ available: digits(/^-?(0|[1-9]\d{0,12})\.\d\d$/), asOf: Instant }).nullable(),
});

/** The payment that an answer is about: its id, and the very request that was read. */
const answered = { paymentId: Hash, requestHash: Hash };

/**
 * `usable`: whoever sits there can use it; `sealed`: only a director's passphrase opens it, for one payment. Source:
 * design.md §6.
 */
export const PayingToken = z.enum(['none', 'sealed', 'usable']);
export type PayingToken = z.infer<typeof PayingToken>;

/**
 * Longest count of writes that an envelope names. Own choice: a thousand writes a second for thirty years; a number
 * that anybody could still count on from.
 */
export const MAX_STATE_COUNTER = 1_000_000_000_000;

/**
 * The state of the author's own records before he wrote the envelope: how many writes there were, and a root that
 * nobody can compute without the key of his records. It tells the others nothing; when it comes back to its author it
 * tells him whether his records were put back (ADR 0064).
 */
export const NamedState = z.strictObject({ counter: z.int().min(1).max(MAX_STATE_COUNTER), root: Hash });
export type NamedState = z.infer<typeof NamedState>;

/** What every envelope says first. */
const head = {
  v: z.literal(1),
  /** Hash of the first people document: the same organization on every computer. */
  organization: Hash,
  author: PublicKey,
  /** Raised with every envelope of this author; a number is used once. */
  counter: z.int().min(1),
  /** Who may act on it, in ascending order. */
  audience: z.array(PublicKey).min(1).max(20),
  issuedAt: Instant,
  expiresAt: Instant,
  /** The people and the rules by which the author judged. */
  peopleHash: Hash,
  policyHash: Hash,
  /**
   * Whether a token that moves money lies on the author's computer, and whether it needs a passphrase each time: the
   * truth label rests on it.
   */
  payingToken: PayingToken,
  /** Left out by computers that do not name it. */
  state: NamedState.optional(),
  /** What a person was shown, line by line; every reader makes it anew from the fields and compares. */
  text: z.array(z.string().max(400)).min(1).max(60),
};

const Request = z.strictObject({
  ...head,
  kind: z.literal('request'),
  paymentId: Hash,
  /** The member whose computer sends the payment once it is approved; nobody else's does. */
  sender: PublicKey,
  /**
   * Members other than the author who have made or changed what is paid, in ascending order: none of them may approve
   * it. Left out where there is none.
   */
  makers: z.array(PublicKey).min(1).max(20).optional(),
  payer: Payer,
  payment: OrderedPayment,
  evidence: Evidence,
});

const Approval = z.strictObject({
  ...head,
  kind: z.literal('approval'),
  ...answered,
  /** Warnings that were on the screen, and the reason given for going on. */
  warnings: z.array(RuleReason.shape.code).max(20),
  reason: text(300),
});

/**
 * Most payments of a list. Own choice: what a person can still read in one sitting; as `BATCH_MAX` of the window.
 */
const LISTED_MAX = 200;

/** A yes to several payments that were read as one list, by one signature. */
const ApprovedList = z.strictObject({
  ...head,
  kind: z.literal('approved-list'),
  /** What the list comes to; every reader makes it anew from `payments` and compares. */
  list: z.strictObject({
    count: z.int().min(2).max(LISTED_MAX),
    totals: z.array(z.strictObject({ currency: z.literal('RUB'), amount: Amount })).length(1),
    digest: Hash,
  }),
  /** In ascending order of `paymentId`; each payment and each request once. */
  payments: z
    .array(
      z.strictObject({
        ...answered,
        amount: Amount,
        warnings: z.array(RuleReason.shape.code).max(20),
        reason: text(300),
      }),
    )
    .min(2)
    .max(LISTED_MAX),
});

const Rejection = z.strictObject({ ...head, kind: z.literal('rejection'), ...answered, reason: text(300) });

const Outcome = z.strictObject({
  ...head,
  kind: z.literal('outcome'),
  ...answered,
  status: z.enum(['in-progress', 'executed', 'failed', 'cancelled', 'unknown', 'handed-over']),
  at: Instant,
  bankMessage: text(400).nullable(),
});

/** What travels between computers: one statement of one person. */
export const Envelope = z.discriminatedUnion('kind', [Request, Approval, ApprovedList, Rejection, Outcome]);
export type Envelope = z.infer<typeof Envelope>;
export type RequestEnvelope = z.infer<typeof Request>;
export type ApprovalEnvelope = z.infer<typeof Approval>;
export type ApprovedListEnvelope = z.infer<typeof ApprovedList>;
export type RejectionEnvelope = z.infer<typeof Rejection>;
export type OutcomeEnvelope = z.infer<typeof Outcome>;

/** The longest that an envelope may hold. Units: hours; as `requestHours` of the rules, thirty days. */
export const MAX_LIFE_HOURS = 720;

/**
 * Text from which the id of a payment is made: the order and who pays, nothing else, so that the same order has one id
 * everywhere.
 */
export function paymentIdText(
  organization: string,
  payment: OrderedPayment,
): Readonly<Record<string, unknown>> {
  return { kind: 'klyuchnik-payment', v: 1, organization, payment };
}

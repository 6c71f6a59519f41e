import { z } from 'zod';
import { Instant } from '../values/dates.ts';
import { CompanyId, PaymentId, PersonId } from '../values/ids.ts';
import { AmountMinor } from '../values/money.ts';
import { AccountNumber } from './accounts.ts';
import { RuleDecision } from './payments.ts';

/**
 * One limit: above `approvalAboveMinor` a director's approval is needed (0 = always), above `refuseAboveMinor` nobody
 * can pay.
 */
export const Limit = z.strictObject({
  approvalAboveMinor: AmountMinor,
  /** `null` = no ceiling. */
  refuseAboveMinor: AmountMinor.nullable(),
});
export type Limit = z.infer<typeof Limit>;

/**
 * Above `aboveMinor` to one payee in a day, this payment included, so many approvals are needed. Splitting a payment
 * leads around no tier.
 */
export const ApprovalTier = z.strictObject({
  aboveMinor: AmountMinor,
  approvals: z.int().min(2).max(5),
});
export type ApprovalTier = z.infer<typeof ApprovalTier>;

/** Kinds of payments with a rule of their own: between own accounts, to the treasury, to people. */
export const PAYMENT_CLASSES = ['own', 'tax', 'salary'] as const;
export type PaymentClass = (typeof PAYMENT_CLASSES)[number];

/**
 * `always-ask`: an approval whatever the sum. `no-thresholds`: thresholds and tiers do not ask; ceilings, payees and
 * duplicates still do.
 */
export const ClassRule = z.enum(['as-others', 'always-ask', 'no-thresholds']);
export type ClassRule = z.infer<typeof ClassRule>;

/** Most payments a day to one payee that can be typed as a limit. Own choice: more is no limit. Units: payments. */
const MAX_PAYEE_PAYMENTS = 9_999;

/** One kind of the bank's limits; `null` = the bank sets none. Source: tapi.md §7. */
export const BankLimitSet = z.strictObject({
  paymentMinor: AmountMinor.nullable(),
  dayMinor: AmountMinor.nullable(),
  monthMinor: AmountMinor.nullable(),
  /** Payments a day to one payee. */
  payeeDayPayments: z.int().min(0).max(MAX_PAYEE_PAYMENTS).nullable(),
});
export type BankLimitSet = z.infer<typeof BankLimitSet>;

/**
 * The bank's limits as a director typed them from its online banking, because no method tells them. `tApi`: payments
 * through the API; `eds`: all payments («лимиты ЭЦП»). Source: tapi.md §7.
 */
export const BankLimits = z.strictObject({ tApi: BankLimitSet, eds: BankLimitSet });
export type BankLimits = z.infer<typeof BankLimits>;

/** Most tiers. Own choice: each asks for more than the one before, from two to five. */
export const MAX_TIERS = 4;

/**
 * The company's rules for payments. Days and months are Moscow ones. A field that came after the first version has a
 * default, and is left out of the signed text while it holds it (`main/domain/policy`): rules signed before keep their
 * signatures. Such a default never changes again.
 */
export const PolicyRules = z.strictObject({
  payment: Limit,
  day: Limit,
  month: Limit,
  payeeDay: Limit,
  /** Accounts that payments may be made from; empty = all of the company's. */
  accounts: z.array(AccountNumber).max(50),
  newPayeeNeedsApproval: z.boolean(),
  /** Approvals where no tier asks for more. */
  approvalsNeeded: z.int().min(1).max(5),
  /** A request that nobody answered dies after so many hours. */
  requestHours: z.int().min(1).max(720),
  /** Ascending; each asks for more approvals than the one before. */
  tiers: z
    .array(ApprovalTier)
    .max(MAX_TIERS)
    .default(() => []),
  classes: z
    .strictObject({ own: ClassRule, tax: ClassRule, salary: ClassRule })
    .default({ own: 'as-others', tax: 'as-others', salary: 'as-others' }),
  /** An approval dies so many hours after it was given; `null`: with its request. */
  approvalHours: z.int().min(1).max(720).nullable().default(null),
  /** A new payee, or another account of a known one, needs an approval and before it a recorded call. */
  callBackNeeded: z.boolean().default(false),
  /** `null`: nobody has typed the bank's limits in. */
  bankLimits: BankLimits.nullable().default(null),
});
export type PolicyRules = z.infer<typeof PolicyRules>;

/** Returns the most approvals that any payment can need under the rules: as many directors change them. */
export function approvalsAtMost({ approvalsNeeded, tiers }: PolicyRules): number {
  return Math.max(approvalsNeeded, ...tiers.map(({ approvals }) => approvals));
}

/**
 * Why the strict rules apply instead of the ones that directors set: nobody set any, their signatures do not hold, they
 * have run out, newer ones of the organization are missing here, several versions of its documents are signed and none
 * holds yet.
 */
export const PolicyState = z.enum(['signed', 'none', 'not-signed', 'expired', 'behind', 'forked']);
export type PolicyState = z.infer<typeof PolicyState>;

export const PolicyView = z.strictObject({
  companyId: CompanyId,
  version: z.int().min(0),
  /** The rules in force; unless `state` is `signed`, every payment asks for an approval besides. */
  rules: PolicyRules,
  state: PolicyState,
  changedAt: Instant.nullable(),
  changedBy: z.string().nullable(),
  /** Directors who signed the version besides the one who changed it. */
  signedBy: z.array(z.string()),
  /** The end of the version; it falls back to the strict rules then. */
  validUntil: Instant.nullable(),
  /**
   * The last rules that enough directors signed, also when they have run out: a change starts from them and needs as
   * many directors as they ask for.
   */
  lastSigned: PolicyRules.nullable(),
  /** Directors who can sign a change. */
  directors: z.array(z.strictObject({ personId: PersonId, name: z.string() })),
  /** The directors of an organization sign at their own computers; the change waits for them. */
  isOrganization: z.boolean().default(false),
  /** Changes of the rules that wait for signatures of other directors. */
  waiting: z.int().min(0).default(0),
});
export type PolicyView = z.infer<typeof PolicyView>;

export const ChangePolicyInput = z.strictObject({
  companyId: CompanyId,
  /** The version on which the change is based; another one is refused. */
  version: z.int().min(0),
  rules: PolicyRules,
  /** Directors who sign besides the one who changes; as many as the rules before and after ask for. */
  signers: z
    .array(PersonId)
    .max(4)
    .default(() => []),
});

export const PolicyPreviewInput = z.strictObject({ companyId: CompanyId, rules: PolicyRules });

/**
 * How far back the rules are tried, and how many payments are named. Own choice: a quarter of bookkeeping; what fits a
 * screen that scrolls.
 */
export const PREVIEW_DAYS = 90;
export const PREVIEW_NAMED = 50;

export const PreviewEffect = z.enum(['refused', 'asked', 'more', 'freed']);
export type PreviewEffect = z.infer<typeof PreviewEffect>;

/**
 * What other rules would have said of the payments that were sent in the last `PREVIEW_DAYS`, next to the rules in
 * force.
 */
export const PolicyPreview = z.strictObject({
  payments: z.int().min(0),
  /** Payments by what would have changed: refused; an approval where none is asked; more of them; fewer or none. */
  counts: z.strictObject({
    refused: z.int().min(0),
    asked: z.int().min(0),
    more: z.int().min(0),
    freed: z.int().min(0),
  }),
  /** The latest `PREVIEW_NAMED` of them, the latest first. */
  named: z
    .array(
      z.strictObject({
        paymentId: PaymentId,
        at: Instant,
        payeeName: z.string(),
        amountMinor: AmountMinor,
        effect: PreviewEffect,
        before: RuleDecision,
        after: RuleDecision,
      }),
    )
    .max(PREVIEW_NAMED),
});
export type PolicyPreview = z.infer<typeof PolicyPreview>;

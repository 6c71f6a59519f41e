import { z } from 'zod';
import { Instant } from '../values/dates.ts';
import { CompanyId } from '../values/ids.ts';
import { AmountMinor } from '../values/money.ts';

/** What a payee is told from others by: the INN, or `0|` and the name in small letters where the INN is `0`. */
export const PayeeKey = z.string().min(1).max(420);
export type PayeeKey = z.infer<typeof PayeeKey>;

/**
 * From where the number that was called is known. A bill or a letter with new bank details is no such place: whoever
 * forged it wrote his own number there.
 */
export const CallBackSource = z.enum(['contract', 'known-before', 'public-register', 'in-person']);
export type CallBackSource = z.infer<typeof CallBackSource>;

/** A call by which somebody has confirmed an account: who called whom, by which number, from where it is known. */
export const CallBackView = z.strictObject({
  at: Instant,
  by: z.string(),
  spokeTo: z.string(),
  phone: z.string(),
  source: CallBackSource,
  account: z.string(),
  bik: z.string(),
});
export type CallBackView = z.infer<typeof CallBackView>;

/** Where an account of a payee is known from. */
export const AccountOrigin = z.enum(['payment', 'onec', 'statement']);
export type AccountOrigin = z.infer<typeof AccountOrigin>;

/** An account that a payee has or had. Sums and counts are of payments that have left, or may have. */
export const PayeeAccount = z.strictObject({
  account: z.string(),
  bik: z.string(),
  bankName: z.string(),
  origins: z.array(AccountOrigin),
  firstAt: Instant,
  lastAt: Instant,
  payments: z.int().min(0),
  paidMinor: AmountMinor,
  isConfirmed: z.boolean(),
});
export type PayeeAccount = z.infer<typeof PayeeAccount>;

export const NeverPay = z.strictObject({ reason: z.string(), by: z.string(), at: Instant });
export type NeverPay = z.infer<typeof NeverPay>;

/** Another payee by name, for merging. */
export const PayeeRef = z.strictObject({ key: PayeeKey, name: z.string(), inn: z.string() });
export type PayeeRef = z.infer<typeof PayeeRef>;

/** A payee as the directory shows it: with everything of those that were merged into it. */
export const PayeeRow = z.strictObject({
  key: PayeeKey,
  /** As it was written last. */
  name: z.string(),
  inn: z.string(),
  kpp: z.string(),
  /** Every way in which the name was written, the latest first. */
  names: z.array(z.string()),
  /** The latest first. */
  accounts: z.array(PayeeAccount),
  lastPaidAt: Instant.nullable(),
  payments: z.int().min(0),
  paidMinor: AmountMinor,
  note: z.string(),
  neverPay: NeverPay.nullable(),
  /** The latest first. */
  callBacks: z.array(CallBackView),
  /** Payees with the same account or the same name under another INN. */
  alike: z.array(PayeeRef),
  merged: z.array(PayeeRef),
});
export type PayeeRow = z.infer<typeof PayeeRow>;

export const PayeeListQuery = z.strictObject({ companyId: CompanyId });
const OfPayee = PayeeListQuery.extend({ key: PayeeKey });

export const PayeeInput = OfPayee;
export const PayeeNoteInput = OfPayee.extend({ note: z.string().max(2_000) });
export const NeverPayInput = OfPayee.extend({ reason: z.string().max(400) });
export const MergeInput = OfPayee.extend({ into: PayeeKey });

/** The payee and the account as they stand in the form of a payment. */
export const CallBackInput = PayeeListQuery.extend({
  payeeName: z.string().max(400),
  payeeInn: z.string().max(40),
  payeeAccount: z.string().max(60),
  payeeBik: z.string().max(40),
  spokeTo: z.string().max(200),
  phone: z.string().max(60),
  source: CallBackSource,
});
export type CallBackInput = z.infer<typeof CallBackInput>;

import { z } from 'zod';
import { Instant } from '../values/dates.ts';
import { CompanyId } from '../values/ids.ts';
import { AmountMinor } from '../values/money.ts';
import { AccountNumber } from './accounts.ts';

/** One limit: above `approvalAboveMinor` a director's approval is needed (0 = always), above `refuseAboveMinor` nobody can pay. */
export const Limit = z.strictObject({
  approvalAboveMinor: AmountMinor,
  /** `null` = no ceiling. */
  refuseAboveMinor: AmountMinor.nullable(),
});
export type Limit = z.infer<typeof Limit>;

/** The company's rules for payments. Days and months are Moscow ones. */
export const PolicyRules = z.strictObject({
  payment: Limit,
  day: Limit,
  month: Limit,
  payeeDay: Limit,
  /** Accounts that payments may be made from; empty = all of the company's. */
  accounts: z.array(AccountNumber).max(50),
  newPayeeNeedsApproval: z.boolean(),
  approvalsNeeded: z.int().min(1).max(5),
  /** A request that nobody answered dies after so many hours. */
  requestHours: z.int().min(1).max(720),
});
export type PolicyRules = z.infer<typeof PolicyRules>;

export const PolicyView = z.strictObject({
  companyId: CompanyId,
  version: z.int().min(0),
  rules: PolicyRules,
  changedAt: Instant.nullable(),
  changedBy: z.string().nullable(),
});
export type PolicyView = z.infer<typeof PolicyView>;

export const ChangePolicyInput = z.strictObject({
  companyId: CompanyId,
  /** The version on which the change is based; another one is refused. */
  version: z.int().min(0),
  rules: PolicyRules,
});

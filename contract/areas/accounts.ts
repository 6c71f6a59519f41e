import { z } from 'zod';
import { ErrorInfo } from '../result.ts';
import { Instant } from '../values/dates.ts';
import { BalanceMinor } from '../values/money.ts';

export const AccountNumber = z.string().regex(/^(\d{20}|\d{22})$/);

export const AccountView = z.strictObject({
  accountNumber: AccountNumber,
  name: z.string(),
  /** The bank's own word (`Current`, `Tax`, …); an open list. */
  accountType: z.string(),
  /** The bank's own word; anything but `NORM` restrains the account. Source: tapi.md §5.2. */
  status: z.string(),
  currency: z.string(),
  isMain: z.boolean(),
  bankBik: z.string(),
  balanceMinor: BalanceMinor,
  /** What can be spent without overdraft (`realOtb`). */
  availableMinor: BalanceMinor,
  heldMinor: BalanceMinor,
});
export type AccountView = z.infer<typeof AccountView>;

export const AccountsView = z.strictObject({
  accounts: z.array(AccountView),
  /** When the bank said so; `null` when it never did. */
  asOf: Instant.nullable(),
  /** Why the last refresh failed, when it did after `asOf`. */
  problem: ErrorInfo.nullable(),
});
export type AccountsView = z.infer<typeof AccountsView>;

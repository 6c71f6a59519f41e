import { z } from 'zod';
import { ErrorInfo } from '../result.ts';
import { Instant, LocalDate } from '../values/dates.ts';
import { CompanyId } from '../values/ids.ts';
import { AmountMinor, BalanceMinor } from '../values/money.ts';

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

export const OperationView = z.strictObject({
  operationId: z.string(),
  at: Instant.nullable(),
  direction: z.enum(['in', 'out']),
  amountMinor: AmountMinor,
  status: z.string(),
  documentNumber: z.string(),
  counterpartyName: z.string(),
  counterpartyInn: z.string(),
  counterpartyAccount: z.string(),
  purpose: z.string(),
  category: z.string(),
});
export type OperationView = z.infer<typeof OperationView>;

export const StatementInput = z.strictObject({
  companyId: CompanyId,
  accountNumber: AccountNumber,
  /** Moscow days, both inclusive. */
  from: LocalDate,
  to: LocalDate,
  cursor: z.string().nullable(),
});

export const StatementPage = z.strictObject({
  operations: z.array(OperationView),
  /** Present on the first page. */
  balances: z
    .strictObject({
      beginMinor: BalanceMinor,
      endMinor: BalanceMinor,
      inMinor: BalanceMinor,
      outMinor: BalanceMinor,
    })
    .nullable(),
  nextCursor: z.string().nullable(),
});
export type StatementPage = z.infer<typeof StatementPage>;

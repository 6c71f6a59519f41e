import { z } from 'zod';
import { Instant, LocalDate } from '../values/dates.ts';
import { CompanyId, PaymentId } from '../values/ids.ts';
import { AmountMinor, BalanceMinor } from '../values/money.ts';
import { AccountNumber } from './accounts.ts';

/** The bank gives operations from this day on. Source: tapi.md §5.3 («Data since June 2023 only»). */
export const FIRST_STATEMENT_DAY: LocalDate = '2023-06-01';

/** Days of an account, in Moscow, both inclusive. */
export const StatementPeriod = z.strictObject({
  companyId: CompanyId,
  accountNumber: AccountNumber,
  from: LocalDate,
  to: LocalDate,
});
export type StatementPeriod = z.infer<typeof StatementPeriod>;

/** `isAsked`: a person asked for it; otherwise days that were read a moment ago are left alone. */
export const ReadStatementInput = StatementPeriod.extend({ isAsked: z.boolean() });

/** Days, both inclusive. */
export const DayRange = z.strictObject({ from: LocalDate, to: LocalDate });
export type DayRange = z.infer<typeof DayRange>;

/** A reading under way. */
export const StatementReading = z.strictObject({
  doneDays: z.int(),
  totalDays: z.int(),
  operations: z.int(),
});
export type StatementReading = z.infer<typeof StatementReading>;

/** What is known of the statement of a period. */
export const StatementView = z.strictObject({
  /** `null` while days are missing that the balances follow from. */
  balances: z
    .strictObject({
      beginMinor: BalanceMinor,
      inMinor: BalanceMinor,
      outMinor: BalanceMinor,
      endMinor: BalanceMinor,
    })
    .nullable(),
  /** The bank's own balances contradict its operations. */
  isDoubtful: z.boolean(),
  count: z.int(),
  /** How many of them the bank only holds: they are in no balance, and their days are read again for a month. */
  held: z.int(),
  /** Days of the period that were never read; days to come are not among them. */
  missing: z.array(DayRange),
  /** When the least fresh of its days was read. */
  readAt: Instant.nullable(),
  reading: StatementReading.nullable(),
});
export type StatementView = z.infer<typeof StatementView>;

export const OperationView = z.strictObject({
  /** The same at every reading; operations that are equal in everything are numbered. */
  key: z.string(),
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
  /** The payment of this vault that the operation is. */
  paymentId: PaymentId.nullable(),
});
export type OperationView = z.infer<typeof OperationView>;

/** Most operations on a page. Own choice: a screenful many times over. */
export const OPERATIONS_PAGE = 200;

export const OperationsQuery = StatementPeriod.extend({
  search: z.string().max(200),
  direction: z.enum(['all', 'in', 'out']),
  offset: z.int().min(0),
});
export type OperationsQuery = z.infer<typeof OperationsQuery>;

/** A page of what was found, the newest first, and what all that was found comes to. */
export const OperationsPage = z.strictObject({
  operations: z.array(OperationView),
  found: z.int(),
  inMinor: BalanceMinor,
  outMinor: BalanceMinor,
});
export type OperationsPage = z.infer<typeof OperationsPage>;

const Flow = z.strictObject({ count: z.int(), inMinor: BalanceMinor, outMinor: BalanceMinor });

/** How money moved: day by day or month by month, and by counterparty, the largest first. */
export const StatementTotals = z.strictObject({
  step: z.enum(['day', 'month']),
  /** `day`: the first of the step; steps without operations are left out. */
  flows: z.array(Flow.extend({ day: LocalDate })),
  counterparties: z.array(Flow.extend({ name: z.string(), inn: z.string() })),
  /** Counterparties that are not listed. */
  others: Flow.nullable(),
});
export type StatementTotals = z.infer<typeof StatementTotals>;

/** `1c`: `kl_to_1c.txt`. */
export const STATEMENT_FORMATS = ['1c', 'xlsx', 'csv', 'pdf'] as const;

export const ExportStatementInput = StatementPeriod.extend({ format: z.enum(STATEMENT_FORMATS) });
export type ExportStatementInput = z.infer<typeof ExportStatementInput>;

/** Where the file lies. `lost`: characters that the file of 1C cannot hold, written as question marks. */
export const StatementSaved = z.strictObject({
  place: z.string(),
  operations: z.int(),
  lost: z.array(z.string()),
});

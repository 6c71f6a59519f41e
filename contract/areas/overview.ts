import { z } from 'zod';
import { Instant } from '../values/dates.ts';
import { CompanyId } from '../values/ids.ts';
import { AmountMinor } from '../values/money.ts';
import { AccountsView } from './accounts.ts';
import { PaymentSummary } from './payments.ts';

export const RiskKind = z.enum(['expiring', 'idle', 'unused-accesses', 'certificates']);
export type RiskKind = z.infer<typeof RiskKind>;

/** The start screen of one company. */
export const OverviewView = z.strictObject({
  risks: z.array(
    z.strictObject({
      kind: RiskKind,
      count: z.int(),
      /** Label of the most urgent one, and its date. */
      nearest: z.string().nullable(),
      nearestAt: Instant.nullable(),
    }),
  ),
  approvals: z.strictObject({
    count: z.int(),
    totalMinor: AmountMinor,
    oldestExpiresAt: Instant.nullable(),
    first: z.array(PaymentSummary).max(3),
  }),
  sending: z.int(),
  accounts: AccountsView,
  day: z.strictObject({ usedMinor: AmountMinor, limitMinor: AmountMinor.nullable() }),
  /** Twelve months from this one. */
  timeline: z.array(
    z.strictObject({
      month: z.string().regex(/^\d{4}-\d\d$/),
      items: z.array(
        z.strictObject({
          kind: z.enum(['token', 'certificate']),
          label: z.string(),
          at: Instant,
          isUrgent: z.boolean(),
        }),
      ),
    }),
  ),
});
export type OverviewView = z.infer<typeof OverviewView>;

export const OverviewQuery = z.strictObject({ companyId: CompanyId });

import { z } from 'zod';
import { Instant } from '../values/dates.ts';
import { CertificateId, CompanyId, TokenId } from '../values/ids.ts';
import { AmountMinor, BalanceMinor } from '../values/money.ts';
import { AccountsView } from './accounts.ts';
import { LimitsView } from './limits.ts';
import { PaymentSummary } from './payments.ts';

export const RiskKind = z.enum(['expiring', 'idle', 'unused-accesses', 'certificates']);
export type RiskKind = z.infer<typeof RiskKind>;

/** How many run into a risk; `nearest` is the label of the most urgent one, with its date. */
export const RiskCount = z.strictObject({
  kind: RiskKind,
  count: z.int(),
  nearest: z.string().nullable(),
  nearestAt: Instant.nullable(),
});
export type RiskCount = z.infer<typeof RiskCount>;

/**
 * Ends that are written out for one month; of the rest only the number is told. Own choice: what a column of the chart
 * can hold.
 */
export const TIMELINE_ITEMS = 24;

/** One end. `signature`: the qualified e-signature that a certificate was applied for with, as told by a person. */
export const TimelineItem = z.strictObject({
  kind: z.enum(['token', 'certificate', 'signature']),
  label: z.string(),
  companyName: z.string(),
  at: Instant,
  /** Units: Moscow days; negative when it has passed. */
  daysLeft: z.int(),
  tone: z.enum(['calm', 'soon', 'urgent']),
  /** Who has to renew it: who issued the token, whose signature it is; '' when nobody has told. */
  who: z.string(),
  tokenId: TokenId.nullable(),
  certificateId: CertificateId.nullable(),
});
export type TimelineItem = z.infer<typeof TimelineItem>;

export const TimelineMonth = z.strictObject({
  month: z.string().regex(/^\d{4}-\d\d$/),
  /** How many end in the month, those that are not written out among them. */
  count: z.int(),
  /** The first of them, by date. */
  items: z.array(TimelineItem).max(TIMELINE_ITEMS),
});
export type TimelineMonth = z.infer<typeof TimelineMonth>;

/** What runs out, of one company or of all. `timeline`: twelve months from this one. */
const ending = { risks: z.array(RiskCount), timeline: z.array(TimelineMonth) } as const;

/** The start screen of one company. */
export const OverviewView = z.strictObject({
  ...ending,
  approvals: z.strictObject({
    count: z.int(),
    totalMinor: AmountMinor,
    oldestExpiresAt: Instant.nullable(),
    first: z.array(PaymentSummary).max(3),
  }),
  sending: z.int(),
  accounts: AccountsView,
  limits: LimitsView,
});
export type OverviewView = z.infer<typeof OverviewView>;

/**
 * One company among all. `approvals` and `availableMinor`: `null` in a company that the person does not belong to, or
 * of which nothing is known.
 */
export const CompanyLine = z.strictObject({
  companyId: CompanyId,
  name: z.string(),
  /** Tokens that the vault can use. */
  tokens: z.int(),
  /** Tokens and certificates that the cards count, each once. */
  troubled: z.int(),
  nearest: z.string().nullable(),
  nearestAt: Instant.nullable(),
  approvals: z.strictObject({ count: z.int(), totalMinor: AmountMinor }).nullable(),
  availableMinor: BalanceMinor.nullable(),
});
export type CompanyLine = z.infer<typeof CompanyLine>;

/** The start screen of somebody who answers for several companies. */
export const OverviewOfAll = z.strictObject({ ...ending, companies: z.array(CompanyLine) });
export type OverviewOfAll = z.infer<typeof OverviewOfAll>;

export const OverviewQuery = z.strictObject({ companyId: CompanyId });

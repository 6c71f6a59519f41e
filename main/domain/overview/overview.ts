import { companyOrder, queueOrder } from '../../../contract/values/list-order.ts';
import type { AccountsView } from '../../../contract/areas/accounts.ts';
import type { CompanyLine, OverviewOfAll, OverviewView } from '../../../contract/areas/overview.ts';
import type { LimitsView } from '../../../contract/areas/limits.ts';
import { isRoubleAccount } from '../../../contract/values/currencies.ts';
import type { Instant } from '../../../contract/values/dates.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { paymentSummary } from '../payments/payment-view.ts';
import { contentOf, type Payment } from '../payments/payment.ts';
import { isUsable } from '../tokens/token.ts';
import { risksOf, troubleOf } from './risks.ts';
import { timelineOf, type EndingFacts } from './timeline.ts';

/**
 * `bankNow`: the time at the company's bank, by which tokens and certificates end; another one only for a training bank
 * whose clock was moved.
 */
export interface OverviewFacts extends EndingFacts {
  readonly payments: readonly Payment[];
  readonly accounts: AccountsView;
  readonly limits: LimitsView;
}

/** Sums up one company for its start screen. */
export function overviewOf(facts: OverviewFacts): OverviewView {
  const { payments, accounts, limits } = facts;
  const waiting = payments.filter(({ status }) => status === 'submitted').sort(queueOrder);
  const expiries = waiting.flatMap(({ expiresAt }) => expiresAt ?? []).sort();
  return {
    risks: risksOf([facts]),
    approvals: {
      ...sumOf(waiting),
      oldestExpiresAt: expiries[0] ?? null,
      first: waiting.slice(0, 3).map(paymentSummary),
    },
    sending: payments.filter(({ status }) => status === 'in-progress' || status === 'unknown').length,
    accounts,
    limits,
    timeline: timelineOf([facts], facts.bankNow),
  };
}

/**
 * One company among all. `money`: its payments that wait for a signature and its accounts, where the person may see
 * them.
 */
export interface CompanyFacts extends EndingFacts {
  readonly companyId: CompanyId;
  readonly money: { readonly waiting: readonly Payment[]; readonly accounts: AccountsView } | null;
}

/**
 * Sums up all companies of the ledger, the one in most trouble first. `now`: by the computer's clock, where the
 * calendar begins.
 */
export function overviewOfAll(companies: readonly CompanyFacts[], now: Instant): OverviewOfAll {
  return {
    risks: risksOf(companies),
    timeline: timelineOf(companies, now),
    companies: companies
      .map(lineOf)
      .sort((left, right) => right.troubled - left.troubled || companyOrder(left, right)),
  };
}

function lineOf(facts: CompanyFacts): CompanyLine {
  const { companyId, companyName, money } = facts;
  // Sums of different currencies are not added.
  const accounts = (money?.accounts.accounts ?? []).filter(isRoubleAccount);
  return {
    companyId,
    name: companyName,
    tokens: facts.tokens.filter(isUsable).length,
    ...troubleOf(facts),
    approvals: money === null ? null : sumOf(money.waiting),
    availableMinor:
      accounts.length === 0 ? null : accounts.reduce((sum, { availableMinor }) => sum + availableMinor, 0),
  };
}

function sumOf(waiting: readonly Payment[]): { count: number; totalMinor: number } {
  return {
    count: waiting.length,
    totalMinor: waiting.reduce((sum, payment) => sum + contentOf(payment).amountMinor, 0),
  };
}

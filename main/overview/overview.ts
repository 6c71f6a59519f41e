import type { AccountsView } from '../../contract/areas/accounts.ts';
import type { OverviewView, RiskKind } from '../../contract/areas/overview.ts';
import { DAY_MS, moscowDate, msBetween, type Instant } from '../../contract/values/dates.ts';
import { WARNING_DAYS } from '../../contract/values/warnings.ts';
import { certificateState, type Certificate } from '../certificates/certificate.ts';
import { limitsUsed } from '../payments/payment-facts.ts';
import { paymentSummary } from '../payments/payment-view.ts';
import { contentOf, type Payment } from '../payments/payment.ts';
import type { Policy } from '../policy/policy.ts';
import { lastUseOf } from '../tokens/advise-accesses.ts';
import { aliveUntil, daysLeft, isUsable, type Token } from '../tokens/token.ts';

/** Days before the end from which a token is at risk: the first warning. Units: days. */
export const TOKEN_WARNING_DAYS = WARNING_DAYS.token[0];
/** Days without use from which a token or an access is idle. Source: ui.md, «Без дела 45+ дней». */
export const IDLE_DAYS = 45;
const TIMELINE_MONTHS = 12;

export interface OverviewFacts {
  readonly now: Instant;
  /** The time at the company's bank, by which tokens and certificates end; another one only for a training bank whose clock was moved. */
  readonly bankNow: Instant;
  readonly tokens: readonly Token[];
  readonly certificates: readonly Certificate[];
  readonly payments: readonly Payment[];
  readonly accounts: AccountsView;
  readonly policy: Policy;
}

/** Sums up one company for its start screen. */
export function overviewOf(facts: OverviewFacts): OverviewView {
  const { now, payments, accounts, policy } = facts;
  const waiting = payments.filter(({ status }) => status === 'submitted');
  const used = limitsUsed(payments, now, { payeeInn: null, except: null });
  const expiries = waiting.flatMap(({ expiresAt }) => expiresAt ?? []).sort();
  return {
    risks: risks(facts),
    approvals: {
      count: waiting.length,
      totalMinor: waiting.reduce((sum, payment) => sum + contentOf(payment).amountMinor, 0),
      oldestExpiresAt: expiries[0] ?? null,
      first: waiting.slice(0, 3).map(paymentSummary),
    },
    sending: payments.filter(({ status }) => status === 'in-progress' || status === 'unknown').length,
    accounts,
    day: { usedMinor: used.dayMinor, limitMinor: policy.rules.day.approvalAboveMinor || null },
    timeline: timeline(facts),
  };
}

/** Tokens that end within the warning time, or have ended without anybody saying so. */
export function expiringTokens(tokens: readonly Token[], now: Instant): readonly Token[] {
  return tokens.filter((token) => isUsable(token) && (daysLeft(token, now) ?? 0) <= TOKEN_WARNING_DAYS);
}

/** Certificates that deserve attention. */
export function troubledCertificates(
  certificates: readonly Certificate[],
  now: Instant,
): readonly Certificate[] {
  return certificates.filter((certificate) => certificateState(certificate, now) !== 'valid');
}

interface Dated {
  readonly label: string;
  readonly at: Instant | null;
}

function risks({ bankNow: now, tokens, certificates }: OverviewFacts): OverviewView['risks'] {
  const usable = tokens.filter(isUsable);
  const tokenDates = (list: readonly Token[]) =>
    list.map((token) => ({ label: token.label, at: aliveUntil(token) }));
  const certificateDates = troubledCertificates(certificates, now).map(({ label, notAfter }) => ({
    label,
    at: notAfter,
  }));
  return [
    risk('expiring', tokenDates(expiringTokens(tokens, now))),
    risk('idle', tokenDates(usable.filter((token) => isOlder(token.lastSighting?.at ?? token.addedAt, now)))),
    risk('unused-accesses', tokenDates(usable.filter((token) => hasUnusedAccess(token, now)))),
    risk('certificates', certificateDates),
  ];
}

function risk(kind: RiskKind, found: readonly Dated[]): OverviewView['risks'][number] {
  const [nearest] = [...found].sort((a, b) => ((a.at ?? '') > (b.at ?? '') ? 1 : -1));
  return { kind, count: found.length, nearest: nearest?.label ?? null, nearestAt: nearest?.at ?? null };
}

function isOlder(at: Instant, now: Instant): boolean {
  return msBetween(at, now) >= IDLE_DAYS * DAY_MS;
}

function hasUnusedAccess(token: Token, now: Instant): boolean {
  return token.accesses.some((held) => isOlder(lastUseOf(held) ?? token.addedAt, now));
}

function timeline({ bankNow: now, tokens, certificates }: OverviewFacts): OverviewView['timeline'] {
  const items = [
    ...tokens
      .filter(isUsable)
      .map((token) => ({ kind: 'token' as const, label: token.label, at: aliveUntil(token) })),
    ...certificates.map(({ label, notAfter }) => ({ kind: 'certificate' as const, label, at: notAfter })),
  ];
  return nextMonths(now).map((month) => ({
    month,
    items: items
      .flatMap(({ kind, label, at }) =>
        at === null || moscowDate(at).slice(0, 7) !== month
          ? []
          : [{ kind, label, at, isUrgent: msBetween(now, at) <= TOKEN_WARNING_DAYS * DAY_MS }],
      )
      .sort((a, b) => (a.at > b.at ? 1 : -1)),
  }));
}

function nextMonths(now: Instant): readonly string[] {
  const [year = 0, month = 1] = moscowDate(now).split('-').map(Number);
  return Array.from({ length: TIMELINE_MONTHS }, (_, index) => {
    const count = year * 12 + (month - 1) + index;
    return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
  });
}

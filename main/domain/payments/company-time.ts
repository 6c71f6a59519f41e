import type { Instant } from '../../../contract/values/dates.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { CLOCK_TOLERANCE_MS } from '../time/known-time.ts';
import type { PaymentVault } from './payment-vault.ts';
import type { Payment } from './payment.ts';

type TouchedByTime = Pick<PaymentVault, 'times' | 'companies'>;

/** Returns the time by which rules and requests of a company are judged now; a payment is judged by its own. */
export function timeIn({ times, companies }: TouchedByTime, companyId: CompanyId): Instant {
  return times.judged(companies.get(companyId)?.environment ?? '');
}

/**
 * Returns the time by which a request and its approvals are judged: never before one that this computer has believed
 * since it was asked.
 */
export function timeOf(
  { times, companies }: TouchedByTime,
  payment: Pick<Payment, 'companyId' | 'askedInSpan'>,
): Instant {
  return times.judged(companies.get(payment.companyId)?.environment ?? '', payment.askedInSpan);
}

/**
 * Returns the time to write on what is made, signed or received now. While nobody knows whether the clock is right, an
 * organization gets the clock's, because others read it; a company of one computer gets the time that it judges by.
 */
export function stampIn(
  { times, companies, organizations }: TouchedByTime & Pick<PaymentVault, 'organizations'>,
  companyId: CompanyId,
): Instant {
  const environment = companies.get(companyId)?.environment ?? '';
  return organizations.of(companyId) === null ? times.judged(environment) : times.stamp(environment);
}

/** Returns the time in whose Moscow day and month money is counted that is spent now: the bank's once it was heard. */
export function spendingTime({ times, companies }: TouchedByTime, companyId: CompanyId): Instant {
  return times.spending(companies.get(companyId)?.environment ?? '');
}

/** Returns what a payment keeps of the clock when it is submitted or received. */
export function askedNow(
  { times, companies }: TouchedByTime,
  companyId: CompanyId,
): Pick<Payment, 'askedInSpan'> {
  return { askedInSpan: times.span(companies.get(companyId)?.environment ?? '') };
}

/**
 * Asks the bank for the time unless it has just told it: the last look before a payment is not always allowed to ask
 * for anything else.
 * Errors: none; without an answer the day stays the last one that is known. Effects: at most one request, without a
 * token.
 */
export async function hearTime(
  { times, companies, bank }: Pick<PaymentVault, 'companies' | 'bank' | 'times'>,
  companyId: CompanyId,
): Promise<void> {
  const environment = companies.get(companyId)?.environment ?? '';
  if (environment === 'training' || times.hasHeard(environment, CLOCK_TOLERANCE_MS)) return;
  await bank.askTime(environment);
}

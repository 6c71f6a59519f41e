import type { LimitRow, LimitsView } from '../../../../contract/areas/limits.ts';
import type { PaymentRoute } from '../../../../contract/areas/payments.ts';
import type { CompanyId, PaymentId } from '../../../../contract/values/ids.ts';
import { limitsOn, type LimitFact } from '../../policy/limits.ts';
import { spendingTime } from '../company-time.ts';
import { limitsUsed } from '../payment-facts.ts';
import { rulesInForce, type TouchedByJudge } from './judge.ts';

/** A payment whose payee is not known yet. Units: kopecks. */
export interface UnfinishedPayment {
  readonly amountMinor: number;
  readonly route: PaymentRoute;
  readonly except: PaymentId | null;
}

/** The next direct payment, of which nothing is known. */
const NEXT_PAYMENT: UnfinishedPayment = { amountMinor: 0, route: 'direct', except: null };

/**
 * Returns what is left of the day and the month in Moscow, by all limits of a company; with a payment that is being
 * typed (`null`: none), also what it takes of them. Reads only.
 */
export function limitsView(
  vault: TouchedByJudge,
  companyId: CompanyId,
  payment: UnfinishedPayment | null,
): LimitsView {
  const { amountMinor, route, except } = payment ?? NEXT_PAYMENT;
  const { policy, state } = rulesInForce(vault, companyId);
  const all = vault.payments.list(companyId, null);
  const used = limitsUsed(all, spendingTime(vault, companyId), { payee: null, except });
  const limits = limitsOn(policy.rules, {
    amountMinor,
    route,
    usedDayMinor: used.dayMinor,
    usedMonthMinor: used.monthMinor,
    usedPayeeDayMinor: 0,
    usedPayeeDayPayments: 0,
    usedWithDrafts: used.withDrafts,
    classes: [],
    rulesState: state,
  });
  const members = vault.organizations.of(companyId)?.people.document.members ?? [];
  return {
    rows: limitRows(limits).filter(
      ({ span }) => span !== 'payee-day' && (span !== 'payment' || payment !== null),
    ),
    isSumOfSeveralComputers: members.length > 1,
  };
}

/** Returns the limits as screens show them: one that asks about every kopeck has nothing left to show. */
export function limitRows(limits: readonly LimitFact[]): LimitRow[] {
  return limits
    .filter(({ effect, limit }) => effect !== 'asks' || limit > 0)
    .map(({ code: _, ...row }) => row);
}

import { bankDay, bankMonth } from '../state/bank-day.ts';
import type { BankState, Limits, Payment } from '../state/bank-state.ts';

/**
 * T-API limits of a new company. Source: tapi.md §7, §10.5 (100 000 / 100 000 / 1 000 000 ₽ / 3 a day to one payee).
 */
export const defaultTApiLimits: Readonly<Limits> = {
  perPaymentKopecks: 100_000_00,
  perDayKopecks: 100_000_00,
  perMonthKopecks: 1_000_000_00,
  perCounterpartyPerDay: 3,
};

/** EDS limits: separate and settable (tapi.md §7, §10.5); the bank publishes no figures, so none are set here. */
export const defaultEdsLimits: Readonly<Limits> = {
  perPaymentKopecks: null,
  perDayKopecks: null,
  perMonthKopecks: null,
  perCounterpartyPerDay: null,
};

/**
 * Says which limit a payment would break at instant `at`, or null.
 * T-API limits bind payments made through the API, EDS limits bind all payments (tapi.md §7).
 * `counted` says whether payments still in progress are taken as spent.
 */
export function brokenLimit(
  state: BankState,
  payment: Payment,
  at: string,
  counted: 'executed' | 'executed-and-in-progress',
): string | null {
  const others = state.payments.filter(
    (other) =>
      other !== payment &&
      (other.status === 'EXECUTED' ||
        (counted === 'executed-and-in-progress' && other.status === 'IN_PROGRESS')),
  );
  const api = others.filter((other) => other.source === 'api');
  return (
    (payment.source === 'api'
      ? brokenOf(payment, at, { limits: state.limits.tApi, name: 'T-API', others: api })
      : null) ?? brokenOf(payment, at, { limits: state.limits.eds, name: 'ЭЦП', others })
  );
}

/** A set of limits, what it is called, and the payments that it has counted already. */
interface Counted {
  readonly limits: Limits;
  readonly name: string;
  readonly others: readonly Payment[];
}

function brokenOf(payment: Payment, at: string, { limits, name, others }: Counted): string | null {
  const instantOf = (other: Payment): string => other.executedAt ?? other.settleAt;
  const today = others.filter((other) => bankDay(instantOf(other)) === bankDay(at));
  const thisMonth = others.filter((other) => bankMonth(instantOf(other)) === bankMonth(at));
  const toSamePayee = today.filter((other) => counterpartyKey(other) === counterpartyKey(payment));
  if (exceeds(payment.amountKopecks, limits.perPaymentKopecks))
    return `Превышен лимит ${name} на один платёж`;
  if (exceeds(payment.amountKopecks + total(today), limits.perDayKopecks))
    return `Превышен дневной лимит ${name}`;
  if (exceeds(payment.amountKopecks + total(thisMonth), limits.perMonthKopecks)) {
    return `Превышен месячный лимит ${name}`;
  }
  if (exceeds(toSamePayee.length + 1, limits.perCounterpartyPerDay)) {
    return `Превышен лимит ${name} на число платежей одному контрагенту за день`;
  }
  return null;
}

function exceeds(value: number, limit: number | null): boolean {
  return limit !== null && value > limit;
}

function total(payments: readonly Payment[]): number {
  return payments.reduce((sum, payment) => sum + payment.amountKopecks, 0);
}

/** A counterparty is an INN; a person whose INN is not known ("0") is told by the account. */
function counterpartyKey(payment: Payment): string {
  return payment.to.inn === '0' ? payment.to.account : payment.to.inn;
}

import type { BankLimitSet } from '../../../contract/areas/policy.ts';
import { formatMoney } from '../../../contract/values/money.ts';
import type { Translate } from '../../i18n/t.ts';

/** Returns one kind of the bank's limits as a person reads it; `null`: nobody typed it in. */
export function bankLimitsText(t: Translate, set: BankLimitSet | null): string {
  if (set === null) return t('settings.policy.bank.notTyped');
  const none = t('settings.policy.bank.none');
  const sum = (minor: number | null) => (minor === null ? none : formatMoney(minor));
  return t('settings.policy.bank.fact', {
    payment: sum(set.paymentMinor),
    day: sum(set.dayMinor),
    month: sum(set.monthMinor),
    payments: set.payeeDayPayments ?? none,
  });
}

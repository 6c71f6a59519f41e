import type { BankLimits } from '../areas/policy.ts';

/**
 * The bank's limits of a company that has changed none: figures for T-API are published, those for all payments are
 * not. They may have changed since, and no method of the bank tells them.
 * Units: kopecks, payments. Source: tapi.md §7, §11.9.
 */
export const USUAL_BANK_LIMITS: BankLimits = {
  tApi: { paymentMinor: 100_000_00, dayMinor: 100_000_00, monthMinor: 1_000_000_00, payeeDayPayments: 3 },
  eds: { paymentMinor: null, dayMinor: null, monthMinor: null, payeeDayPayments: null },
};

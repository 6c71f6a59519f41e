import { z } from 'zod';

/**
 * A limit with what counts in it. `owner`: the company's own rules; the bank's limits for payments through T-API; the
 * bank's limits for all payments («лимиты ЭЦП»). Source: tapi.md §7.
 */
export const LimitRow = z.strictObject({
  owner: z.enum(['rules', 't-api', 'eds']),
  span: z.enum(['payment', 'payee-day', 'day', 'month']),
  /** `minor`: kopecks; `payments`: how many payments to one payee. */
  unit: z.enum(['minor', 'payments']),
  limit: z.int().min(0),
  /** What counts already, without the payment at hand. */
  used: z.int().min(0),
  /** What the payment at hand adds; 0 where there is none. */
  adds: z.int().min(0),
  /** What going over does: a signature is asked for, nobody can pay, or the bank may refuse and nobody knows. */
  effect: z.enum(['asks', 'refuses', 'warns']),
  /** The bank's usual limit, because no director has typed in the real one. */
  isDefault: z.boolean(),
});
export type LimitRow = z.infer<typeof LimitRow>;

/** What is left of the day and the month in Moscow, before the next payment. */
export const LimitsView = z.strictObject({
  rows: z.array(LimitRow),
  /**
   * Other computers pay for this company: what they paid without a request, or have not told of yet, is missing in the
   * sums.
   */
  isSumOfSeveralComputers: z.boolean(),
});
export type LimitsView = z.infer<typeof LimitsView>;

type Room = Pick<LimitRow, 'limit' | 'used' | 'adds'>;

/** Tells whether the payment at hand goes over the limit: the exact sum still fits. */
export function isOverLimit({ limit, used, adds }: Room): boolean {
  return used + adds > limit;
}

/** Returns what is left before the payment at hand. Units: those of the row. */
export function leftOfLimit({ limit, used }: Pick<Room, 'limit' | 'used'>): number {
  return Math.max(0, limit - used);
}

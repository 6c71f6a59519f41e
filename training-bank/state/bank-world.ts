import type { BankSettings } from './bank-settings.ts';
import type { BankState, Operation } from './bank-state.ts';
import type { RateCounter } from './rate-counter.ts';

/** What every method of the bank works on: its memory, its switches and its clock. */
export interface BankWorld {
  readonly state: BankState;
  readonly settings: BankSettings;
  /** The three prepared months: made anew from `state.preparedAt` at each start, never changed. */
  readonly preparedOperations: readonly Operation[];
  readonly rates: RateCounter;
  /** Units: milliseconds by the bank's clock between accepting a payment and executing it. */
  readonly settleAfterMs: number;
  /** The bank's clock: the base clock plus the movable offset. */
  readonly now: () => Date;
}

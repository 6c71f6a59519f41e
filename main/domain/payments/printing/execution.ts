import { APP_ACTOR } from '../../../../contract/areas/audit.ts';
import { moscowDate, type Instant, type LocalDate } from '../../../../contract/values/dates.ts';
import { executionStep, isByWord } from '../payment-facts.ts';
import type { Payment } from '../payment.ts';

/** Who says that a payment was executed, and when it was heard. */
export interface ExecutionWord {
  /** `bank`: its answer to this computer. `computer`: the one that sends it. `person`: who looked into the bank. */
  readonly by: 'bank' | 'computer' | 'person';
  readonly who: string;
  readonly at: Instant;
}

/** Says by whose word a payment is executed. Source: design.md §5. */
export function executionWord(payment: Payment): ExecutionWord {
  const { who, at } = executionStep(payment) ?? { who: APP_ACTOR, at: payment.updatedAt };
  if (isByWord(payment)) return { by: 'person', who, at };
  return { by: who === APP_ACTOR ? 'bank' : 'computer', who, at };
}

/** The Moscow days of fields 62 and 71; `null` where the bank's day is not certain. */
export interface BankDays {
  readonly receivedOn: LocalDate | null;
  readonly debitedOn: LocalDate | null;
}

/**
 * Says on which days the bank took the order and debited the account. It tells no day with either, so the first is
 * known where this computer heard its yes, the second where both were heard on one day.
 * Source: tapi.md §5.4, §5.5.
 */
export function bankDays(payment: Payment): BankDays {
  const accepted = payment.steps.findLast(
    ({ kind, who }) => kind === 'payment-accepted' && who === APP_ACTOR,
  );
  const receivedOn = accepted === undefined ? null : moscowDate(accepted.at);
  if (payment.status !== 'executed') return { receivedOn, debitedOn: null };
  const { by, at } = executionWord(payment);
  return { receivedOn, debitedOn: by === 'bank' && moscowDate(at) === receivedOn ? receivedOn : null };
}

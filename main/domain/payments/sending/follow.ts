import type { Instant } from '../../../../contract/values/dates.ts';
import { addMs, msBetween } from '../../../../contract/values/dates.ts';
import type { PaymentId } from '../../../../contract/values/ids.ts';
import { AppError } from '../../../ports/app-error.ts';
import type { Timers } from '../../../ports/ports.ts';
import { THE_APP } from '../../audit/entry.ts';
import { expireStale } from '../draft/cancel.ts';
import { returnUnapproved, type TouchedByReturnUnapproved } from '../approving/return-unapproved.ts';
import { isOpenAtBank, type Payment } from '../payment.ts';
import type { PaymentVault } from '../payment-vault.ts';
import { awaitsComparison, canCompare } from './compare-draft.ts';
import { questionSealedTo, reconcile, recoverCutOff, type TouchedByReconcile } from './reconcile.ts';

type TouchedByFollow = TouchedByReconcile & TouchedByReturnUnapproved & Pick<PaymentVault, 'refreshBalances'>;

/** Pauses between questions about one payment; the last one repeats. Units: seconds. Source: tapi.md §5.12. */
const PAUSES_S = [2, 5, 10, 20, 30, 60] as const;
/**
 * A draft waits for a person in the cabinet: no hurry, and its method allows one call a second. Units: seconds. Source:
 * tapi.md §5.8.
 */
const DRAFT_PAUSE_S = 60;
/** An executed draft comes into the statement by itself: no hurry. Units: seconds. Own choice. */
const COMPARE_PAUSE_S = 600;
/** Least time between two questions of any kind. Source: tapi.md §5.12, at most one a second in total. */
const TICK_MS = 1_000;

/**
 * Each so many ticks all that waits is judged anew, signatures and sums too. Own choice: half a minute, for the cost of
 * it.
 */
const THOROUGH_EVERY = 30;

interface Question {
  readonly asked: number;
  readonly nextAt: Instant;
}

/**
 * Follows the payments that the bank has yet to settle: asks about each in growing pauses, one question at a time, for
 * as long as the vault is open. Also ends requests that nobody answered in time, and finds sendings that a crash cut
 * off.
 */
export class PaymentFollower {
  readonly #vault: TouchedByFollow;
  readonly #timers: Timers;
  readonly #questions = new Map<PaymentId, Question>();
  #cancelTick: (() => void) | null = null;
  #isStopped = false;
  #ticks = 0;

  constructor(vault: TouchedByFollow, timers: Timers) {
    this.#vault = vault;
    this.#timers = timers;
  }

  /** Effects: recovers what a crash cut off, then asks from time to time until `stop`. */
  start(): void {
    recoverCutOff(this.#vault);
    this.#schedule();
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelTick?.();
  }

  /** Says when the bank will be asked about the payment next; `null` when it will not. */
  nextQuestionAt(payment: Payment): Instant | null {
    if (!this.#asks(payment)) return null;
    return this.#questionOf(payment).nextAt;
  }

  /** One round: at most one question. Errors: none; what fails is asked again later. */
  async tick(): Promise<void> {
    recoverCutOff(this.#vault);
    expireStale(this.#vault, THE_APP);
    returnUnapproved(this.#vault, THE_APP, this.#ticks % THOROUGH_EVERY === 0 ? 'all' : 'has-died');
    this.#ticks += 1;
    this.#vault.times.write();
    const now = this.#vault.clock.now();
    const open = this.#vault.payments
      .listByStatus(['unknown', 'in-progress', 'handed-over', 'executed'])
      .filter((payment) => this.#asks(payment));
    this.#forget(open);
    const [longest] = open
      .filter((payment) => isDue(this.#questionOf(payment).nextAt, now))
      .sort((a, b) => (this.#questionOf(a).nextAt > this.#questionOf(b).nextAt ? 1 : -1));
    if (longest !== undefined) await this.#ask(longest);
  }

  async #ask(payment: Payment): Promise<void> {
    const { asked } = this.#questionOf(payment);
    this.#questions.set(payment.paymentId, this.#question(payment, asked + 1));
    try {
      const after = await reconcile(this.#vault, payment.paymentId);
      if (after.status === 'executed' && payment.status !== 'executed')
        this.#vault.refreshBalances(after.companyId);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#vault.log.warn('question-failed', { paymentId: payment.paymentId, code: error.code });
    }
    this.#vault.publish('payments.changed', { paymentId: payment.paymentId });
  }

  /** About a payment of a sealed token nobody asks without the director's passphrase. */
  #asks(payment: Payment): boolean {
    if (payment.status === 'executed')
      return awaitsComparison(payment, this.#vault.clock.now()) && canCompare(this.#vault, payment);
    return canAsk(payment) && questionSealedTo(this.#vault, payment) === null;
  }

  #questionOf(payment: Payment): Question {
    const known = this.#questions.get(payment.paymentId);
    if (known !== undefined) return known;
    const question = this.#question(payment, 0);
    this.#questions.set(payment.paymentId, question);
    return question;
  }

  #question(payment: Payment, asked: number): Question {
    const pause = PAUSES_S[Math.min(asked, PAUSES_S.length - 1)] ?? DRAFT_PAUSE_S;
    const seconds = asked === 0 ? pause : pauseAfterFirst(payment, pause);
    return { asked, nextAt: addMs(this.#vault.clock.now(), seconds * 1000) };
  }

  #forget(open: readonly Payment[]): void {
    const ids = new Set(open.map(({ paymentId }) => paymentId));
    for (const id of this.#questions.keys()) if (!ids.has(id)) this.#questions.delete(id);
  }

  #schedule(): void {
    if (this.#isStopped) return;
    this.#cancelTick = this.#timers.after(TICK_MS, () => {
      this.tick()
        .catch((error: unknown) => this.#vault.log.error('follow-tick-failed', error))
        .finally(() => this.#schedule());
    });
  }
}

/** A question further away than any pause was planned before the clock of the computer was moved back. */
function isDue(nextAt: Instant, now: Instant): boolean {
  return nextAt <= now || msBetween(now, nextAt) > COMPARE_PAUSE_S * 1000;
}

function pauseAfterFirst({ status }: Payment, pause: number): number {
  if (status === 'executed') return COMPARE_PAUSE_S;
  return status === 'handed-over' ? DRAFT_PAUSE_S : pause;
}

/** A draft whose answer was lost has no id to ask by: only a person can look. */
function canAsk(payment: Payment): boolean {
  if (!isOpenAtBank(payment)) return false;
  return (
    payment.fields.route === 'direct' || (payment.status === 'handed-over' && payment.documentId !== null)
  );
}

import { z } from 'zod';
import { PaymentRef, type SendingView } from '../../../../contract/areas/payments.ts';
import type { ErrorCode } from '../../../../contract/error-codes.ts';
import type { ErrorInfo } from '../../../../contract/result.ts';
import { Instant } from '../../../../contract/values/dates.ts';
import { CompanyId, type PaymentId } from '../../../../contract/values/ids.ts';
import { AppError } from '../../../ports/app-error.ts';
import type { Actor } from '../../audit/entry.ts';
import type { PaymentSeen } from '../load-payment.ts';
import { amountOf } from '../payment-facts.ts';
import type { PaymentVault } from '../payment-vault.ts';
import { pay, type TouchedByPay } from './pay.ts';

/** Payments that a person told to send one after another; it outlives a restart, so that he may go on. */
export const SendingOrder = z.strictObject({
  companyId: CompanyId,
  payments: z.array(PaymentRef),
  startedAt: Instant,
  startedBy: z.string(),
});
export type SendingOrder = z.infer<typeof SendingOrder>;

/** Where the order is kept. */
export interface SendingOrders {
  get(): SendingOrder | null;
  save(order: SendingOrder | null): void;
}

type TouchedBySendingRun = TouchedByPay & Pick<PaymentVault, 'log'> & { readonly orders: SendingOrders };

/** What holds the next payment up as much as this one: the run waits for a person. */
const HOLDS_ALL: readonly ErrorCode[] = [
  'cancelled-by-person',
  'vault-locked',
  'keychain-locked',
  'keychain-denied',
  'keychain-unavailable',
  'keychain-timeout',
  'bank-unreachable',
  'bank-rate',
  'token-none-fits',
  'token-sealed',
];

/** So many in a row that may not have reached the bank stop the run. Own choice: one may be bad luck, three are not. */
const MOST_UNSURE = 3;

type Progress = Pick<SendingView, 'state' | 'reason'>;

/**
 * Sends approved payments one after another, each as `pay` does: its last look, its rules, its intention, once. One
 * that fails stops no other and is not sent again by itself.
 *
 * After a pause, a lock or a crash the order is there and waits for a person: a payment that was being sent then is no
 * longer «approved», so that going on can never send it twice.
 */
export class SendingRun {
  readonly #vault: TouchedBySendingRun;
  /** Why a payment of this order was not sent. */
  readonly #failures = new Map<PaymentId, ErrorInfo>();
  #progress: Progress = { state: 'paused', reason: null };
  #running: Promise<void> | null = null;

  constructor(vault: TouchedBySendingRun) {
    this.#vault = vault;
  }

  /**
   * Begins to send these payments, as this person saw them. Errors: `payment-state` while an earlier order is not
   * ended. Effects: the order is kept; money moves, payment by payment.
   */
  start(actor: Actor, companyId: CompanyId, payments: readonly PaymentSeen[]): void {
    const known = this.#vault.orders.get();
    if (known !== null && this.#leftOf(known).length > 0)
      throw new AppError('payment-state', { from: 'submitting', to: 'submitting' });
    const startedAt = this.#vault.clock.now();
    this.#failures.clear();
    this.#vault.orders.save({ companyId, payments: [...payments], startedAt, startedBy: actor.name });
    this.#go(actor);
  }

  /** Goes on with what is left, also after a lock or a crash. Errors: `not-found` without an order. */
  resume(actor: Actor): void {
    if (this.#vault.orders.get() === null) throw new AppError('not-found', { what: 'sending' });
    this.#failures.clear();
    this.#go(actor);
  }

  /** Stops before the next payment; the one under way goes to its end. */
  pause(): void {
    if (this.#progress.state === 'running') this.#tell({ state: 'pausing', reason: null });
  }

  /** Forgets the order: what was not sent stays approved. Errors: `payment-state` while it is running. */
  dismiss(): void {
    if (this.#running !== null) throw new AppError('payment-state', { from: 'submitting', to: 'approved' });
    this.#vault.orders.save(null);
    this.#failures.clear();
    this.#tell({ state: 'paused', reason: null });
  }

  /** Resolves when no payment of it is under way any more. */
  async settled(): Promise<void> {
    await this.#running;
  }

  /** How far it is; `null` when there is no order for this company. */
  view(companyId: CompanyId): SendingView | null {
    const order = this.#vault.orders.get();
    if (order?.companyId !== companyId) return null;
    const { payments, startedAt, startedBy } = order;
    const left = this.#leftOf(order);
    const sums = payments.map(({ paymentId }) => {
      const payment = this.#vault.payments.get(paymentId);
      return payment === null ? 0 : (amountOf(payment) ?? 0);
    });
    return {
      companyId,
      total: payments.length,
      totalMinor: sums.reduce((sum, one) => sum + one, 0),
      left: left.length,
      failures: [...this.#failures].map(([paymentId, error]) => ({ paymentId, error })),
      startedAt,
      startedBy,
      ...(left.length === 0 && this.#running === null
        ? { state: 'ended' as const, reason: null }
        : this.#progress),
    };
  }

  #go(actor: Actor): void {
    if (this.#running !== null) throw new AppError('payment-state', { from: 'submitting', to: 'submitting' });
    this.#tell({ state: 'running', reason: null });
    this.#running = this.#sendAll(actor)
      .catch((error: unknown) => this.#vault.log.error('sending-run-failed', error))
      .finally(() => {
        this.#running = null;
        if (this.#progress.state !== 'paused') this.#tell({ state: 'paused', reason: null });
        else this.#publish();
      });
  }

  async #sendAll(actor: Actor): Promise<void> {
    let unsure = 0;
    for (let next = this.#next(); next !== null; next = this.#next()) {
      const reason = await this.#sendOne(actor, next);
      if (reason !== null && HOLDS_ALL.includes(reason.code)) return this.#tell({ state: 'paused', reason });
      const status = this.#vault.payments.get(next.paymentId)?.status;
      unsure = status === 'unknown' || status === 'approved' ? unsure + 1 : 0;
      if (unsure >= MOST_UNSURE) return this.#tell({ state: 'paused', reason: info('bank-unreachable') });
      this.#publish();
    }
  }

  /** The next payment that is approved and was not tried; `null` at the end, and at a pause. */
  #next(): PaymentSeen | null {
    const order = this.#vault.orders.get();
    if (order === null || this.#progress.state !== 'running') return null;
    return this.#leftOf(order).find(({ paymentId }) => !this.#failures.has(paymentId)) ?? null;
  }

  /** Returns why it was not sent; `null` when it went to the bank. */
  async #sendOne(actor: Actor, seen: PaymentSeen): Promise<ErrorInfo | null> {
    try {
      const after = await pay(this.#vault, actor, seen);
      if (after.status !== 'approved') return null;
      this.#note(seen.paymentId, after.problem ?? info('bank-unreachable'), after.revision);
      return null;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const reason: ErrorInfo = { code: error.code, details: { ...error.details }, incidentId: null };
      if (!HOLDS_ALL.includes(error.code)) this.#note(seen.paymentId, reason, seen.revision);
      return reason;
    }
  }

  /** A payment that came back has another revision, which nobody but the bank's silence has made. */
  #note(paymentId: PaymentId, reason: ErrorInfo, revision: number): void {
    this.#failures.set(paymentId, reason);
    const order = this.#vault.orders.get();
    if (order === null) return;
    const payments = order.payments.map((one) =>
      one.paymentId === paymentId ? { paymentId, revision } : one,
    );
    this.#vault.orders.save({ ...order, payments });
  }

  #leftOf({ payments }: SendingOrder): readonly PaymentSeen[] {
    return payments.filter(({ paymentId }) => this.#vault.payments.get(paymentId)?.status === 'approved');
  }

  #tell(progress: Progress): void {
    this.#progress = progress;
    this.#publish();
  }

  #publish(): void {
    this.#vault.publish('sending.changed', { isRunning: this.#running !== null });
  }
}

function info(code: ErrorCode): ErrorInfo {
  return { code, details: {}, incidentId: null };
}

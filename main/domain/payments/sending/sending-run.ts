import { z } from 'zod';
import { PaymentRef, type SendingView } from '../../../../contract/areas/payments.ts';
import type { ErrorCode } from '../../../../contract/error-codes.ts';
import type { ErrorInfo } from '../../../../contract/result.ts';
import { Instant } from '../../../../contract/values/dates.ts';
import { CompanyId, type PaymentId } from '../../../../contract/values/ids.ts';
import { AppError, infoOf } from '../../../ports/app-error.ts';
import type { Actor } from '../../audit/entry.ts';
import type { PaymentSeen } from '../load-payment.ts';
import { amountOf } from '../payment-facts.ts';
import { isPaid } from '../payment.ts';
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
  'vault-left',
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
    this.#assertStill();
    const known = this.#vault.orders.get();
    if (known !== null && this.#leftOf(known).length > 0)
      throw new AppError('payment-state', { from: 'submitting', to: 'submitting' });
    const startedAt = this.#vault.clock.now();
    this.#failures.clear();
    this.#vault.orders.save({ companyId, payments: [...payments], startedAt, startedBy: actor.name });
    this.#go(actor);
  }

  /**
   * Goes on with what is left, also after a lock or a crash. Errors: `not-found` without an order of this company,
   * `payment-state` while it is running. Effects: money moves, payment by payment.
   */
  resume(actor: Actor, companyId: CompanyId): void {
    this.#assertOf(companyId);
    this.#assertStill();
    this.#failures.clear();
    this.#go(actor);
  }

  /** Stops before the next payment; the one under way goes to its end. Errors: `not-found`, as `resume`. */
  pause(companyId: CompanyId): void {
    this.#assertOf(companyId);
    this.halt();
  }

  /** The same for whatever company, because the vault closes. */
  halt(): void {
    if (this.#progress.state === 'running') this.#tell({ state: 'pausing', reason: null });
  }

  /** Forgets the order: what was not sent stays approved. Errors: as `resume`. */
  dismiss(companyId: CompanyId): void {
    this.#assertOf(companyId);
    this.#assertStill();
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
    const known = payments.flatMap(({ paymentId }) => this.#vault.payments.get(paymentId) ?? []);
    const left = this.#leftOf(order);
    return {
      companyId,
      total: payments.length,
      totalMinor: known.reduce((sum, payment) => sum + (amountOf(payment) ?? 0), 0),
      gone: known.filter(isPaid).length,
      left: left.length,
      failures: [...this.#failures].map(([paymentId, error]) => ({ paymentId, error })),
      startedAt,
      startedBy,
      ...(left.length === 0 && this.#running === null
        ? { state: 'ended' as const, reason: null }
        : this.#progress),
    };
  }

  /** Nobody acts on the order of a company that he is not in. */
  #assertOf(companyId: CompanyId): void {
    if (this.#vault.orders.get()?.companyId !== companyId)
      throw new AppError('not-found', { what: 'sending' });
  }

  #assertStill(): void {
    if (this.#running !== null) throw new AppError('payment-state', { from: 'submitting', to: 'submitting' });
  }

  #go(actor: Actor): void {
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
      const { reason, isUnsure } = await this.#sendOne(actor, next);
      if (reason !== null && HOLDS_ALL.includes(reason.code)) return this.#tell({ state: 'paused', reason });
      unsure = isUnsure ? unsure + 1 : 0;
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

  /** `reason`: why nothing was sent; `isUnsure`: it was, and may not have arrived. */
  async #sendOne(
    actor: Actor,
    seen: PaymentSeen,
  ): Promise<{ readonly reason: ErrorInfo | null; readonly isUnsure: boolean }> {
    try {
      const after = await pay(this.#vault, actor, seen);
      const isBack = after.status === 'approved';
      if (isBack) this.#note(seen.paymentId, after.problem ?? info('bank-unreachable'), after.revision);
      return { reason: null, isUnsure: isBack || after.status === 'unknown' };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const reason = infoOf(error);
      if (!HOLDS_ALL.includes(error.code)) this.#note(seen.paymentId, reason, seen.revision);
      return { reason, isUnsure: false };
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
  return infoOf(new AppError(code));
}

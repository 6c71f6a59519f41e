import { addMs, type Instant } from '../../../contract/values/dates.ts';
import type { PaymentId } from '../../../contract/values/ids.ts';
import type { Clock, Publish, Timers } from '../../ports/ports.ts';
import type { OpenedToken } from '../tokens/bank-caller.ts';
import type { Token } from '../tokens/token.ts';
import type { Payment } from './payment.ts';
import type { PaymentStore } from './payments-ports.ts';

/**
 * How long a director's passphrase holds a sealed token open for one payment. Units: ms. Own choice: time to press
 * «Оплатить» after approving, not to go home.
 */
export const PERMIT_MS = 15 * 60_000;

/** What of a payment a permit is for. */
type Authorized = Pick<Payment, 'paymentId' | 'contentHash'>;

interface SendAuthorization {
  readonly contentHash: string | null;
  readonly opened: OpenedToken;
  readonly givenAt: Instant;
  readonly until: Instant;
  readonly forgetTimer: () => void;
}

/**
 * Sealed tokens that a director has opened, each for exactly one send of exactly one content of one payment. They are
 * in memory alone, and wiped after the send, when the payment changes, after `PERMIT_MS`, and with the lock.
 */
export class SendAuthorizations {
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #permits = new Map<PaymentId, SendAuthorization>();
  #isClosed = false;

  constructor(clock: Clock, timers: Timers) {
    this.#clock = clock;
    this.#timers = timers;
  }

  /**
   * Keeps what was opened for a payment, in place of an older permit. Effects: it is wiped at once when the vault was
   * locked meanwhile.
   */
  keep({ paymentId, contentHash }: Authorized, opened: OpenedToken): void {
    this.#drop(paymentId);
    if (this.#isClosed) return opened.close();
    const givenAt = this.#clock.now();
    const forgetTimer = this.#timers.after(PERMIT_MS, () => this.#drop(paymentId));
    const until = addMs(givenAt, PERMIT_MS);
    this.#permits.set(paymentId, { contentHash, opened, givenAt, until, forgetTimer });
  }

  /** Tells whether this content of the payment may be sent with this token without asking anybody. */
  has(payment: Authorized, token: Token): boolean {
    const permit = this.#permits.get(payment.paymentId);
    return permit !== undefined && this.#fits(permit, payment, token);
  }

  /**
   * Hands over what was opened, once: the caller closes it. `null` when there is no permit, and one that does not fit
   * is wiped.
   */
  take(payment: Authorized, token: Token): OpenedToken | null {
    const permit = this.#permits.get(payment.paymentId);
    if (permit === undefined) return null;
    if (!this.#fits(permit, payment, token)) {
      this.#drop(payment.paymentId);
      return null;
    }
    this.#permits.delete(payment.paymentId);
    permit.forgetTimer();
    return permit.opened;
  }

  /** Wipes the permit of a payment that is no longer what it was given for. */
  review(paymentId: PaymentId, payment: Pick<Payment, 'contentHash' | 'status'> | null): void {
    const permit = this.#permits.get(paymentId);
    if (permit === undefined) return;
    const isWaiting = payment?.status === 'submitted' || payment?.status === 'approved';
    if (!isWaiting || payment.contentHash !== permit.contentHash) this.#drop(paymentId);
  }

  /** Wipes all, and keeps none from now on. */
  close(): void {
    this.#isClosed = true;
    for (const paymentId of [...this.#permits.keys()]) this.#drop(paymentId);
  }

  /** A clock that was set back ends a permit as well. */
  #fits(permit: SendAuthorization, { contentHash }: Authorized, { tokenId, certificateId }: Token): boolean {
    const now = this.#clock.now();
    const { opened, givenAt, until } = permit;
    const isSameToken =
      opened.tokenId === tokenId && (opened.certificateId === null || opened.certificateId === certificateId);
    return isSameToken && permit.contentHash === contentHash && givenAt <= now && now < until;
  }

  #drop(paymentId: PaymentId): void {
    const permit = this.#permits.get(paymentId);
    if (permit === undefined) return;
    this.#permits.delete(paymentId);
    permit.forgetTimer();
    permit.opened.close();
  }
}

/** Tells the window of changes, and looks at each changed payment's permit first. */
export function reviewing(
  publish: Publish,
  permits: SendAuthorizations,
  payments: Pick<PaymentStore, 'get'>,
): Publish {
  return (name, payload) => {
    if (name === 'payments.changed' && 'paymentId' in payload)
      permits.review(payload.paymentId, payments.get(payload.paymentId));
    publish(name, payload);
  };
}

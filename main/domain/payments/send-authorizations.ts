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
export const AUTHORIZATION_MS = 15 * 60_000;

/** What of a payment an authorization is for. */
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
  readonly #authorizations = new Map<PaymentId, SendAuthorization>();
  #isClosed = false;

  constructor(clock: Clock, timers: Timers) {
    this.#clock = clock;
    this.#timers = timers;
  }

  /**
   * Keeps what was opened for a payment, in place of an older authorization. Effects: it is wiped at once when the
   * vault was locked meanwhile.
   */
  keep({ paymentId, contentHash }: Authorized, opened: OpenedToken): void {
    this.#drop(paymentId);
    if (this.#isClosed) return opened.close();
    const givenAt = this.#clock.now();
    const forgetTimer = this.#timers.after(AUTHORIZATION_MS, () => this.#drop(paymentId));
    const until = addMs(givenAt, AUTHORIZATION_MS);
    this.#authorizations.set(paymentId, { contentHash, opened, givenAt, until, forgetTimer });
  }

  /** Tells whether this content of the payment may be sent with this token without asking anybody. */
  has(payment: Authorized, token: Token): boolean {
    const authorization = this.#authorizations.get(payment.paymentId);
    return authorization !== undefined && this.#fits(authorization, payment, token);
  }

  /**
   * Hands over what was opened, once: the caller closes it. `null` when there is no authorization, and one that does
   * not fit is wiped.
   */
  take(payment: Authorized, token: Token): OpenedToken | null {
    const authorization = this.#authorizations.get(payment.paymentId);
    if (authorization === undefined) return null;
    if (!this.#fits(authorization, payment, token)) {
      this.#drop(payment.paymentId);
      return null;
    }
    this.#authorizations.delete(payment.paymentId);
    authorization.forgetTimer();
    return authorization.opened;
  }

  /** Wipes the authorization of a payment that is no longer what it was given for. */
  review(paymentId: PaymentId, payment: Pick<Payment, 'contentHash' | 'status'> | null): void {
    const authorization = this.#authorizations.get(paymentId);
    if (authorization === undefined) return;
    const isWaiting = payment?.status === 'submitted' || payment?.status === 'approved';
    if (!isWaiting || payment.contentHash !== authorization.contentHash) this.#drop(paymentId);
  }

  /** Wipes all, and keeps none from now on. */
  close(): void {
    this.#isClosed = true;
    for (const paymentId of [...this.#authorizations.keys()]) this.#drop(paymentId);
  }

  /** A clock that was set back ends an authorization as well. */
  #fits(
    authorization: SendAuthorization,
    { contentHash }: Authorized,
    { tokenId, certificateId }: Token,
  ): boolean {
    const now = this.#clock.now();
    const { opened, givenAt, until } = authorization;
    const isSameToken =
      opened.tokenId === tokenId && (opened.certificateId === null || opened.certificateId === certificateId);
    return isSameToken && authorization.contentHash === contentHash && givenAt <= now && now < until;
  }

  #drop(paymentId: PaymentId): void {
    const authorization = this.#authorizations.get(paymentId);
    if (authorization === undefined) return;
    this.#authorizations.delete(paymentId);
    authorization.forgetTimer();
    authorization.opened.close();
  }
}

/** Tells the window of changes, and looks at each changed payment's authorization first. */
export function reviewing(
  publish: Publish,
  authorizations: SendAuthorizations,
  payments: Pick<PaymentStore, 'get'>,
): Publish {
  return (name, payload) => {
    if (name === 'payments.changed' && 'paymentId' in payload)
      authorizations.review(payload.paymentId, payments.get(payload.paymentId));
    publish(name, payload);
  };
}

import { describe, expect, it } from 'vitest';
import { CertificateId, CompanyId, PaymentId, TokenId } from '../../contract/values/ids.ts';
import {
  AUTHORIZATION_MS,
  reviewing,
  SendAuthorizations,
} from '../../main/domain/payments/send-authorizations.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import type { OpenedToken } from '../../main/domain/tokens/bank-caller.ts';
import type { Token } from '../../main/domain/tokens/token.ts';
import { FakeClock, FakeTimers } from '../fakes/fake-clock.ts';
import { buildPayment } from '../fakes/payment-builder.ts';

const TOKEN = TokenId.parse('token-paying');
const CERTIFICATE = CertificateId.parse('certificate-1');
const PAYMENT = { paymentId: PaymentId.parse('payment-1'), contentHash: 'content-a' };

/** Of a token only these two matter to a permit. */
const token = (change: Partial<Token> = {}) =>
  ({ tokenId: TOKEN, certificateId: CERTIFICATE, ...change }) as Token;

function opening(certificateId: CertificateId | null = CERTIFICATE) {
  const opened = {
    tokenId: TOKEN,
    certificateId,
    closed: 0,
    credentials: { token: null, certificate: null },
    close: () => {
      opened.closed += 1;
    },
  };
  return opened as unknown as OpenedToken & { readonly closed: number };
}

function permits() {
  const clock = new FakeClock();
  const timers = new FakeTimers();
  const kept = new SendAuthorizations(clock, timers);
  const opened = opening();
  kept.keep(PAYMENT, opened);
  return { clock, timers, kept, opened };
}

describe('a permit to send with a sealed token', () => {
  it('serves one send of its payment, once, and is not wiped before the send', () => {
    const { kept, opened, timers } = permits();
    expect(kept.has(PAYMENT, token())).toBe(true);
    expect(kept.take(PAYMENT, token())).toBe(opened);
    expect(opened.closed).toBe(0);
    expect(timers.count).toBe(0);
    expect(kept.has(PAYMENT, token())).toBe(false);
    expect(kept.take(PAYMENT, token())).toBeNull();
    kept.close();
    expect(opened.closed).toBe(0); // whoever took it closes it
  });

  it.each([
    ['another content of the same payment', { ...PAYMENT, contentHash: 'content-b' }, token()],
    ['a content that is not frozen', { ...PAYMENT, contentHash: null }, token()],
    ['another token', PAYMENT, token({ tokenId: TokenId.parse('token-other') })],
    [
      'the same token with another certificate',
      PAYMENT,
      token({ certificateId: CertificateId.parse('certificate-2') }),
    ],
    ['the same token without its certificate', PAYMENT, token({ certificateId: null })],
  ])('serves not %s, and is wiped when it is asked for that', (_, payment, wanted) => {
    const { kept, opened, timers } = permits();
    expect(kept.has(payment, wanted)).toBe(false);
    expect(opened.closed).toBe(0);
    expect(kept.take(payment, wanted)).toBeNull();
    expect(opened.closed).toBe(1);
    expect(timers.count).toBe(0);
    expect(kept.take(PAYMENT, token())).toBeNull();
  });

  it('serves not another payment of the same content, and stays for its own', () => {
    const { kept, opened } = permits();
    const other = { ...PAYMENT, paymentId: PaymentId.parse('payment-2') };
    expect(kept.has(other, token())).toBe(false);
    expect(kept.take(other, token())).toBeNull();
    expect(opened.closed).toBe(0);
    expect(kept.take(PAYMENT, token())).toBe(opened);
  });

  it('serves a token that needs no certificate, whatever is linked to it', () => {
    const { kept } = permits();
    const bare = opening(null);
    kept.keep(PAYMENT, bare);
    expect(kept.has(PAYMENT, token())).toBe(true);
    expect(kept.take(PAYMENT, token({ certificateId: null }))).toBe(bare);
  });

  it.each([
    [-1, false],
    [0, true],
    [AUTHORIZATION_MS - 1, true],
    [AUTHORIZATION_MS, false],
    [AUTHORIZATION_MS + 1, false],
  ])('holds %i milliseconds after it was given: %s', (ms, holds) => {
    const { kept, clock } = permits();
    clock.pass(ms);
    expect(kept.has(PAYMENT, token())).toBe(holds);
    expect(kept.take(PAYMENT, token()) !== null).toBe(holds);
  });

  it('is wiped by itself after its minutes, and not before', () => {
    const { opened, timers } = permits();
    timers.pass(AUTHORIZATION_MS - 1);
    expect(opened.closed).toBe(0);
    timers.pass(1);
    expect(opened.closed).toBe(1);
  });

  it('gives way to a newer one of the same payment, which has minutes of its own', () => {
    const { kept, opened, timers, clock } = permits();
    timers.pass(AUTHORIZATION_MS - 1);
    clock.pass(AUTHORIZATION_MS - 1);
    const newer = opening();
    kept.keep(PAYMENT, newer);
    expect(opened.closed).toBe(1);
    timers.pass(1);
    clock.pass(1);
    expect(newer.closed).toBe(0);
    expect(kept.take(PAYMENT, token())).toBe(newer);
  });

  it('is wiped with the lock, and none is kept after it', () => {
    const { kept, opened, timers } = permits();
    kept.close();
    expect(opened.closed).toBe(1);
    const late = opening();
    kept.keep(PAYMENT, late);
    expect(late.closed).toBe(1);
    expect(kept.has(PAYMENT, token())).toBe(false);
    expect(timers.count).toBe(0);
  });
});

describe('a change of a payment', () => {
  it.each([
    ['submitted', 'content-a', false],
    ['approved', 'content-a', false],
    ['approved', 'content-b', true],
    ['submitted', null, true],
    ['draft', 'content-a', true],
    ['submitting', 'content-a', true],
    ['refused', 'content-a', true],
    ['cancelled', 'content-a', true],
    ['expired', 'content-a', true],
    ['executed', 'content-a', true],
  ] as const)('to %s with the content %s wipes its permit: %s', (status, contentHash, isWiped) => {
    const { kept, opened } = permits();
    const stored: Payment = buildPayment({ ...PAYMENT, status, contentHash });
    const told: unknown[] = [];
    const publish = reviewing((...event) => void told.push(event), kept, {
      get: (paymentId) => (paymentId === stored.paymentId ? stored : null),
    });
    publish('payments.changed', { paymentId: PAYMENT.paymentId });
    expect(opened.closed).toBe(isWiped ? 1 : 0);
    expect(told).toEqual([['payments.changed', { paymentId: PAYMENT.paymentId }]]);
  });

  it('that is gone wipes its permit; one of another payment, or of something else, wipes none', () => {
    const { kept, opened } = permits();
    const publish = reviewing(() => undefined, kept, { get: () => null });
    publish('accounts.changed', { companyId: CompanyId.parse('company-1') });
    publish('payments.changed', { paymentId: PaymentId.parse('payment-2') });
    expect(opened.closed).toBe(0);
    publish('payments.changed', { paymentId: PAYMENT.paymentId });
    expect(opened.closed).toBe(1);
  });
});

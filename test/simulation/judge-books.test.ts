import { describe, expect, it } from 'vitest';
import { PaymentId } from '../../contract/values/ids.ts';
import { prepareOrder } from '../../main/edges/tapi/order-bodies.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { buildContent, buildPayment } from '../fakes/payment-builder.ts';
import { BankInProcess } from './bank-in-process.ts';
import { judgeBooks, judgeEnd, type Books } from './judge-books.ts';

const NOW = '2026-11-16T09:00:00.000Z';

/** A payment of the app, told from others by its number. */
function payment(number: number, status: Payment['status'], purpose = `Счёт ${number}`): Payment {
  const content = buildContent({ purpose });
  return buildPayment({ paymentId: PaymentId.parse(`payment-${number}`), status, content });
}

/** Pays at the bank what the app has sent, under an id each. */
function books(payments: readonly Payment[], paid: readonly (readonly [Payment, string])[]): Books {
  const bank = new BankInProcess({
    now: () => new Date(NOW),
    monotonicMs: () => 0,
    settings: { ratesEnforced: false },
    settleAfterMs: 0,
    tokens: [{ text: 't.token', accesses: ['payments/rub-pay'] }],
  });
  const sent = paid.map(([{ content, paymentId }, id]) => {
    if (content === null) throw new Error('nothing to pay');
    const { tax = null, revenueTypeCode = null } = content;
    const order = prepareOrder({ ...content, tax, revenueTypeCode }, id, { order: paymentId });
    const reply = bank.answer({
      listener: 'secured',
      verb: 'POST',
      path: '/api/v1/payment/ruble-transfer/pay',
      query: new URLSearchParams(),
      body: order.body,
      caller: { authorization: 'Bearer t.token', ip: '192.0.2.10', certificateFingerprint: 'one' },
    });
    expect(reply.status).toBe(200);
    return { method: 'pay' as const, body: order.body };
  });
  return { payments, bank, sent };
}

describe('the books of the app beside those of the bank', () => {
  it('fit when each payment that is called executed has its debit, twins too', () => {
    const first = payment(1, 'executed', 'Аренда');
    const second = payment(2, 'executed', 'Аренда');
    const ledger = books(
      [first, second, payment(3, 'approved')],
      [
        [first, 'a'],
        [second, 'b'],
      ],
    );

    expect(ledger.bank.debits).toHaveLength(2);
    expect(judgeEnd(ledger)).toEqual([]);
  });

  it.each(['draft', 'submitted', 'approved', 'refused', 'failed', 'cancelled', 'expired'] as const)(
    'do not fit when a payment that left is called %s',
    (status) => {
      const one = payment(1, status);
      expect(judgeBooks(books([one], [[one, 'a']]))).toEqual([
        `payment-1 is called ${status}, and the bank has: EXECUTED`,
        '«Счёт 1» left 1 times, and 0 at most may have',
      ]);
    },
  );

  it.each(['submitting', 'unknown', 'in-progress'] as const)(
    'leave a payment that is called %s open, but not in the end',
    (status) => {
      const one = payment(1, status);
      const ledger = books([one], [[one, 'a']]);

      expect(judgeBooks(ledger)).toEqual([]);
      expect(judgeEnd(ledger)).toContain(`payment-1 is still ${status}`);
    },
  );

  it('do not fit when one payment left twice, under whatever ids and texts', () => {
    const one = payment(1, 'executed');
    const ledger = books(
      [one],
      [
        [one, 'a'],
        [one, 'b'],
      ],
    );

    expect(judgeBooks(ledger)).toEqual([
      'the bank has 2 payments for payment-1',
      '«Счёт 1» left 2 times, and 1 at most may have',
      'payment-1 left as several texts',
    ]);
  });

  it('do not fit when a payment is called executed and nothing left', () => {
    expect(judgeBooks(books([payment(1, 'executed')], []))).toEqual([
      'payment-1 is called executed, and the bank has: nothing',
      '«Счёт 1» left 0 times, and 1 are called executed',
    ]);
  });

  it('do not fit when the app has forgotten a payment', () => {
    expect(judgeBooks(books([], [[payment(1, 'unknown'), 'a']]))).toEqual([
      'the bank has a, and the app knows nothing of it',
      '«Счёт 1» left 1 times, and 0 at most may have',
      'payment-1 left, and the app knows nothing of it',
    ]);
  });

  it('do not fit when a draft was laid twice', () => {
    const ledger = books([], []);
    const laid = { method: 'create-draft', body: '{}' } as const;

    expect(judgeBooks({ ...ledger, sent: [laid] })).toEqual([]);
    expect(judgeBooks({ ...ledger, sent: [laid, laid] })).toEqual(['a draft was laid twice: {}']);
  });
});

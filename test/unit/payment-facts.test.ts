import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PaymentId } from '../../contract/values/ids.ts';
import { addMs } from '../../contract/values/dates.ts';
import { limitsUsed, paidTo, payeeStanding } from '../../main/domain/payments/payment-facts.ts';
import { duplicateKey } from '../../main/domain/payments/payment-content.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { buildContent, buildPayment } from '../fakes/payment-builder.ts';
import { draftFields } from '../fakes/vault-world.ts';

const ALL = { payee: null, except: null };
const sentAt = (at: string, amountMinor: number) =>
  buildPayment({ sentAt: at, content: buildContent({ amountMinor }) });

describe('limitsUsed', () => {
  it.each([
    // now, sent, day, month: Moscow is three hours ahead of UTC
    ['2026-11-16T20:59:59.999Z', '2026-11-15T21:00:00.000Z', 100, 100],
    ['2026-11-16T20:59:59.999Z', '2026-11-15T20:59:59.999Z', 0, 100],
    ['2026-11-16T21:00:00.000Z', '2026-11-16T20:59:59.999Z', 0, 100],
    ['2026-11-30T21:00:00.000Z', '2026-11-30T20:59:59.999Z', 0, 0],
    ['2026-12-31T20:59:59.999Z', '2026-11-30T21:00:00.000Z', 0, 100],
    ['2028-02-29T20:59:59.999Z', '2028-02-28T21:00:00.000Z', 100, 100],
    ['2028-02-29T21:00:00.000Z', '2028-02-28T21:00:00.000Z', 0, 0],
    ['2026-12-31T21:00:00.000Z', '2026-12-31T20:59:59.999Z', 0, 0],
  ])('counts Moscow days and months: at %s a payment of %s', (now, sent, day, month) => {
    const used = limitsUsed([sentAt(sent, 100)], now, ALL);

    expect(used).toEqual({
      dayMinor: day,
      monthMinor: month,
      payeeDayMinor: 0,
      payeeDayPayments: 0,
      withDrafts: { dayMinor: day, monthMinor: month, payeeDayPayments: 0 },
    });
  });

  it.each([
    ['submitting', 100],
    ['in-progress', 100],
    ['unknown', 100],
    ['executed', 100],
    ['draft', 0],
    ['submitted', 0],
    ['approved', 0],
    ['handed-over', 0],
    ['failed', 0],
    ['refused', 0],
    ['cancelled', 0],
    ['expired', 0],
  ] as const)('counts a payment in the state %s as %i', (status, day) => {
    const payment = buildPayment({ status, content: buildContent({ amountMinor: 100 }) });

    expect(limitsUsed([payment], '2026-11-16T10:00:00.000Z', ALL).dayMinor).toBe(day);
  });

  it('leaves out bank drafts, which the bank asks a signature for', () => {
    const payment = buildPayment({ fields: draftFields({ route: 'bank-draft' }) });

    expect(limitsUsed([payment], '2026-11-16T10:00:00.000Z', ALL).monthMinor).toBe(0);
  });

  it('leaves out the payment that is judged, and counts a payee by his INN', () => {
    const own = buildPayment({ paymentId: PaymentId.parse('payment-own') });
    const other = buildPayment({ paymentId: PaymentId.parse('payment-other') });
    const payee = buildContent().payee;

    const used = limitsUsed([own, other], '2026-11-16T10:00:00.000Z', { payee, except: own.paymentId });

    expect(used).toMatchObject({ dayMinor: 1500_50, monthMinor: 1500_50, payeeDayMinor: 1500_50 });
    expect([used.payeeDayPayments, used.withDrafts.payeeDayPayments]).toEqual([1, 1]);
  });

  it.each([
    // executed, now, day, month
    ['2026-12-31T20:59:59.999Z', '2026-12-31T21:00:00.000Z', 0, 0],
    ['2026-12-31T21:00:00.000Z', '2026-12-31T21:00:00.000Z', 100, 100],
    ['2026-12-30T20:59:59.999Z', '2026-12-31T20:59:59.999Z', 0, 100],
  ])('counts a signed draft on the day of its execution (%s, now %s)', (executed, now, day, month) => {
    const payment = buildPayment({
      fields: draftFields({ route: 'bank-draft' }),
      content: buildContent({ route: 'bank-draft', amountMinor: 100 }),
      sentAt: '2026-11-01T10:00:00.000Z',
      documentId: 'document-1',
      steps: [{ at: executed, kind: 'payment-executed', who: 'Klyuchnik', details: {} }],
    });

    const used = limitsUsed([payment], now, ALL);

    expect([used.dayMinor, used.monthMinor]).toEqual([0, 0]);
    expect(used.withDrafts).toEqual({ dayMinor: day, monthMinor: month, payeeDayPayments: 0 });
  });

  it('counts payments to one payee by his INN, and by the account where there is none', () => {
    const payee = buildContent().payee;
    const person = { ...payee, inn: '0', accountNumber: '40817810600000000003' };
    const toOtherAccount = { ...payee, accountNumber: '40702810500000000009' };
    const payments = [
      payee,
      toOtherAccount,
      person,
      { ...person, accountNumber: '40817810600000000004' },
    ].map((one) => buildPayment({ content: buildContent({ payee: one }) }));
    const count = (to: typeof payee) =>
      limitsUsed(payments, '2026-11-16T10:00:00.000Z', { payee: to, except: null }).payeeDayPayments;

    expect([count(payee), count(person)]).toEqual([2, 1]);
  });

  it('frees no limit when the clock of the computer is moved back', () => {
    const instants = fc.date({
      min: new Date('2025-01-01'),
      max: new Date('2029-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(fc.array(instants, { maxLength: 8 }), instants, fc.nat(400), (sent, now, daysBack) => {
        const payments = sent.map((at) => sentAt(at.toISOString(), 100));
        const then = now.toISOString();
        const before = limitsUsed(payments, then, ALL);

        const after = limitsUsed(payments, addMs(then, -daysBack * 86_400_000), ALL);

        expect(after.dayMinor).toBeGreaterThanOrEqual(before.dayMinor);
        expect(after.monthMinor).toBeGreaterThanOrEqual(before.monthMinor);
      }),
    );
  });
});

describe('payeeStanding', () => {
  const payee = buildContent().payee;
  const standing = (payments: readonly Payment[], to = payee) => payeeStanding(paidTo(payments, to), to);

  it('calls a payee new when nobody was paid', () => {
    expect(standing([])).toBe('new');
  });

  it.each(['executed', 'in-progress', 'unknown', 'submitting'] as const)(
    'knows the account of a direct payment that is %s',
    (status) => {
      expect(standing([buildPayment({ status })])).toBe('known');
    },
  );

  it.each(['draft', 'submitted', 'approved', 'failed', 'refused', 'cancelled', 'expired'] as const)(
    'learns nothing from a payment that is %s',
    (status) => {
      expect(standing([buildPayment({ status })])).toBe('new');
    },
  );

  it.each(['handed-over', 'submitting', 'unknown'] as const)(
    'learns nothing from a bank draft that nobody has signed (%s)',
    (status) => {
      const draft = buildPayment({ status, fields: draftFields({ route: 'bank-draft' }) });

      expect(standing([draft])).toBe('new');
    },
  );

  it('knows the account of a bank draft that the bank says was executed, not of one that only a person says was', () => {
    const fields = draftFields({ route: 'bank-draft' });
    expect(standing([buildPayment({ fields, documentId: 'document-1' })])).toBe('known');
    expect(standing([buildPayment({ fields, documentId: null })])).toBe('new');
  });

  it.each([
    ['account', { accountNumber: '40702810500000000001' }],
    ['bank', { bik: '044525225' }],
  ])('sees a changed %s of a payee paid before', (_name, change) => {
    expect(standing([buildPayment()], { ...payee, ...change })).toBe('changed-account');
  });

  it('tells payees without an INN apart by their names, whatever the case', () => {
    const person = { ...payee, inn: '0', name: 'Иванов Иван' };
    const paid = [buildPayment({ content: buildContent({ payee: person }) })];

    expect(standing(paid, { ...person, name: 'ИВАНОВ ИВАН' })).toBe('known');
    expect(standing(paid, { ...person, name: 'Петров Пётр' })).toBe('new');
    expect(standing(paid, { ...person, accountNumber: '40817810600000000003' })).toBe('changed-account');
  });

  it('takes the same account under another INN for a new payee', () => {
    expect(standing([buildPayment()], { ...payee, inn: '7707083893' })).toBe('new');
  });
});

describe('duplicateKey', () => {
  const key = (purpose: string, amountMinor = 100, payeeAccount = '1') =>
    duplicateKey({ purpose, amountMinor, payeeAccount });

  it.each([
    ['Счёт 17', 'счёт  17'],
    ['Счёт № 17.', 'счёт 17'],
    ['Счёт 17, НДС', 'Счёт 17 ндс'],
  ])('takes «%s» and «%s» for the same', (a, b) => {
    expect(key(a)).toBe(key(b));
  });

  it.each([
    ['Счёт 17', 'Счёт 18'],
    ['Счёт 17', 'Счёт 1 7'],
  ])('tells «%s» and «%s» apart', (a, b) => {
    expect(key(a)).not.toBe(key(b));
  });

  it('tells sums and accounts apart', () => {
    expect(key('a', 100)).not.toBe(key('a', 101));
    expect(key('a', 100, '1')).not.toBe(key('a', 100, '2'));
  });
});

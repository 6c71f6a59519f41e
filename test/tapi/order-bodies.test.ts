import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareDraft, prepareOrder } from '../../main/edges/tapi/order-bodies.ts';
import { anOrder } from './support/bank-under-test.ts';

const tax = {
  payerStatus: '01',
  kbk: '18201061201010000510',
  oktmo: '0',
  evidence: '0',
  period: '0',
  docNumber: '0',
  docDate: '0',
};

describe('a direct payment', () => {
  it('has the fields of the bank and nothing else', () => {
    const { body, bankPaymentId } = prepareOrder(anOrder(), 'p-1', { order: 'A-17' });

    expect(bankPaymentId).toBe('p-1');
    expect(JSON.parse(body)).toEqual({
      id: 'p-1',
      from: { accountNumber: '40702810500000000001' },
      to: {
        name: 'ИП Пример',
        inn: '999900000097',
        kpp: '0',
        bik: '044525974',
        corrAccountNumber: '30101810145250000974',
        accountNumber: '40802810700000000002',
      },
      purpose: 'Оплата по счёту 17 от 02.11.2026. НДС не облагается',
      amount: 15000.5,
      documentNumber: 214,
      executionOrder: 5,
      meta: { order: 'A-17' },
    });
    expect(body).toContain('"amount":15000.50,');
    expect(body).not.toContain('dueDate');
  });

  it('carries the budget fields of a tax', () => {
    const { body } = prepareOrder(anOrder({ tax }), 'p-1', {});

    expect(JSON.parse(body)).toMatchObject({ tax, uin: '0' });
  });

  it('names another whose tax it is by his INN and KPP, and the revenue code of a person', () => {
    const thirdParty = { inn: '9999000013', kpp: '0', name: 'ООО «Пример»' };
    const { body } = prepareOrder(anOrder({ tax: { ...tax, thirdParty }, revenueTypeCode: '1' }), 'p-1', {});

    expect(JSON.parse(body)).toMatchObject({
      tax: { ...tax, thirdParty: { inn: '9999000013', kpp: '0' } },
      revenueTypeCode: '1',
    });
    expect(body).not.toContain('"name":"ООО «Пример»"');
  });

  it('is the same text each time', () => {
    expect(prepareOrder(anOrder(), 'p-1', { b: '2', a: '1' })).toEqual(
      prepareOrder(anOrder(), 'p-1', { b: '2', a: '1' }),
    );
  });

  it('keeps every sum and every text exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999_999_999 }), fc.string(), (amountMinor, purpose) => {
        const { body } = prepareOrder(anOrder({ amountMinor, purpose }), 'p-1', { amount: '"amount":1.00,' });
        const digits = /"amount":(\d+)\.(\d\d),/.exec(body);
        expect(`${digits?.[1]}${digits?.[2]}`.replace(/^0+/, '')).toBe(String(amountMinor));
        expect(JSON.parse(body)).toMatchObject({ purpose, amount: amountMinor / 100 });
      }),
    );
  });

  it.each([0, -1, 0.5, Number.MAX_SAFE_INTEGER + 1])('is refused for %d kopecks', (amountMinor) => {
    expect(() => prepareOrder(anOrder({ amountMinor }), 'p-1', {})).toThrow('payment-invalid');
    expect(() => prepareDraft(anOrder({ amountMinor }), '2026-11-02')).toThrow('payment-invalid');
  });

  it('takes an id of 1 to 64 characters', () => {
    expect(() => prepareOrder(anOrder(), '', {})).toThrow('payment-invalid');
    expect(prepareOrder(anOrder(), 'x', {}).bankPaymentId).toBe('x');
    expect(prepareOrder(anOrder(), 'x'.repeat(64), {}).bankPaymentId).toBe('x'.repeat(64));
    expect(() => prepareOrder(anOrder(), 'x'.repeat(65), {})).toThrow('payment-invalid');
  });
});

describe('a draft', () => {
  it('has the other names and types, and zeros for the budget', () => {
    const { body, bankPaymentId } = prepareDraft(anOrder(), '2026-11-02');

    expect(bankPaymentId).toBeNull();
    expect(JSON.parse(body)).toEqual({
      documentNumber: '214',
      date: '2026-11-02T00:00:00+03:00',
      amount: 15000.5,
      recipientName: 'ИП Пример',
      inn: '999900000097',
      kpp: '0',
      bankAcnt: '40802810700000000002',
      bankBik: '044525974',
      accountNumber: '40702810500000000001',
      paymentPurpose: 'Оплата по счёту 17 от 02.11.2026. НДС не облагается',
      executionOrder: 5,
      taxPayerStatus: '0',
      kbk: '0',
      oktmo: '0',
      taxEvidence: '0',
      taxPeriod: '0',
      uin: '0',
      taxDocNumber: '0',
      taxDocDate: '0',
    });
  });

  it('carries the budget fields and the correspondent account of a tax', () => {
    const { body } = prepareDraft(anOrder({ tax, uin: '1'.repeat(20) }), '2026-11-02');

    expect(JSON.parse(body)).toMatchObject({
      taxPayerStatus: '01',
      kbk: tax.kbk,
      uin: '1'.repeat(20),
      recipientCorrAccountNumber: '30101810145250000974',
    });
  });
});

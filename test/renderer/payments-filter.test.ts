import { describe, expect, it } from 'vitest';
import { PaymentGroup, PaymentStatus, type PaymentSummary } from '../../contract/areas/payments.ts';
import { CompanyId, PaymentId } from '../../contract/values/ids.ts';
import {
  countGroups,
  nextDocumentNumber,
  ofGroup,
  search,
} from '../../renderer/features/payments/payment-filter.ts';

function payment(change: Partial<PaymentSummary>): PaymentSummary {
  return {
    paymentId: PaymentId.parse('payment-00000001'),
    companyId: CompanyId.parse('company-00000001'),
    revision: 1,
    status: 'draft',
    route: 'direct',
    payeeName: 'ООО «Ёлка»',
    purpose: 'Оплата по счёту 17',
    amountMinor: 9_240_050,
    documentNumber: '215',
    preparedBy: 'Иванова А. П.',
    updatedAt: '2026-11-16T11:07:00.000Z',
    mark: null,
    ...change,
  };
}

describe('the tabs of the list', () => {
  it('put every payment on exactly one tab besides "all"', () => {
    const payments = PaymentStatus.options.map((status) => payment({ status }));
    const counts = countGroups(payments);
    const { all, ...rest } = counts;
    expect(all).toBe(payments.length);
    expect(Object.values(rest).reduce((sum, count) => sum + count, 0)).toBe(all);
    for (const group of PaymentGroup.options) expect(ofGroup(payments, group)).toHaveLength(counts[group]);
  });

  it('keep a payment whose answer was lost among those on the way', () => {
    expect(ofGroup([payment({ status: 'unknown' })], 'sending')).toHaveLength(1);
  });
});

describe('the search', () => {
  const list = [payment({}), payment({ payeeName: 'ИП Котова', purpose: 'Аренда', amountMinor: null })];

  it.each(['елка', 'ЁЛКА счёту', '  17   оплата ', '92 400,50', '92\u202f400', '92400.5', '215 ёлка'])(
    'finds by «%s»',
    (text) => {
      expect(search(list, text)[0]?.payeeName).toBe('ООО «Ёлка»');
    },
  );

  it.each(['ёлка аренда', '92 400,51', '2400'])('does not find by «%s»', (text) => {
    expect(search(list, text)).toEqual([]);
  });

  it('shows everything for an empty text', () => {
    expect(search(list, '  ')).toBe(list);
  });
});

describe('the next document number', () => {
  it.each([
    [[], '1'],
    [['215', '7', ''], '216'],
    [['998'], '999'],
    [['999'], '1001'],
    [['999998'], '999999'],
    [['999999'], '1'],
    [['abc'], '1'],
  ])('after %j is %s', (numbers, next) => {
    expect(nextDocumentNumber(numbers.map((documentNumber) => payment({ documentNumber })))).toBe(next);
  });
});

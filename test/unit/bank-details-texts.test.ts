import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAmount } from '../../contract/values/bank-details/amount.ts';
import { readDay, writeDay } from '../../contract/values/bank-details/day.ts';
import { nameFault, purposeFaults, sendablePurpose } from '../../contract/values/bank-details/texts.ts';
import { vatRateOn, vatWithin, vatWording } from '../../contract/values/bank-details/vat.ts';

describe('a sum', () => {
  it.each([
    ['15000', 1_500_000],
    ['99.9', 9_990],
    ['1 234,50', 123_450],
    ['1\u00a0000\u202f000.00', 100_000_000],
    ['1 234 567,89', 123_456_789],
    ['0.01', 1],
    ['007,5', 750],
    ['9999999999999.99', 999_999_999_999_999],
  ])('«%s» is read', (text, kopecks) => expect(readAmount(text)).toEqual({ kopecks, fault: null }));

  it.each([
    ['', 'amount-empty'],
    ['0', 'amount-zero'],
    ['0.00', 'amount-zero'],
    ['-5.00', 'amount-negative'],
    ['−5', 'amount-negative'],
    ['12.345', 'amount-decimals'],
    ['1,234.50', 'amount-two-marks'],
    ['1.234,50', 'amount-two-marks'],
    ['100-50', 'amount-form'],
    ['150 00', 'amount-groups'],
    ['1500\t2000', 'amount-groups'],
    ['1 5000', 'amount-groups'],
    ['12 34', 'amount-groups'],
    ['1 234 56', 'amount-groups'],
    ['7 50', 'amount-groups'],
    ['1 000 000', null],
    ['12.', 'amount-groups'],
    ['.50', 'amount-form'],
    ['100 руб', 'amount-form'],
    ['1e3', 'amount-form'],
    ['١٢', 'amount-form'],
    ['10000000000000', 'amount-large'],
  ])('«%s» is refused: %s', (text, code) => expect(readAmount(text).fault?.code ?? null).toBe(code));

  it('is the same however it is written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 999_999_999_999_999n }), (sum) => {
        const [roubles, rest] = [String(sum / 100n), String(sum % 100n).padStart(2, '0')];
        const grouped = roubles.replace(/\B(?=(\d{3})+$)/g, ' ');
        for (const text of [`${roubles}.${rest}`, `${roubles},${rest}`, `${grouped},${rest}`])
          expect(readAmount(text).kopecks).toBe(Number(sum));
      }),
    );
  });

  it('never throws and never guesses', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0159 .,-\t\u00a0x') }), (text) => {
        const { kopecks } = readAmount(text);
        if (kopecks !== null) expect(text).toMatch(/^\d+([\u00a0 ]\d{3})*([.,]\d\d?)?$/);
      }),
    );
  });
});

describe('a day', () => {
  it.each([
    ['12.11.2026', '2026-11-12', 'usual'],
    ['1.1.2026', '2026-01-01', 'usual'],
    ['12.11.26', '2026-11-12', 'short-year'],
    ['121126', '2026-11-12', 'digits'],
    ['12112026', '2026-11-12', 'digits'],
    ['2026-11-12', '2026-11-12', 'iso'],
    ['12/11/2026', '2026-11-12', 'other-marks'],
    ['30.11.2026 0:00:00', '2026-11-30', 'usual'],
    ['29.02.2028', '2028-02-29', 'usual'],
  ])('«%s» is read', (text, day, form) => expect(readDay(text)).toMatchObject({ day, form, fault: null }));

  it.each([
    ['', 'date-empty'],
    ['31.11.2026', 'date-no-such-day'],
    ['29.02.2026', 'date-no-such-day'],
    ['29.02.2100', 'date-no-such-day'],
    ['00.01.2026', 'date-no-such-day'],
    ['11/30/2026', 'date-no-such-day'],
    ['01.01.0001', 'date-no-such-day'],
    ['12.11', 'date-form'],
    ['12.11/2026', 'date-form'],
    ['1211202', 'date-form'],
    ['завтра', 'date-form'],
  ])('«%s» is refused: %s', (text, code) => expect(readDay(text).fault?.code).toBe(code));

  it('comes back as it was written on the form', () => {
    const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const day = date.toISOString().slice(0, 10);
        expect(readDay(writeDay(day)).day).toBe(day);
        expect(readDay(`${day.slice(8)}${day.slice(5, 7)}${day.slice(2, 4)}`).day).toBe(day);
      }),
    );
  });
});

describe('a purpose', () => {
  const setting = { day: '2026-11-30', kopecks: null, isVatExpected: false };
  const codes = (text: string, more = {}) =>
    purposeFaults(text, { ...setting, ...more }).map(({ code, level }) => `${code} ${level}`);

  it('has 1 to 210 characters', () => {
    expect(codes('')).toEqual(['purpose-empty error']);
    expect(codes(' ')).toEqual(['purpose-empty error']);
    expect(codes('я')).toEqual([]);
    expect(codes('я'.repeat(210))).toEqual([]);
    expect(codes('я'.repeat(211))).toEqual(['purpose-long error']);
  });

  it.each(['a\nb', 'a\u200bb', 'a\u202eb', 'a\u0000b', 'a\u0085b', 'a\u2028b', 'a\ufffdb', 'a\u00adb'])(
    'holds no control or invisible character (%j)',
    (text) => expect(codes(text)).toEqual(['purpose-characters error']),
  );

  it('has its tabs replaced by spaces, and the person is told', () => {
    expect(codes('a\tb')).toEqual(['purpose-tab warning']);
    expect(sendablePurpose('a\tb')).toBe('a b');
  });

  it('is told of characters that windows-1251 has not', () => {
    expect(codes('Счёт № 5 «Ёлка» — 100 €')).toEqual([]);
    expect(codes('100 ₽ 😀')).toEqual(['purpose-foreign warning']);
  });

  it.each([
    ['Оплата. НДС не облагается', 122_000, []],
    ['Оплата. Без НДС', 122_000, []],
    ['Оплата услуг связи', 122_000, ['vat-missing warning']],
    ['В том числе НДС 22% - 220.00 руб.', 122_000, []],
    ['В т.ч. НДС (7%) 70-00', 107_000, []],
    ['В том числе НДС 5% - 58.10 руб.', 122_000, []],
    ['В т.ч. НДС 22% = 220.00', 122_000, []],
    ['НДС 22% 1 000 руб 50 коп', 554_823, []],
    ['В том числе НДС 22% - 200.00 руб.', 122_000, ['vat-sum warning']],
    ['В том числе НДС 22% - 219.99 руб.', 122_000, ['vat-sum warning']],
    ['В том числе НДС 20% - 203.33 руб.', 122_000, ['vat-rate-ended warning']],
    ['В том числе НДС (20/120) 203-33', 122_000, ['vat-rate-ended warning']],
    ['В том числе НДС 18%', 122_000, ['vat-rate-ended warning']],
    ['В том числе НДС 21%', 122_000, ['vat-rate-unknown warning']],
    ['НДС 10% - 10.00, НДС 22% - 20.00', 122_000, []],
  ])('«%s» of %i kopecks', (text, kopecks, expected) =>
    expect(codes(text, { kopecks, isVatExpected: true })).toEqual(expected),
  );
});

describe('VAT', () => {
  it('has its rates by day', () => {
    expect(vatRateOn(20, '2025-12-31')).toBe('in-force');
    expect(vatRateOn(20, '2026-01-01')).toBe('ended');
    expect(vatRateOn(22, '2025-12-31')).toBe('unknown');
    expect(vatRateOn(22, '2026-01-01')).toBe('in-force');
    for (const rate of [0, 5, 7, 10]) expect(vatRateOn(rate, '2026-11-30')).toBe('in-force');
  });

  it('is rounded to the nearest kopeck', () => {
    expect(vatWithin(1_000_000, 22)).toBe(180_328);
    expect(vatWithin(122_000, 5)).toBe(5_810);
    expect(vatWithin(1, 22)).toBe(0);
    expect(vatWithin(122_000, 0)).toBe(0);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 12 }), fc.constantFrom(5, 7, 10, 20, 22), (sum, rate) => {
        const off = Math.abs(vatWithin(sum, rate) * (100 + rate) - sum * rate);
        expect(off * 2).toBeLessThanOrEqual(100 + rate);
      }),
    );
  });

  it('is found by its word, rate and sum', () => {
    expect(vatWording('аванс')).toEqual({ isMentioned: false, rates: [], sums: [] });
    expect(vatWording('ндс по ставке 10 % — 5,00')).toEqual({ isMentioned: true, rates: [10], sums: [500] });
    expect(vatWording('В т.ч. 22% НДС 220')).toEqual({ isMentioned: true, rates: [22], sums: [22_000] });
  });
});

describe('a name', () => {
  it('has 1 to 160 characters, all of them seen', () => {
    expect(nameFault('')?.code).toBe('name-empty');
    expect(nameFault('О'.repeat(160))).toBeNull();
    expect(nameFault('О'.repeat(161))?.code).toBe('name-long');
    expect(nameFault('ООО\u200b')?.code).toBe('name-characters');
  });
});

import { describe, expect, it } from 'vitest';
import { BUDGET_RULES } from '../../contract/values/bank-details/budget-rules.ts';
import { budgetFaults, budgetKind, isPaidToBudget } from '../../contract/values/bank-details/budget.ts';

const TODAY = '2026-11-30';

const NOTHING = { '105': '0', '106': '0', '107': '0', '108': '0', '109': '0' };

/** A single tax payment that holds on 30.11.2026. Source: tapi.md §8.2, §8.5. */
const SINGLE_TAX = {
  payeeAccount: '03100643000000018500',
  fields: {
    ...NOTHING,
    '22': '0',
    '24': 'ЕНП',
    '101': '01',
    '102': '0',
    '103': '770701001',
    '104': '18201061201010000510',
  },
};

/** A fine that holds on 30.11.2026. */
const FINE = {
  payeeAccount: '03212643000000019900',
  fields: {
    ...NOTHING,
    '22': '18899999261130000005',
    '24': 'Штраф',
    '101': '08',
    '102': '999901001',
    '103': '999901001',
    '104': '00011601000010000140',
    '105': '99701000',
  },
};

function codes(order: typeof SINGLE_TAX, changed: Partial<(typeof SINGLE_TAX)['fields']>, day = TODAY) {
  const faults = budgetFaults({ ...order, fields: { ...order.fields, ...changed } }, day);
  return faults.map(({ field, fault }) => `${field} ${fault.level}`);
}

describe('the rules of the budget', () => {
  it('take what is right on the day', () => {
    expect(codes(SINGLE_TAX, {})).toEqual([]);
    expect(codes(FINE, {})).toEqual([]);
  });

  it.each([
    [{ '103': '770801001' }, ['103 error']],
    [{ '107': 'МС.11.2026' }, ['107 error']],
    [{ '107': '30.11.2026' }, ['107 error']],
    [{ '101': '14' }, ['101 error']],
    [{ '101': '02' }, ['101 error']],
    [{ '102': '999901001' }, ['102 warning']],
    [{ '24': 'Единый налоговый платеж' }, ['24 warning']],
    [{ '24': 'ЕНПФ' }, ['24 warning']],
    [{ '24': 'ЕНП за ноябрь' }, []],
    [{ '105': '99701000' }, ['105 warning']],
    [{ '106': 'ТП' }, ['106 error']],
    [{ '104': '18210102010011000110' }, ['104 warning']],
    [{ '101': '' }, ['101 error']],
    [{ '104': '', '105': '' }, ['104 error', '105 error']],
  ])('of the single tax payment find %j', (changed, expected) =>
    expect(codes(SINGLE_TAX, changed)).toEqual(expected),
  );

  it.each([
    [{ '22': '18899999261130000014' }, ['22 warning']],
    [{ '22': '0' }, ['22 warning']],
    [{ '22': '123' }, ['22 error']],
    [{ '101': '20' }, ['101 error']],
    [{ '101': '14' }, ['101 error']],
    [{ '101': '34' }, []],
    [{ '101': '35' }, ['101 error']],
    [{ '104': '0001080000001000011' }, ['104 error']],
    [{ '105': '9970100' }, ['105 error']],
    [{ '106': 'ТП' }, ['106 warning']],
    [{ '106': 'ПК' }, []],
    [{ '107': 'МС.11.2026' }, ['107 error']],
    [{ '107': 'КВ.04.2026' }, ['107 error']],
    [{ '107': '10000000' }, ['107 warning']],
    [{ '104': '15311009000010000110', '107': '10000000' }, []],
    [{ '104': '18210101011011000110', '106': 'ТП' }, ['106 error']],
    [{ '109': '30/11/2026' }, ['109 error']],
  ])('of a fine find %j', (changed, expected) => expect(codes(FINE, changed)).toEqual(expected));

  it('change with the day', () => {
    expect(codes(SINGLE_TAX, { '103': '770801001' }, '2025-12-04')).toEqual([]);
    expect(codes(SINGLE_TAX, {}, '2025-12-04')).toEqual(['103 error']);
    expect(codes(SINGLE_TAX, { '103': '770801001' }, '2025-12-05')).toEqual(['103 error']);
    expect(codes(FINE, { '101': '20', '106': 'ТП', '107': 'МС.03.2026' }, '2026-03-31')).toEqual([]);
    expect(codes(FINE, { '101': '20', '106': 'ТП', '107': 'МС.03.2026' }, '2026-04-01')).toEqual([
      '101 error',
      '106 warning',
      '107 error',
    ]);
    expect(codes(SINGLE_TAX, { '102': '999901001', '24': 'Налог' }, '2026-03-31')).toEqual([]);
  });

  it('name the row that a fault comes from, and what is right', () => {
    const [fault] = budgetFaults(
      { ...SINGLE_TAX, fields: { ...SINGLE_TAX.fields, '103': '770801001' } },
      TODAY,
    );
    expect(fault).toMatchObject({
      rule: 'payee-kpp-single-tax',
      fault: { details: { found: '770801001', expected: '770701001' } },
    });
  });

  it('are rows with a source each, and no two of one name', () => {
    expect(new Set(BUDGET_RULES.map(({ id }) => id)).size).toBe(BUDGET_RULES.length);
    for (const { source, from, until } of BUDGET_RULES) {
      expect(source).not.toBe('');
      expect(until === null || from <= until).toBe(true);
    }
  });

  it('refuse only what two sources agree on', () => {
    const hard = BUDGET_RULES.filter(({ level }) => level === 'error');
    expect(hard.every(({ certainty }) => certainty === 'two-sources')).toBe(true);
  });
});

describe('a payment to the budget', () => {
  it('is one to a treasury account, or to a BIK of the treasury', () => {
    expect(isPaidToBudget({ payeeAccount: '03100643000000018500', payeeBik: '024599901' })).toBe(true);
    expect(isPaidToBudget({ payeeAccount: '40102810445370000059', payeeBik: '017003983' })).toBe(true);
    expect(isPaidToBudget({ payeeAccount: '40702810500000000001', payeeBik: '044525974' })).toBe(false);
  });

  it('is known by its KBK and account', () => {
    expect(budgetKind('03100643000000018500', '0')).toBe('single-tax');
    expect(budgetKind('03212643000000019900', '15311009000010000110')).toBe('customs');
    expect(budgetKind('03212643000000019900', '18210101011011000110')).toBe('tax-service');
    expect(budgetKind('03212643000000019900', '00011601000010000140')).toBe('other');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountFault, corrAccountFault } from '../../contract/values/bank-details/account.ts';
import { bikFault } from '../../contract/values/bank-details/bik.ts';
import {
  kbkFault,
  numberFault,
  oktmoFault,
  readPriority,
  readRevenueCode,
  uinFault,
} from '../../contract/values/bank-details/codes.ts';
import { innFault } from '../../contract/values/bank-details/inn.ts';
import { kppFault } from '../../contract/values/bank-details/kpp.ts';

/** Numbers of organizations that everybody can look up, and of the bank's documentation. Source: tapi.md §8.1. */
const REAL_INNS = ['7710140679', '7707083893', '7727406020', '7743180892', '500100732259', '9999000006'];

/** Puts another digit into a place. */
function swapped(text: string, place: number, by: number): string {
  const digit = (Number(text[place]) + by) % 10;
  return `${text.slice(0, place)}${digit}${text.slice(place + 1)}`;
}

describe('an INN', () => {
  it.each([...REAL_INNS, '999900000097', '999900001291', '0'])('%s is right', (inn) => {
    expect(innFault(inn)).toBeNull();
  });

  it.each([
    ['9999980892', 'inn-check', 'of the bank’s own documentation'],
    ['0000000000', 'inn-zeros', 'passes the sum'],
    ['000000000000', 'inn-zeros', 'passes the sum'],
    ['123456789', 'inn-length', 'nine digits'],
    ['77071406790', 'inn-length', 'eleven digits'],
    ['7710140679000', 'inn-length', 'thirteen digits'],
    ['', 'inn-length', 'nothing'],
    ['771014067A', 'inn-length', 'a letter'],
  ])('%s is wrong: %s (%s)', (inn, code) => {
    expect(innFault(inn)).toMatchObject({ code, level: 'error', isLawful: false });
  });

  it('says which digits it would end in', () => {
    expect(innFault('7707083894')?.details).toEqual({ expected: '3', found: '4' });
    expect(innFault('500100732250')?.details).toEqual({ expected: '59', found: '50' });
  });

  it('of a foreign company is lawful, and the API does not take it', () => {
    expect(innFault('99091')).toMatchObject({ code: 'inn-foreign', level: 'error', isLawful: true });
  });

  it('does not survive another last digit', () => {
    fc.assert(
      fc.property(fc.constantFrom(...REAL_INNS), fc.integer({ min: 1, max: 9 }), (inn, by) => {
        expect(innFault(swapped(inn, inn.length - 1, by))).toMatchObject({ code: 'inn-check' });
      }),
    );
  });
});

describe('a KPP', () => {
  it.each(['0', '770701001', '999943001'])('%s is right', (kpp) => expect(kppFault(kpp)).toBeNull());

  it('with letters is lawful, and the API does not take it', () => {
    expect(kppFault('9999AB001')).toMatchObject({ code: 'kpp-letters', level: 'error', isLawful: true });
  });

  it.each([
    ['77070100', 'kpp-form'],
    ['7707010011', 'kpp-form'],
    ['7707АВ001', 'kpp-form'],
    ['77070100A', 'kpp-form'],
    ['9999ab001', 'kpp-form'],
    ['007701001', 'kpp-zeros'],
    ['000000000', 'kpp-zeros'],
  ])('%s is wrong: %s', (kpp, code) => expect(kppFault(kpp)).toMatchObject({ code, isLawful: false }));
});

describe('a BIK', () => {
  it.each(['044525974', '044525225', '017003983', '024599901', '200000001', '100000001'])(
    '%s is right',
    (bik) => expect(bikFault(bik)).toBeNull(),
  );

  it.each([
    ['04452597', 'bik-form'],
    ['0445259741', 'bik-form'],
    ['000000000', 'bik-form'],
    ['344525974', 'bik-first-digit'],
    ['944525974', 'bik-first-digit'],
  ])('%s is wrong: %s', (bik, code) => expect(bikFault(bik)).toMatchObject({ code, level: 'error' }));
});

describe('an account', () => {
  it.each([
    ['40702810500000000001', '044525974', 'a company in a bank'],
    ['40802810700000000002', '044525974', 'a trader in a bank'],
    ['40817810600000000003', '044525974', 'a person in a bank'],
    ['40602810700000000025', '049805746', 'a vector of order 515'],
    ['40102810445370000059', '017003983', 'the single account of the treasury'],
    ['03100643000000018500', '017003983', 'a treasury account, which has no key'],
    ['03100643000000018500', '024599901', 'a treasury account at a unit of another BIK'],
    ['40503810900000000123', '044599000', 'kept in the Bank of Russia'],
    ['40701810000000000456', '044599001', 'kept in the Bank of Russia'],
    ['30109810900000000654', '044599974', 'of a bank in another bank'],
    ['40816810900000000852', '044599100', 'kept in the Bank of Russia for a treasury body'],
    ['4070281050000000000122', '044525974', '22 digits'],
  ])('%s fits %s (%s)', (account, bik) => expect(accountFault(account, bik)).toBeNull());

  it.each([
    ['40702810400000000012', '049999123', 'account-check'],
    ['4070281040000000001', '049999123', 'account-form'],
    ['407028104000000000111', '049999123', 'account-form'],
    ['00000000000000000000', '049999123', 'account-zeros'],
    ['40702840700000000011', '049999123', 'account-currency'],
    ['40702A98700000000011', '049999123', 'account-currency'],
    ['30101810700000000123', '049999123', 'account-check'],
  ])('%s with %s is wrong: %s', (account, bik, code) =>
    expect(accountFault(account, bik)).toMatchObject({ code, level: 'error', isLawful: false }),
  );

  it('is looked at without its key while the BIK is wrong', () => {
    expect(accountFault('40702810400000000012', '')).toBeNull();
  });

  it('is held to one rule where the directory says who keeps it', () => {
    expect(accountFault('40503810900000000123', '044599000', 'bank')).toMatchObject({
      code: 'account-check',
    });
    expect(accountFault('40503810900000000123', '044599000', 'bank-of-russia')).toBeNull();
    expect(accountFault('40702810500000000001', '044525974', 'bank-of-russia')).toMatchObject({
      code: 'account-check',
    });
  });

  /** Source: https://github.com/horadorara/bank_ed807_practice; issue 10, F09. */
  it('of a company fits by either rule, with a warning where the BIK is one of no institution of the Bank of Russia', () => {
    const levels = (bik: string) =>
      [...Array(10).keys()]
        .map((key) => accountFault(`40702810${key}00000000011`, bik)?.level ?? 'right')
        .filter((level) => level !== 'error')
        .sort();
    expect(levels('044599974')).toEqual(['right', 'warning']);
    expect(levels('044599050')).toEqual(['right', 'warning']);
    expect(levels('044599001')).toEqual(['right', 'right']);
    expect(levels('044599049')).toEqual(['right', 'right']);
  });

  it('has exactly one key by the rule of its bank, and the fault names it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^407028100\d{11}$/), fc.stringMatching(/^04\d{7}$/), (zeroed, bik) => {
        const withKey = (key: number) => `${zeroed.slice(0, 8)}${key}${zeroed.slice(9)}`;
        const keys = [...Array(10).keys()];
        const fitting = keys.filter((key) => accountFault(withKey(key), bik, 'bank') === null);
        const named = keys.flatMap(
          (key) => accountFault(withKey(key), bik, 'bank')?.details['expected'] ?? [],
        );
        expect(fitting).toHaveLength(1);
        expect(new Set(named)).toEqual(new Set([String(fitting[0])]));
      }),
    );
  });
});

describe('a correspondent account', () => {
  it.each([
    ['30101810145250000974', '044525974'],
    ['30101810400000000225', '044525225'],
    ['40102810445370000059', '017003983'],
  ])('%s is that of %s', (account, bik) => expect(corrAccountFault(account, bik)).toBeNull());

  it.each([
    ['30101810700000000123', '049999123', 'corr-account-check'],
    ['30101810400000000225', '044525974', 'corr-account-bank'],
    ['3010181040000000022', '044525225', 'corr-account-form'],
    ['00000000000000000000', '044525225', 'account-zeros'],
    ['30101840400000000225', '044525225', 'account-currency'],
  ])('%s is not that of %s: %s', (account, bik, code) =>
    expect(corrAccountFault(account, bik)).toMatchObject({ code, level: 'error' }),
  );
});

describe('codes of the budget', () => {
  it.each(['0', '18201061201010000510'])('takes the KBK %s', (kbk) => expect(kbkFault(kbk)).toBeNull());
  it.each(['1820106120101000051', '182010612010100005100', '1820106120101000051A', '', '0'.repeat(20)])(
    'refuses the KBK «%s»',
    (kbk) => expect(kbkFault(kbk)).toMatchObject({ code: 'kbk-form', level: 'error' }),
  );
  it.each(['0', '99701000', '45383000000'])('takes the OKTMO %s', (oktmo) =>
    expect(oktmoFault(oktmo)).toBeNull(),
  );
  it.each(['9970100', '997010000', '4538300000', '453830000001', '00000000', ''])(
    'refuses the OKTMO «%s»',
    (oktmo) => expect(oktmoFault(oktmo)).toMatchObject({ code: 'oktmo-form', level: 'error' }),
  );
  it.each(['0', '18899999261130000005', 'Ab12', 'АБ1234567890123'])('takes the UIN %s', (uin) =>
    expect(uinFault(uin)).toBeNull(),
  );
  it.each(['', '1', '123', '12345', '1889999926113000000', '188999992611300000055', '0'.repeat(20)])(
    'refuses the UIN «%s»',
    (uin) => expect(uinFault(uin)).toMatchObject({ code: 'uin-form', level: 'error' }),
  );
  it('doubts a UIN with another check digit, and names the right one', () => {
    expect(uinFault('18899999261130000014')).toMatchObject({
      code: 'uin-check',
      level: 'warning',
      isLawful: false,
      details: { expected: '3' },
    });
  });
  it('counts a UIN by weights 1 to 10, from 3 when ten is left, and 0 when ten is left again', () => {
    // Worked by hand: 6 × 1 = 6; 10 × 1 by place 10 leaves 10, then weight 2 (12 − 10) gives 2.
    expect(uinFault('6000000000000000000' + '6')).toBeNull();
    expect(uinFault('0000000001000000000' + '2')).toBeNull();
    // 5 × 8 = 40 leaves 7; place 8 with digit 5 and place 2 with 4: 40 + 8 = 48 leaves 4.
    expect(uinFault('0400000500000000000' + '4')).toBeNull();
  });
});

describe('small codes', () => {
  it.each(['1', '2', '3', '4', '5'])('takes the priority %s', (text) =>
    expect(readPriority(text)).toEqual({ value: Number(text), fault: null }),
  );
  it('takes 5 for no priority and understands 05', () => {
    expect(readPriority('')).toEqual({ value: 5, fault: null });
    expect(readPriority('05')).toMatchObject({
      value: 5,
      fault: { code: 'priority-zero', level: 'warning' },
    });
  });
  it.each(['0', '6', '55', 'x', '1.0'])('refuses the priority «%s»', (text) =>
    expect(readPriority(text)).toMatchObject({ value: null, fault: { code: 'priority-form' } }),
  );
  it.each(['0', '6', 'а'])('refuses the revenue code «%s»', (text) =>
    expect(readRevenueCode(text)).toMatchObject({ value: null, fault: { code: 'revenue-code-form' } }),
  );
  it('takes no revenue code for none', () =>
    expect(readRevenueCode('')).toEqual({ value: null, fault: null }));
  it.each(['1', '999999', '000050'])('takes the number %s', (number) =>
    expect(numberFault(number)).toBeNull(),
  );
  it.each(['', '0', '000000', '1234567', 'ПП-15', '1 2'])('refuses the number «%s»', (number) =>
    expect(numberFault(number)).toMatchObject({ code: 'number-form' }),
  );
});

import { describe, expect, it } from 'vitest';
import type { LimitRow } from '../../contract/areas/limits.ts';
import type { DraftFields } from '../../contract/areas/payments.ts';
import {
  blankDraft,
  cleanNumber,
  bankFill,
  isKnownBank,
  oneLine,
  withBik,
} from '../../renderer/features/payments/form/blank-draft.ts';
import { limitShares, tightest } from '../../renderer/ui/limits/limit-shares.ts';
import { shownLimits } from '../../renderer/features/payments/form/limits-part.tsx';
import { currentProblems, localProblems } from '../../renderer/features/payments/form/local-problems.ts';
import { diffGroups } from '../../renderer/ui/payment/account-diff.ts';

const sound: DraftFields = {
  ...blankDraft('40702810500000000001'),
  payeeName: 'ООО «Ромашка»',
  payeeInn: '7727406020',
  payeeKpp: '770801001',
  payeeBik: '044525974',
  payeeAccount: '40802810700000000002',
  amountText: '92 400,00',
  purpose: 'Оплата',
};

describe('the instant check of the form', () => {
  it('finds nothing wrong in sound or empty fields', () => {
    expect(localProblems({ ...sound, payeeAccount: '' })).toEqual({});
    expect(localProblems(blankDraft(''))).toEqual({});
  });

  it.each([
    ['payeeInn', '772740602', 'inn-length'],
    ['payeeInn', '7727406021', 'inn-check'],
    ['payeeKpp', '77080100', 'kpp-form'],
    ['payeeBik', '04452597', 'bik-form'],
    ['amountText', '0', 'amount-zero'],
    ['amountText', '12,345', 'amount-form'],
  ] as const)('names what is wrong with %s = %s', (field, text, code) => {
    expect(localProblems({ ...sound, payeeAccount: '', [field]: text })).toEqual({
      [field]: { code, details: {} },
    });
  });

  it('takes 0 for the INN of a person who has none, as main does', () => {
    expect(localProblems({ ...sound, payeeAccount: '', payeeInn: '0' })).toEqual({});
  });
});

describe('what counts as wrong in the form', () => {
  it("is main's word for every field that main has seen", () => {
    const fields = { ...sound, payeeInn: '7727406021' };
    expect(currentProblems(fields, { fields, problems: [] })).toEqual({});
    const problems = [{ field: 'purpose', code: 'purpose-characters' as const, details: {} }];
    expect(currentProblems(fields, { fields, problems })).toEqual({
      purpose: { code: 'purpose-characters', details: {} },
    });
  });

  it('is the instant word for a field typed since, and for the account when its BIK was typed since', () => {
    const seen = { ...sound, payeeInn: '', payeeAccount: '40702810600000000001' };
    const problems = [{ field: 'payeeInn', code: 'required' as const, details: {} }];
    const fields = { ...seen, payeeInn: '1', payeeBik: '044525225' };
    expect(currentProblems(fields, { fields: seen, problems })).toEqual({
      payeeInn: { code: 'inn-length', details: {} },
      payeeAccount: { code: 'account-check', details: {} },
    });
  });
});

describe('the bank of the payee', () => {
  it('follows from the BIK that we know, and goes when the BIK does', () => {
    const known = withBik(sound, '044525974');
    expect([known.payeeBankName, known.payeeCorrAccount]).toEqual(['АО «ТБанк»', '30101810145250000974']);
    expect(isKnownBank(known)).toBe(true);
    const other = withBik(known, '04452597');
    expect([other.payeeBankName, other.payeeCorrAccount]).toEqual(['', '']);
  });

  it('follows from the directory, and goes when the BIK does', () => {
    const bank = { bik: '044525225', name: 'ПАО Сбербанк', corrAccount: '30101810400000000225' };
    const known = { ...sound, payeeBik: bank.bik, ...bankFill(bank) };
    expect([known.payeeBankName, known.payeeCorrAccount]).toEqual([bank.name, bank.corrAccount]);
    expect(isKnownBank(known, bank)).toBe(true);
    expect(isKnownBank(known, null)).toBe(false);
    expect(isKnownBank({ ...known, payeeBankName: 'Сбер' }, bank)).toBe(false);
    expect(withBik(known, bank.bik, bank).payeeBankName).toBe(bank.name);
    const other = withBik(known, '04452522', bank);
    expect([other.payeeBankName, other.payeeCorrAccount]).toEqual(['', '']);
    expect(withBik({ ...known, payeeBankName: 'Сбер' }, '04452522', bank).payeeBankName).toBe('Сбер');
  });

  it('stays as typed for a BIK that we do not know', () => {
    const typed = { ...sound, payeeBik: '044525225', payeeBankName: 'ПАО Сбербанк', payeeCorrAccount: '301' };
    expect(withBik(typed, '04452522').payeeBankName).toBe('ПАО Сбербанк');
  });
});

describe('pasted text', () => {
  it('loses the spaces and marks between digits', () => {
    expect(cleanNumber(' 4070 2810\u00a05000\u202f0000\u200b0001\n')).toBe('40702810500000000001');
  });

  it('becomes one line in the purpose', () => {
    expect(oneLine('Оплата\r\nпо счёту\t17')).toBe('Оплата по счёту 17');
  });
});

describe('the bar of a limit', () => {
  it.each([
    [99, { isOver: false, over: 0, left: 100, usedPercent: 50, thisPercent: 49.5 }],
    [100, { isOver: false, over: 0, left: 100, usedPercent: 50, thisPercent: 50 }],
    [101, { isOver: true, over: 1, left: 100, usedPercent: 50, thisPercent: 50 }],
  ])('with 100 of 200 kopecks used and %i more', (amount, shares) => {
    expect(limitShares({ used: 100, limit: 200, adds: amount })).toEqual(shares);
  });

  it('is full when the limit is nothing', () => {
    expect(limitShares({ used: 0, limit: 0, adds: 1 })).toMatchObject({ isOver: true, thisPercent: 100 });
    expect(limitShares({ used: 0, limit: 0, adds: 0 })).toMatchObject({ isOver: false, thisPercent: 0 });
  });
});

describe('the limits beside the form', () => {
  const row = (change: Partial<LimitRow>): LimitRow => ({
    owner: 'rules',
    span: 'day',
    unit: 'minor',
    limit: 200,
    used: 100,
    adds: 100,
    effect: 'asks',
    isDefault: false,
    ...change,
  });
  const ofBank = row({ owner: 't-api', limit: 150, effect: 'refuses' });

  it('are the one of the day that leaves least, while the payment fits', () => {
    const rows = [row({}), row({ owner: 'eds', limit: 300 }), row({ span: 'payment', used: 0 })];
    expect(shownLimits(rows)).toEqual([row({})]);
    expect(tightest([...rows, ofBank], 'day')).toBe(ofBank);
    expect(tightest(rows, 'month')).toBeNull();
  });

  it('are all that the payment does not fit, a count of payments too', () => {
    const count = row({ span: 'payee-day', unit: 'payments', limit: 3, used: 3, adds: 1, owner: 't-api' });
    const over = row({ limit: 199 });
    expect(shownLimits([over, ofBank, count, row({ owner: 'eds' })])).toEqual([count, over, ofBank]);
  });
});

describe('two accounts side by side', () => {
  it('are cut in groups of four with the different digits marked', () => {
    expect(diffGroups('40702810', '40802810')).toEqual([
      {
        text: '4070',
        runs: [
          { text: '40', isDifferent: false },
          { text: '7', isDifferent: true },
          { text: '0', isDifferent: false },
        ],
      },
      { text: '2810', runs: [{ text: '2810', isDifferent: false }] },
    ]);
  });

  it('differ in every character that the other one lacks', () => {
    expect(diffGroups('12345', '1234')[1]).toEqual({ text: '5', runs: [{ text: '5', isDifferent: true }] });
  });
});

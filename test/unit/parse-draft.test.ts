import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DraftFields } from '../../contract/areas/payments.ts';
import { DraftFields as DraftFieldsSchema } from '../../contract/areas/payments.ts';
import { parseDraft, PaymentContent } from '../../main/domain/payments/payment-content.ts';
import { isToTreasury } from '../../main/domain/payments/to-treasury.ts';
import { draftFields, OWN_ACCOUNT } from '../fakes/vault-world.ts';

const draft = (change: Partial<DraftFields> = {}) => draftFields({ documentNumber: '17', ...change });

/** The codes of one field; empty when it is right. */
function problemsOf(change: Partial<DraftFields>, field: keyof DraftFields, own: readonly string[] = []) {
  const parsed = parseDraft(draft(change), own);
  return parsed.ok ? [] : parsed.problems.filter((one) => one.field === field).map(({ code }) => code);
}

const word = (length: number) => 'я'.repeat(length);

const CASES: readonly (readonly [keyof DraftFields, string, string | null])[] = [
  ['accountNumber', '', 'required'],
  ['accountNumber', '4070281050000000000', 'account-form'],
  ['accountNumber', '407028105000000000012', 'account-form'],
  ['accountNumber', '4070281050000000000123', null],
  ['accountNumber', '40702 81050 00000 00001', null],
  ['payeeName', '', 'required'],
  ['payeeName', ' \u00a0 ', 'required'],
  ['payeeName', word(1), null],
  ['payeeName', word(159), null],
  ['payeeName', word(160), null],
  ['payeeName', word(161), 'name-long'],
  ['payeeName', 'ООО\u202e «кшавтсоП»', 'purpose-characters'],
  ['payeeName', 'ООО\n«Поставщик»', 'purpose-characters'],
  ['payeeInn', '', 'required'],
  ['payeeInn', '0', null],
  ['payeeInn', '00', 'inn-length'],
  ['payeeInn', '0000000000', 'inn-zeros'],
  ['payeeInn', '9999980892', 'inn-check'],
  ['payeeInn', '99 9900 0006', null],
  ['payeeKpp', '', null],
  ['payeeKpp', '0', null],
  ['payeeKpp', '99990100', 'kpp-form'],
  ['payeeKpp', '9999010011', 'kpp-form'],
  ['payeeBik', '', 'required'],
  ['payeeBik', '04452597', 'bik-form'],
  ['payeeBik', '0445259744', 'bik-form'],
  ['payeeAccount', '', 'required'],
  ['payeeAccount', '4080281070000000000', 'account-form'],
  ['payeeAccount', '40802810800000000002', 'account-check'],
  ['payeeAccount', '40802840700000000002', 'account-currency'],
  ['payeeAccount', '4080281070000000000212', null],
  ['payeeAccount', '03100643000000018500', 'tax-fields'],
  ['payeeCorrAccount', '40102810445370000059', 'corr-account-check'],
  ['payeeCorrAccount', '', null],
  ['payeeCorrAccount', '3010181014525000097', 'account-form'],
  ['payeeCorrAccount', '30101810245250000974', 'corr-account-check'],
  ['payeeBankName', '', null],
  ['payeeBankName', word(254), null],
  ['payeeBankName', word(255), null],
  ['payeeBankName', word(256), 'name-long'],
  ['payeeBankName', 'Т\u2066Банк', 'purpose-characters'],
  ['amountText', '', 'required'],
  ['amountText', '0', 'amount-zero'],
  ['amountText', '0,00', 'amount-zero'],
  ['amountText', '0,01', null],
  ['amountText', '1,001', 'amount-form'],
  ['amountText', 'сто', 'amount-form'],
  ['amountText', '10000000000000', 'amount-form'],
  ['purpose', '', 'required'],
  ['purpose', 'x', null],
  ['purpose', word(209), null],
  ['purpose', word(210), null],
  ['purpose', word(211), 'purpose-long'],
  ['purpose', `${word(210)} `, null],
  ['purpose', 'по счёту\u202e71', 'purpose-characters'],
  ['purpose', 'по\u200bсчёту', 'purpose-characters'],
  ['purpose', 'по\u00adсчёту', 'purpose-characters'],
  ['purpose', 'по\tсчёту', 'purpose-characters'],
  ['purpose', 'по\u2028счёту', 'purpose-characters'],
  ['purpose', 'по\ue000счёту', 'purpose-characters'],
  ['purpose', 'по\ud800счёту', 'purpose-characters'],
  ['purpose', 'по\u0000счёту', 'purpose-characters'],
  ['documentNumber', '', 'required'],
  ['documentNumber', '0', 'document-number-form'],
  ['documentNumber', '1', null],
  ['documentNumber', '999', null],
  ['documentNumber', '1000', 'document-number-form'],
  ['documentNumber', '999999', null],
  ['documentNumber', '1000001', 'document-number-form'],
  ['documentNumber', '12a', 'document-number-form'],
  ['documentNumber', '-1', 'document-number-form'],
  ['executionOrder', '', null],
  ['executionOrder', '0', 'execution-order-form'],
  ['executionOrder', '1', null],
  ['executionOrder', '5', null],
  ['executionOrder', '6', 'execution-order-form'],
  ['uin', '', null],
  ['uin', '0', null],
  ['uin', '123', 'uin-form'],
  ['uin', '1234', null],
  ['uin', '12345', 'uin-form'],
  ['uin', '1'.repeat(14), 'uin-form'],
  ['uin', '1'.repeat(15), null],
  ['uin', '1'.repeat(19), 'uin-form'],
  ['uin', '1'.repeat(20), null],
  ['uin', '1'.repeat(24), 'uin-form'],
  ['uin', '1'.repeat(25), null],
  ['uin', '1'.repeat(26), 'uin-form'],
];

describe('parseDraft', () => {
  it.each(CASES)('takes %s «%s» with %s', (field, text, code) => {
    expect(problemsOf({ [field]: text }, field)).toEqual(code === null ? [] : [code]);
  });

  it('refuses a KPP beside the INN of a person, and takes it beside that of a company or none', () => {
    expect(problemsOf({ payeeInn: '999900000097', payeeKpp: '999901001' }, 'payeeKpp')).toEqual([
      'kpp-for-person',
    ]);
    expect(problemsOf({ payeeInn: '999900000097', payeeKpp: '' }, 'payeeKpp')).toEqual([]);
    expect(problemsOf({ payeeInn: '0', payeeKpp: '' }, 'payeeKpp')).toEqual([]);
  });

  it('refuses an account that the bank did not show, once it showed any', () => {
    const own = ['40702810500000000009'];

    expect(problemsOf({}, 'accountNumber', own)).toEqual(['own-account-unknown']);
    expect(problemsOf({}, 'accountNumber', [...own, OWN_ACCOUNT])).toEqual([]);
    expect(problemsOf({}, 'accountNumber')).toEqual([]);
  });

  it('says the key that an account of this bank would have', () => {
    const parsed = parseDraft(draft({ payeeAccount: '40802810800000000002' }), []);

    expect(parsed).toMatchObject({
      ok: false,
      problems: [{ field: 'payeeAccount', details: { bik: '044525974', place: 9, expected: '7' } }],
    });
  });

  it('names every wrong field once', () => {
    const empty: Record<string, string> = Object.fromEntries(
      Object.keys(draft()).map((field) => [field, '']),
    );
    const parsed = parseDraft(DraftFieldsSchema.parse({ ...empty, route: 'direct' }), []);
    const fields = parsed.ok ? [] : parsed.problems.map(({ field }) => field);

    expect(fields).toEqual([
      'accountNumber',
      'payeeInn',
      'payeeBik',
      'payeeAccount',
      'payeeName',
      'purpose',
      'documentNumber',
      'amountText',
    ]);
  });

  it('says of a field only what is wrong with it first', () => {
    const parsed = parseDraft(draft({ payeeName: `${word(161)}\u202e`, documentNumber: '' }), []);

    expect(parsed.ok ? [] : parsed.problems.map(({ field, code }) => [field, code])).toEqual([
      ['payeeName', 'name-long'],
      ['documentNumber', 'required'],
    ]);
  });

  it.each([
    ['4080281070000000000', 'account-form'],
    ['40802810700000000002', null],
    ['408028107000000000021', 'account-form'],
    ['4080281070000000000212', null],
    ['40802810700000000002123', 'account-form'],
    ['4', 'account-form'],
    ['4080281070000000000Х', 'account-form'],
    ['сч4080281070000000000212', 'account-form'],
    ['счёт-поставщика-в-бан', 'account-form'],
    ['счёт-поставщика-в-банк', 'account-form'],
    ['счёт-поставщика-в-бан.', 'account-form'],
  ])('takes the payee’s account «%s» with %s while the BIK is not there yet', (payeeAccount, code) => {
    const change = { payeeBik: '', payeeCorrAccount: '', payeeAccount };
    expect(problemsOf(change, 'payeeAccount')).toEqual(code === null ? [] : [code]);
  });

  it('says how many characters an account of the wrong length has', () => {
    const parsed = parseDraft(draft({ payeeAccount: '4080281070000000000' }), []);

    expect(parsed).toMatchObject({
      problems: [{ field: 'payeeAccount', code: 'account-form', details: { length: 19 } }],
    });
  });

  it.each([
    [' АО «ТБанк» ', 'АО «ТБанк»'],
    ['\u00a0', null],
    ['', null],
  ])('reads the bank’s name «%s» as %j', (payeeBankName, bankName) => {
    expect(parseDraft(draft({ payeeBankName }), [])).toMatchObject({ content: { payee: { bankName } } });
  });

  it('reads the content in kopecks, without spaces, in composed letters', () => {
    const parsed = parseDraft(
      draft({
        amountText: ' 1 500,50 ',
        purpose: ' Оплата за и\u0306од ',
        payeeKpp: '',
        executionOrder: '',
        uin: '',
      }),
      [],
    );

    expect(parsed).toMatchObject({
      ok: true,
      content: {
        amountMinor: 150050,
        purpose: 'Оплата за йод',
        payee: { kpp: '0' },
        executionOrder: 5,
        uin: null,
        documentNumber: 17,
      },
    });
  });

  it('never throws on what a window can send, and gives only contents that the store takes', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    const fields = fc.record(
      Object.fromEntries(Object.keys(draft()).map((name) => [name, fc.oneof(text, fc.constant(draft()))])),
    );
    fc.assert(
      fc.property(fields, (given) => {
        const known: Record<string, unknown> = { ...draft() };
        for (const [name, value] of Object.entries(given))
          if (typeof value === 'string' && name !== 'route') known[name] = value.slice(0, 4);
        const parsed = parseDraft(DraftFieldsSchema.parse(known), []);

        expect(
          parsed.ok ? PaymentContent.safeParse(parsed.content).success : parsed.problems.length > 0,
        ).toBe(true);
      }),
    );
  });
});

/** Source: https://developer.tbank.ru/docs/api/payments-core-pay; tapi.md §5.4. */
describe('a payment to the treasury', () => {
  const TAX = { payeeInn: '7727406020', payeeKpp: '770801001', payeeBik: '017003983', payeeCorrAccount: '' };
  const treasury = { ...TAX, payeeAccount: '03100643000000018500', purpose: 'Единый налоговый платёж' };

  it.each([
    treasury,
    { ...treasury, payeeCorrAccount: '40102810445370000059' },
    { ...TAX, payeeAccount: '40702810500000000009', payeeCorrAccount: '40102810445370000059' },
    { ...treasury, payeeAccount: '03224643450000007300' },
    { ...treasury, payeeBik: '024599901' },
  ])('cannot go out at once without its tax fields, which are named: %j', (change) => {
    const parsed = parseDraft(draft({ ...change, route: 'direct' }), []);
    const [problem] = parsed.ok ? [] : parsed.problems;

    expect(problem).toMatchObject({ field: 'payeeAccount', code: 'tax-fields' });
    expect(problem?.details.fields).toMatch(/payerStatus.*kbk.*oktmo/);
  });

  it.each([
    ['03100643000000018500', '', true],
    ['40702810500000000009', '40102810445370000059', true],
    ['40703810500000000009', '30101810145250000974', false],
    ['40702810503000000009', '30101810401020000974', false],
  ])('is told by how its accounts begin: %s at %s', (account, corrAccount, expected) => {
    expect(isToTreasury({ account, corrAccount })).toBe(expected);
  });

  it('may be a draft in the bank, where they are added', () => {
    expect(parseDraft(draft({ ...treasury, route: 'bank-draft' }), []).ok).toBe(true);
  });
});

/** Own case: the two sides of a payment are different accounts. */
describe('a payment to the account it is paid from', () => {
  it.each(['40702810500000000001', '40702 810 5 0000 0000001', '\u200b40702810500000000001'])(
    'is refused: %j',
    (payeeAccount) => {
      for (const route of ['direct', 'bank-draft'] as const) {
        const change = { accountNumber: '40702810500000000001', payeeAccount, route };
        expect(problemsOf(change, 'payeeAccount')).toEqual(['account-same']);
      }
    },
  );
});

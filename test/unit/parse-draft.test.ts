import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DraftFields } from '../../contract/areas/payments.ts';
import { DraftFields as DraftFieldsSchema } from '../../contract/areas/payments.ts';
import { parseDraft, PaymentContent } from '../../main/domain/payments/payment-content.ts';
import { OrderedPayment } from '../../main/domain/envelopes/envelope.ts';
import { orderedPayment } from '../../main/domain/payments/ordered-payment.ts';
import { isPaidToBudget } from '../../contract/values/bank-details/budget.ts';
import { budgetTemplate } from '../../contract/values/bank-details/budget-templates.ts';
import { draftFields, OWN_ACCOUNT } from '../fakes/vault-world.ts';

/** No account of the company is known. */
const TODAY = { ownAccounts: [], day: '2026-11-30' };

const draft = (change: Partial<DraftFields> = {}) => draftFields({ documentNumber: '17', ...change });

/** The codes of one field; empty when it is right. */
function problemsOf(change: Partial<DraftFields>, field: keyof DraftFields, own: readonly string[] = []) {
  const parsed = parseDraft(draft(change), { ...TODAY, ownAccounts: own });
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
  ['payeeAccount', '03100643000000018500', null],
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
    const parsed = parseDraft(draft({ payeeAccount: '40802810800000000002' }), TODAY);

    expect(parsed).toMatchObject({
      ok: false,
      problems: [{ field: 'payeeAccount', details: { bik: '044525974', place: 9, expected: '7' } }],
    });
  });

  it('names every wrong field once', () => {
    const empty: Record<string, string> = Object.fromEntries(
      Object.keys(draft()).map((field) => [field, '']),
    );
    const parsed = parseDraft(DraftFieldsSchema.parse({ ...empty, route: 'direct' }), TODAY);
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
    const parsed = parseDraft(draft({ payeeName: `${word(161)}\u202e`, documentNumber: '' }), TODAY);

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
    const parsed = parseDraft(draft({ payeeAccount: '4080281070000000000' }), TODAY);

    expect(parsed).toMatchObject({
      problems: [{ field: 'payeeAccount', code: 'account-form', details: { length: 19 } }],
    });
  });

  it.each([
    [' АО «ТБанк» ', 'АО «ТБанк»'],
    ['\u00a0', null],
    ['', null],
  ])('reads the bank’s name «%s» as %j', (payeeBankName, bankName) => {
    expect(parseDraft(draft({ payeeBankName }), TODAY)).toMatchObject({ content: { payee: { bankName } } });
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
      TODAY,
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
        const parsed = parseDraft(DraftFieldsSchema.parse(known), TODAY);

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
  /** Every field that is empty, by the names of the form. */
  const EMPTY = [
    'taxPayerStatus',
    'kbk',
    'oktmo',
    'taxEvidence',
    'taxPeriod',
    'taxDocNumber',
    'taxDocDate',
  ] as const;
  const treasury = { ...TAX, payeeAccount: '03100643000000018500', purpose: 'Единый налоговый платёж' };

  it.each([
    treasury,
    { ...treasury, payeeCorrAccount: '40102810445370000059' },
    { ...TAX, payeeAccount: '40702810500000000009', payeeCorrAccount: '40102810445370000059' },
    { ...treasury, payeeAccount: '03224643450000007300' },
    { ...treasury, payeeBik: '024599901' },
  ])('cannot go out at once without its tax fields, which are named: %j', (change) => {
    const parsed = parseDraft(draft({ ...change, route: 'direct' }), TODAY);
    const missing = parsed.ok ? [] : parsed.problems.map(({ field }) => field);

    expect(missing).toEqual(expect.arrayContaining([...EMPTY]));
    expect(parsed).toMatchObject({
      problems: expect.arrayContaining([
        { field: 'taxPayerStatus', code: 'budget-fields-missing', details: { expected: expect.any(String) } },
      ]),
    });
  });

  it.each([
    ['03100643000000018500', '', true],
    ['40702810500000000009', '40102810445370000059', true],
    ['40703810500000000009', '30101810145250000974', false],
    ['40702810503000000009', '30101810401020000974', false],
  ])('is told by how its accounts begin: %s at %s', (account, corrAccount, expected) => {
    expect(
      isPaidToBudget({ payeeAccount: account, payeeBik: '044525974', payeeCorrAccount: corrAccount }),
    ).toBe(expected);
  });

  it('needs them as a draft in the bank too', () => {
    expect(parseDraft(draft({ ...treasury, route: 'bank-draft' }), TODAY).ok).toBe(false);
  });

  /** Source: tapi.md §8.2, §8.5: the single tax payment since 01.04.2026. */
  const SINGLE_TAX = {
    ...treasury,
    payeeKpp: '770701001',
    payeeCorrAccount: '40102810445370000059',
    purpose: 'ЕНП',
    taxPayerStatus: '01',
    kbk: '18201061201010000510',
    oktmo: '0',
    taxEvidence: '0',
    taxPeriod: '0',
    taxDocNumber: '0',
    taxDocDate: '0',
    uin: '0',
  };

  it('carries them to the bank', () => {
    expect(parseDraft(draft(SINGLE_TAX), TODAY)).toMatchObject({
      ok: true,
      doubts: [],
      content: {
        uin: '0',
        tax: {
          payerStatus: '01',
          kbk: '18201061201010000510',
          oktmo: '0',
          evidence: '0',
          period: '0',
          docNumber: '0',
          docDate: '0',
        },
      },
    });
  });

  it('is what the template of the day fills in', () => {
    for (const [day, kpp] of [
      ['2025-12-04', '770801001'],
      ['2025-12-05', '770701001'],
      ['2026-11-30', '770701001'],
    ] as const) {
      const filled = draft({ ...budgetTemplate('single-tax', day), amountText: '1000,00' });

      expect(filled.payeeKpp).toBe(kpp);
      expect(parseDraft(filled, { ...TODAY, day })).toMatchObject({ ok: true });
    }
  });

  it.each([
    ['payeeKpp', '770801001', '770701001'],
    ['taxPeriod', 'МС.10.2026', '0'],
    ['taxPayerStatus', '02', '01'],
    ['taxEvidence', 'ТП', '0'],
  ] as const)('says what is right in %s instead of %s', (field, found, expected) => {
    const parsed = parseDraft(draft({ ...SINGLE_TAX, [field]: found }), TODAY);

    expect(parsed).toMatchObject({
      ok: false,
      problems: [{ field, code: 'budget-value', details: { found, expected } }],
    });
  });

  /** Whatever is typed: what is taken can be signed and read by the others. The schema of envelopes is the oracle. */
  it('fits into a signed request wherever it is taken', () => {
    const odd = fc.constantFrom(
      '0',
      '00',
      'ПК',
      'TП',
      'ТП',
      '12345678',
      '1234567890123456',
      'МС.10.2026',
      'a\u200bb',
      '1',
    );
    const typed = fc.oneof(odd, fc.string({ maxLength: 30 }), fc.string({ unit: 'grapheme', maxLength: 12 }));
    const names = fc.oneof(
      fc.constantFrom('', 'ООО «Пример»', 'я'.repeat(160), 'я'.repeat(161)),
      fc.string(),
    );
    const mostly = (right: string) =>
      fc.oneof({ weight: 4, arbitrary: fc.constant(right) }, { weight: 1, arbitrary: typed });
    let taken = 0;
    fc.assert(
      fc.property(
        fc.record({
          taxPayerStatus: mostly('01'),
          taxEvidence: mostly('0'),
          taxPeriod: mostly('0'),
          taxDocNumber: mostly('0'),
          taxDocDate: mostly('0'),
        }),
        fc.constantFrom('03100643000000018500', '03212643000000019900', '40802810700000000002'),
        names,
        fc.constantFrom('2020-05-05', '2026-11-30'),
        (tax, payeeAccount, name, day) => {
          const clipped = Object.fromEntries(
            Object.entries(tax).map(([key, text]) => [key, text.slice(0, 20)]),
          );
          const third =
            name === '' ? {} : { thirdPartyInn: '9999000013', thirdPartyKpp: '0', thirdPartyName: name };
          const purpose = name === '' ? 'ЕНП' : '9999000006//999901001//ООО//ЕНП';
          const kbk = payeeAccount.startsWith('032') ? '00011601000010000140' : SINGLE_TAX.kbk;
          const fields = draft({ ...SINGLE_TAX, kbk, payeeAccount, purpose, ...clipped, ...third });
          const parsed = parseDraft(fields, { ...TODAY, day });
          if (!parsed.ok) return;
          taken += 1;
          const order = orderedPayment(parsed.content, '2026-11-30T09:00:00.000Z');
          expect(OrderedPayment.safeParse(order).error?.issues ?? []).toEqual([]);
        },
      ),
      { numRuns: 3_000 },
    );
    expect(taken).toBeGreaterThan(20);
  });

  it('lets through what is merely doubtful, and tells it', () => {
    expect(parseDraft(draft({ ...SINGLE_TAX, oktmo: '45348000' }), TODAY)).toMatchObject({
      ok: true,
      doubts: [{ field: 'oktmo', code: 'budget-value-doubtful' }],
    });
  });

  it('names the one whose tax it is, and wants its purpose to begin as the rules say', () => {
    const third = { thirdPartyInn: '9999000013', thirdPartyKpp: '0', thirdPartyName: 'ООО «Пример»' };
    const purpose = '9999000006//999901001//ООО «Пример»//ЕНП';

    expect(parseDraft(draft({ ...SINGLE_TAX, ...third }), TODAY)).toMatchObject({
      ok: false,
      problems: [{ field: 'purpose', code: 'third-party-purpose' }],
    });
    expect(parseDraft(draft({ ...SINGLE_TAX, ...third, purpose }), TODAY)).toMatchObject({
      ok: true,
      content: { tax: { thirdParty: { inn: '9999000013', kpp: '0', name: 'ООО «Пример»' } } },
    });
    expect(parseDraft(draft({ ...SINGLE_TAX, ...third, thirdPartyName: '', purpose }), TODAY)).toMatchObject({
      problems: [{ field: 'thirdPartyName', code: 'required' }],
    });
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

import { describe, expect, it } from 'vitest';
import { classMarks, type PartyFacts } from '../../main/domain/payments/payment-class.ts';
import type { PaymentContent } from '../../main/domain/payments/payment-content.ts';
import { buildContent } from '../fakes/payment-builder.ts';

const OWN_INN = '9999000013';
const OWN_ACCOUNT = { accountNumber: '40702810500000000001', bankBik: '044525974' };
const KNOWN: PartyFacts = {
  companyInn: OWN_INN,
  ownAccounts: [OWN_ACCOUNT],
  isAccountApproved: true,
  isWagesAccountApproved: true,
};
const UNKNOWN: PartyFacts = { ...KNOWN, isAccountApproved: false, isWagesAccountApproved: false };

function content(
  payee: Partial<PaymentContent['payee']>,
  change: Partial<Omit<PaymentContent, 'payee'>> = {},
): PaymentContent {
  const base = buildContent({ executionOrder: 5, ...change });
  return { ...base, payee: { ...base.payee, ...payee } };
}

const marks = (of: PaymentContent, facts: PartyFacts) =>
  classMarks(of, facts).map(({ name, isSure }) => `${name} ${isSure ? 'sure' : 'perhaps'}`);

/** The single tax payment. Source: tapi.md §8.2. */
const TAX = {
  inn: '7727406020',
  kpp: '770801001',
  bik: '017003983',
  corrAccountNumber: '40102810445370000059',
  accountNumber: '03100643000000018500',
};
const OWN = { inn: OWN_INN, accountNumber: OWN_ACCOUNT.accountNumber, bik: OWN_ACCOUNT.bankBik };
const PERSON = { inn: '500100732259', kpp: '0', accountNumber: '40817810600000000003' };

describe('classMarks', () => {
  it('finds no class in a payment to a supplier', () => {
    expect(marks(content({}), KNOWN)).toEqual([]);
  });

  it.each([
    ['on an account that the bank shows as ours', OWN, 'own sure'],
    ['on an account of the same number at another bank', { ...OWN, bik: '044525225' }, 'own perhaps'],
    [
      'on an account that only the author knows',
      { ...OWN, accountNumber: '40702810500000000009' },
      'own perhaps',
    ],
    ['under the INN of another', { ...OWN, inn: '9999000006' }, 'own perhaps'],
  ])('knows our own company %s', (_name, payee, mark) => {
    expect(marks(content(payee), UNKNOWN)).toEqual([mark]);
  });

  it('is sure of our account elsewhere once a director approved a payment to it', () => {
    const payee = { ...OWN, accountNumber: '40702810500000000009' };

    expect(marks(content(payee), KNOWN)).toEqual(['own sure']);
  });

  it.each([
    ['the single tax payment', TAX, 'tax sure'],
    [
      'an account of an institution in the treasury',
      { ...TAX, accountNumber: '03224643000000018500' },
      'tax perhaps',
    ],
    ['a tax account at a bank', { ...TAX, bik: '044525974', corrAccountNumber: null }, 'tax perhaps'],
    ['an ordinary account at the treasury', { ...TAX, accountNumber: '40702810500000000009' }, 'tax perhaps'],
    [
      'the correspondent account of the treasury alone',
      { corrAccountNumber: TAX.corrAccountNumber },
      'tax perhaps',
    ],
  ])('calls %s: %s', (_name, payee, mark) => {
    expect(marks(content(payee), UNKNOWN)).toEqual([mark]);
  });

  it.each([
    ['wages on a known account', PERSON, 3, KNOWN, ['salary sure']],
    ['wages on an account that no director approved', PERSON, 3, UNKNOWN, ['salary perhaps']],
    ['other money to a person', PERSON, 5, KNOWN, ['salary perhaps']],
    ['wages to a company', {}, 3, KNOWN, ['salary perhaps']],
    [
      'a deposit of a person',
      { ...PERSON, accountNumber: '42301810600000000003' },
      5,
      KNOWN,
      ['salary perhaps'],
    ],
    ['a person from abroad', { ...PERSON, accountNumber: '40820810600000000003' }, 3, KNOWN, ['salary sure']],
    ['a deposit of one', { ...PERSON, accountNumber: '42601810600000000003' }, 3, KNOWN, ['salary sure']],
    ['a sole trader', { ...PERSON, accountNumber: '40802810600000000003' }, 5, KNOWN, []],
  ] as const)('tells %s', (_name, payee, executionOrder, facts, expected) => {
    expect(marks(content(payee, { executionOrder }), facts)).toEqual(expected);
  });

  it('names every class that a payment has a mark of, so that our own INN hides no person', () => {
    expect(marks(content({ ...PERSON, inn: OWN_INN }), UNKNOWN)).toEqual(['own perhaps', 'salary perhaps']);
  });

  /** Source: https://github.com/horadorara/bank_ed807_practice. */
  it.each(['024599901', '004599901', '017003983'])('is sure of a tax at the treasury unit %s', (bik) => {
    expect(marks(content({ ...TAX, bik }), KNOWN)).toEqual(['tax sure']);
    expect(
      marks(content({ bik: '044525974', accountNumber: TAX.accountNumber, corrAccountNumber: null }), KNOWN),
    ).toEqual(['tax perhaps']);
  });
});

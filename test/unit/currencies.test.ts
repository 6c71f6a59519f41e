import { describe, expect, it } from 'vitest';
import { currencyOf, isRoubleAccount } from '../../contract/values/currencies.ts';
import { formatMoney } from '../../contract/values/money.ts';
import { parseDraft } from '../../main/domain/payments/payment-content.ts';
import { draftFields } from '../fakes/vault-world.ts';

/** No account of the company is known. */
const TODAY = { ownAccounts: [], day: '2026-11-30' };

/** Source: https://github.com/dreautall/waterfly-iii/issues/830, https://github.com/masasibata/tbank; ISO 4217. */
describe('the currency of an account', () => {
  it.each<readonly [string, string, string]>([
    ['840', '40702840500000000001', 'USD'],
    ['978', '40702978500000000001', 'EUR'],
    ['156', '40702156500000000001', 'CNY'],
    ['USD', '40702840500000000001', 'USD'],
    ['', '40702840500000000001', 'USD'],
    ['643', '40702840500000000001', 'USD'],
    ['999', '40702999500000000001', '999'],
    ['840', '40702810500000000001', 'USD'],
    ...['643', '810', 'RUB', 'RUR', 'rub', ''].map((said) => [said, '40702810500000000001', 'RUB'] as const),
    ['643', '4070281050000000000100', 'RUB'],
  ])('«%s» of %s is %s', (currency, accountNumber, letters) => {
    expect(currencyOf({ currency, accountNumber })).toBe(letters);
    expect(isRoubleAccount({ currency, accountNumber })).toBe(letters === 'RUB');
  });

  it('is written with the sum', () => {
    expect(formatMoney(10_050, 'USD')).toBe('100,50\u00a0$');
    expect(formatMoney(10_050, 'CNY')).toBe('100,50\u00a0CNY');
    expect(formatMoney(10_050)).toBe('100,50\u00a0₽');
  });

  it('keeps a currency account from paying roubles', () => {
    const fields = draftFields({ documentNumber: '17', accountNumber: '40702840500000000001' });
    const parsed = parseDraft(fields, TODAY);
    expect(parsed.ok ? null : parsed.problems).toMatchObject([
      { field: 'accountNumber', code: 'account-currency' },
    ]);
  });
});

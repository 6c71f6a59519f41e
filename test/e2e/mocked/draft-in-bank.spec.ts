import { expect } from '@playwright/test';
import type { DraftInBank } from '../../../contract/areas/payments.ts';
import { OTHER_ACCOUNT, PAYEE_ACCOUNT } from '../../fakes/sample-accounts.ts';
import { expectAccessible, expectTidy, settle, shoot } from './look.ts';
import { test } from './mocked-test.ts';

const AT = '2026-11-16T11:00:00.000Z';
const CASES = [
  {
    inBank: { state: 'held', at: AT, changes: [] },
    badge: 'Удержан банком',
    title: 'Банк удерживает черновик',
  },
  {
    inBank: {
      state: 'changed',
      at: AT,
      changes: [
        { field: 'amount', was: '99000', is: '54000000' },
        { field: 'payee-account', was: PAYEE_ACCOUNT, is: OTHER_ACCOUNT },
      ],
    },
    badge: 'Изменён в банке',
    title: 'Изменён в интернет-банке',
  },
] as const satisfies readonly { inBank: DraftInBank; badge: string; title: string }[];

for (const { inBank, badge, title } of CASES) {
  test(`a draft that is ${inBank.state} in the bank is told with what to do`, async ({ mocked }) => {
    const { page } = mocked;
    const name = `draft-${inBank.state}`;
    const options = { inBank: { ...inBank, changes: [...inBank.changes] } };
    await mocked.resize(1024, 640);
    await mocked.show(options, '/payments');
    await expect(page.getByText(badge)).toBeVisible();
    await settle(page);
    await shoot(page, `${name}-list`);
    await mocked.show(options, '/payments/payment-006');
    await expect(page.getByText(title, { exact: true })).toBeVisible();
    await settle(page);
    await shoot(page, name);
    await expectTidy(page, name);
    await expectAccessible(page, name);
  });
}

test('all limits are opened over the list of payments', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.resize(1024, 640);
  await mocked.show({}, '/payments');
  await page.getByRole('button', { name: /Лимиты$/ }).click();
  await expect(page.getByRole('table', { name: 'Лимиты' })).toBeVisible();
  await settle(page);
  await shoot(page, 'limits-open');
  await expectTidy(page, 'limits-open');
  await expectAccessible(page, 'limits-open');
});

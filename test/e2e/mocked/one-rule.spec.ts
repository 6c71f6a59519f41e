import { expect, type Page } from '@playwright/test';
import { expectTidy, settle, shoot } from './look.ts';
import { test } from './mocked-test.ts';
import { asDirector, screens } from './scenarios.ts';

test.beforeEach(async ({ mocked }) => {
  await mocked.resize(1280, 800);
});

/** Everything a person can read of sums and times, in fields too. */
async function seenText(page: Page): Promise<string> {
  return page.evaluate(() => {
    const fields = [...document.querySelectorAll('input, textarea')].map(
      (field) => (field as HTMLInputElement).value,
    );
    return [document.body.innerText, ...fields].join('\n');
  });
}

const SUM_WITHOUT_ITS_SPACE =
  /[^\s\u00a0]*\d[ \u2009\u202f]\d{3}(?:[ \u2009\u202f]\d{3})*,\d\d[^\n]{0,6}|[\u2009\u202f]/;

for (const { name, options, address } of screens) {
  test(`the groups of every sum stand apart by one kind of space: ${name}`, async ({
    mocked: { page, show },
  }) => {
    await show(options, address);
    await settle(page);
    // The purpose is the bank's text, not ours.
    const text = (await seenText(page)).replaceAll(/НДС 22 % — 16 662,30 руб\./g, '');
    expect(SUM_WITHOUT_ITS_SPACE.exec(text)?.[0] ?? null).toBeNull();
  });
}

test('the groups of sums are seen in the palette, in lists to choose from and before signing', async ({
  mocked: { page, show, showApproval },
}) => {
  await show({}, '/');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('ромашка');
  await expect(page.getByText('92\u00a0400,00\u00a0₽').first()).toBeVisible();
  await show({}, '/payments/new');
  await settle(page);
  await expect(page.getByLabel('Счёт списания', { exact: true }).first()).toHaveValue(
    /1\u00a0284\u00a0900,50\u00a0₽/,
  );
  await shoot(page, 'sum-in-a-select');
  await showApproval({ desk: 'plain' });
  await settle(page);
  await expect(page.locator('[data-line=amount]')).toHaveText(/^\d+\u00a0\d{3},\d\d\u00a0₽$/);
});

test('a computer elsewhere shows Moscow times and says so once', async ({
  mocked: { page, show, showApproval, resize },
}) => {
  await show({}, '/payments/payment-000');
  await settle(page);
  const times = await page.locator('time').allInnerTexts();
  await expect(page.getByText('Время везде московское')).toHaveCount(0);

  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setTimezoneOverride', { timezoneId: 'Asia/Vladivostok' });
  try {
    await show({}, '/payments/payment-000');
    await settle(page);
    expect(await page.locator('time').allInnerTexts()).toEqual(times);
    await expect(page.getByText('Время везде московское')).toHaveCount(1);
    await shoot(page, 'zone-elsewhere');
    await resize(1024, 640);
    await shoot(page, 'zone-elsewhere-small');
    await expectTidy(page, 'zone-elsewhere-small');
    for (const address of ['/', '/journal', '/certificates', '/settings']) {
      await show(asDirector, address);
      await settle(page);
      await expect(page.getByText('Время везде московское')).toHaveCount(1);
    }
    await resize(940, 800);
    await showApproval({ desk: 'plain' });
    await settle(page);
    await expect(page.getByText('Время везде московское')).toHaveCount(1);
    await shoot(page, 'zone-approval');
  } finally {
    await cdp.send('Emulation.setTimezoneOverride', { timezoneId: '' });
    await cdp.detach();
  }
});

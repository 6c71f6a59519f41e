import { expect, type Page } from '@playwright/test';
import { sampleCertificates } from '../../fakes/sample-certificates.ts';
import { companies, sampleSession } from '../../fakes/sample-session.ts';
import { sampleTokens } from '../../fakes/sample-tokens.ts';
import { expectAccessible, expectTidy, settle, shoot } from './look.ts';
import { test } from './mocked-test.ts';

test.beforeEach(async ({ mocked }) => {
  await mocked.resize(1280, 800);
  await mocked.show({}, '/certificates');
  await settle(mocked.page);
});

/** Looks at what stands on the screen in both languages and themes. */
async function look(page: Page, name: string): Promise<void> {
  for (const [language, theme] of [
    ['ru', 'light'],
    ['en', 'dark'],
    ['ru', 'dark'],
  ] as const) {
    await page.evaluate((told) => window.fake.emit('session.changed', told), {
      ...sampleSession(),
      language,
      theme,
    });
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await settle(page);
    await shoot(page, `certificates-${name}-${language}-${theme}`);
    await expectTidy(page, `${name} ${language}`);
  }
  await expectAccessible(page, name);
  await page.evaluate((told) => window.fake.emit('session.changed', told), {
    ...sampleSession(),
    theme: 'light' as const,
  });
}

test('a certificate is opened, edited and retired from the keyboard', async ({
  mocked: { page, complaints },
}) => {
  await page.getByRole('row').filter({ hasText: 'Пора обновить' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Первым закончится: сертификат/)).toBeVisible();
  await look(page, 'panel');

  await page.getByRole('button', { name: 'Действия' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Изменить сведения…' }).press('Enter');
  await settle(page);
  await look(page, 'edit');
  await page.getByRole('button', { name: 'Добавить место' }).press('Enter');
  await page.getByRole('button', { name: 'Сохранить', exact: true }).press('Enter');
  await expect(page.getByText('Назовите компьютер')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Действия' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Вывести из работы…' }).press('Enter');
  await settle(page);
  await look(page, 'retire');
  const destroy = page.getByRole('button', { name: 'Уничтожить ключ' });
  await expect(destroy).toBeDisabled();
  await page.getByLabel('Ключ утерян или мог попасть к чужим').press('Space');
  await destroy.press('Enter');
  await expect(destroy).toHaveCount(0);
  const asked = await page.evaluate(
    () => window.fake.calls.find(({ name }) => name === 'certificates.retire')?.input,
  );
  expect(asked).toMatchObject({ reason: 'key-lost' });
  expect(complaints()).toEqual([]);
});

test('a certificate is added from the keyboard, and closing with Esc loses nothing', async ({
  mocked: { page, complaints },
}) => {
  await page.keyboard.press('Insert');
  await settle(page);
  await page.getByRole('button', { name: 'Выбрать файлы…' }).press('Enter');
  await expect(page.getByText('Ключ подходит к сертификату.', { exact: false })).toBeVisible();
  await look(page, 'found');
  await page.getByRole('textbox', { name: 'Название' }).fill('Платежи, 2027');

  await page.keyboard.press('Escape');
  await page.keyboard.press('Insert');
  await settle(page);

  await expect(page.getByRole('textbox', { name: 'Название' })).toHaveValue('Платежи, 2027');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Сертификат «Платежи, 2027» сохранён')).toBeVisible();
  await page.getByRole('button', { name: 'Удалить файлы…' }).press('Enter');
  await expect(page.getByText('private.key — удалён')).toBeVisible();
  expect(complaints()).toEqual([]);
});

test('a request is filled in with help, judged, and made', async ({ mocked: { page, complaints } }) => {
  await page.getByRole('button', { name: 'Сделать ключ и запрос' }).press('Enter');
  await page.getByLabel('Город (L)').fill('Санкт-Петербург');
  await expect(page.getByText('Только латинские буквы, цифры и знаки')).toBeVisible();
  await settle(page);
  await look(page, 'request');
  await page.getByRole('button', { name: 'Переписать латинскими буквами' }).press('Enter');
  await expect(page.getByLabel('Город (L)')).toHaveValue('Sankt-Peterburg');
  const submit = page.getByRole('dialog').getByRole('button', { name: 'Сделать ключ и запрос' });

  await submit.press('Enter');

  await expect(submit).toHaveCount(0);
  expect(complaints()).toEqual([]);
});

test('a root is compared before it is trusted', async ({ mocked: { page, show, complaints } }) => {
  await show({}, '/settings');
  await page.getByRole('tab', { name: 'Доверие' }).click();
  await page.getByRole('button', { name: 'Добавить корневой сертификат…' }).click();
  await expect(page.getByText('Это корневой сертификат Минцифры')).toBeVisible();
  await look(page, 'root');
  expect(complaints()).toEqual([]);
});

test('the forms for files are tidy', async ({ mocked: { page, complaints } }) => {
  await page.keyboard.press('Insert');
  await settle(page);
  await look(page, 'files');
  await page.getByRole('button', { name: 'Выбрать файлы…' }).press('Enter');
  await page.getByRole('textbox', { name: 'Название' }).fill('Платежи, 2027');
  await page.keyboard.press('Enter');
  await expect(page.getByText('private.key')).toBeVisible();
  await look(page, 'kept');
  expect(complaints()).toEqual([]);
});

test('an unknown authority of the bank is told on every screen and compared before it is confirmed', async ({
  mocked: { page, show, resize, complaints },
}) => {
  const stopped = companies.map((company) => ({ ...company, isBankStopped: true }));
  for (const [language, width, height] of [
    ['ru', 1280, 800],
    ['en', 1024, 640],
  ] as const) {
    await resize(width, height);
    await show({ session: { companies: stopped, language } }, '/tokens');
    const banner = page.getByRole('alert').first();
    await expect(banner).toBeVisible();
    await settle(page);
    await shoot(page, `certificates-bank-stopped-${language}`);
    await expectTidy(page, `bank-stopped ${language}`);
    await banner.getByRole('button').press('Enter');
    await expect(page.getByText('Office Proxy Root')).toBeVisible();
    await settle(page);
    await shoot(page, `certificates-strange-authority-${language}`);
    await expectTidy(page, `strange ${language}`);
    await expectAccessible(page, `strange ${language}`);
    await page.getByRole('button', { name: /пароль|под паролем|passphrase…/ }).press('Enter');
  }
  expect(complaints()).toEqual([]);
});

test('a token that has lost its secret is told on every screen, with the one that works instead and a way to it', async ({
  mocked: { page, show, resize, complaints },
}) => {
  const [lost, other] = sampleTokens();
  const [company] = companies;
  if (lost === undefined || other === undefined || company === undefined) throw new Error('no samples');
  const { tokenId, label, status } = lost;
  const details = { insteadId: other.tokenId, instead: other.label };
  const problem = { code: 'secret-missing', details, incidentId: null } as const;
  const about = { companyId: company.companyId, companyName: company.name, label, tokenId, status };
  for (const [language, width, height] of [
    ['ru', 1280, 800],
    ['en', 1024, 640],
  ] as const) {
    await resize(width, height);
    const warnings = [{ kind: 'token-problem', ...about, problem }] as const;
    await show({ session: { language }, warnings }, '/accounts');
    const banner = page.getByRole('status').filter({ hasText: other.label });
    await expect(banner).toContainText(label);
    await settle(page);
    await shoot(page, `lost-secret-${language}`);
    await expectTidy(page, `lost-secret ${language}`);
    await expectAccessible(page, `lost-secret ${language}`);
    await banner.getByRole('button').press('Enter');
    await expect(page).toHaveURL(new RegExp(`/tokens/${tokenId}$`));
  }
  expect(complaints()).toEqual([]);
});

test('an error names the token and the certificate that it speaks of, and leads to both', async ({
  mocked: { page, show, complaints },
}) => {
  const [token] = sampleTokens();
  const [certificate] = sampleCertificates();
  if (token === undefined || certificate === undefined) throw new Error('no samples');
  const details = {
    ...{ certificateId: certificate.certificateId, certificate: certificate.label },
    ...{ tokenId: token.tokenId, token: token.label },
  };
  const error = { code: 'client-certificate-expired', details, incidentId: null } as const;
  const open = async (name: string) => {
    await show({ errors: { 'accounts.refresh': error } }, '/accounts');
    await page.keyboard.press('F5');
    const alert = page.getByRole('alert').filter({ hasText: `Сертификат «${certificate.label}».` });
    await expect(alert).toContainText(`Токен «${token.label}».`);
    await settle(page);
    await shoot(page, 'error-names-token');
    await alert.getByRole('button', { name }).click();
  };

  await open('Открыть токен');
  await expect(page).toHaveURL(new RegExp(`/tokens/${token.tokenId}$`));
  await open('Открыть сертификат');
  await expect(page).toHaveURL(new RegExp(`/certificates/${certificate.certificateId}$`));
  await expect(page.getByRole('complementary').or(page.getByRole('dialog')).first()).toContainText(
    certificate.label,
  );
  expect(complaints()).toEqual([]);
});

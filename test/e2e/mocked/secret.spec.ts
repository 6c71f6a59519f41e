import { expect } from '@playwright/test';
import type { SecretPromptView, SecretRevealView } from '../../../contract/areas/secret-prompt.ts';
import { expectAccessible, expectTidy, settle, shoot } from './look.ts';
import { test } from './mocked-test.ts';

const approval: SecretPromptView = {
  kind: 'passphrase',
  subject: 'Петров П. П.',
  facts: [
    { label: 'amount', text: '92 400,00 ₽' },
    { label: 'payee', text: 'ООО «Ромашка», ИНН 7727406020' },
    { label: 'payee-account', text: '4080 2810 7000 0000 0002' },
    { label: 'purpose', text: 'Оплата по счёту 17 от 02.11.2026 за канцтовары' },
    { label: 'training-passphrase', text: 'учебная подпись директора' },
  ],
  language: 'ru',
  theme: 'light',
  problem: null,
  minLength: 8,
};

const kinds = [
  'token',
  'token-again',
  'passphrase-to-reveal',
  'new-passphrase',
  'key-passphrase',
  'vault-passphrase',
  'new-vault-passphrase',
] as const;

test.beforeEach(async ({ mocked }) => {
  await mocked.resize(480, 420);
});

test('every prompt fits its window and is accessible', async ({
  mocked: { page, showSecret, complaints },
}) => {
  const views: readonly SecretPromptView[] = [
    approval,
    { ...approval, problem: 'passphrase-wrong', theme: 'dark' },
    ...kinds.map((kind) => ({ ...approval, kind, facts: [], language: 'en' as const })),
    ...kinds.map((kind) => ({ ...approval, kind, facts: [] })),
  ];

  for (const [index, view] of views.entries()) {
    await showSecret(view);
    await settle(page);
    await shoot(page, `secret-${index}-${view.kind}`);
    await expectTidy(page, view.kind);
    await expectAccessible(page, view.kind);
    expect(complaints()).toEqual([]);
  }
});

test('says every rule that changes, who becomes director, and that entering agrees to nothing', async ({
  mocked: { page, showSecret, resize },
}) => {
  await resize(520, 560);
  const lines = [
    'Один платёж: подпись всегда → подпись выше 50\u00a0000,00\u00a0₽, запрет выше 1\u00a0000\u00a0000,00\u00a0₽',
    'Все платежи за день: подпись всегда → подпись выше 150\u00a0000,00\u00a0₽',
    'Счета: все → 4070 2810 5000 0000 0001',
    'Новый получатель или счёт: через подпись → как остальные',
    'Сколько подписей: 1 → 1, от 2 выше 500\u00a0000,00\u00a0₽',
    'Налоги и казначейство: как остальные → пороги не спрашивают',
  ];
  const changed = lines.map((text) => ({ label: 'change' as const, text }));
  const rules = [
    { label: 'rules' as const, text: 'ООО «Пример»' },
    { label: 'rules-version' as const, text: '3' },
    ...changed,
  ];
  await showSecret({ ...approval, facts: rules });
  await settle(page);
  for (const line of lines) await expect(page.getByText(line)).toBeVisible();
  await shoot(page, 'secret-rules');
  await expectTidy(page, 'secret-rules');
  await resize(480, 420);
  await shoot(page, 'secret-rules-small');
  await expect(page.getByRole('button', { name: 'Подтвердить' })).toBeInViewport({ ratio: 1 });

  await showSecret({
    ...approval,
    facts: [
      { label: 'person', text: 'Орлова В. И.' },
      { label: 'change', text: 'станет директором: сможет подписывать и менять правила' },
    ],
  });
  await settle(page);
  await shoot(page, 'secret-director');

  for (const language of ['ru', 'en'] as const) {
    await showSecret({ ...approval, kind: 'passphrase-to-enter', facts: [], language });
    await settle(page);
    await shoot(page, `secret-enter-${language}`);
    await showSecret({ ...approval, kind: 'passphrase-to-approve-and-send', language });
    await settle(page);
    await shoot(page, `secret-approve-and-send-${language}`);
    await expectTidy(page, 'approve-and-send');
  }
  await showSecret({ ...approval, kind: 'passphrase-to-enter', facts: [] });
  await expect(page.getByRole('heading', { name: 'Войти как Петров П. П.' })).toBeVisible();
  await expect(page.getByText(/соглас/)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Войти' })).toBeVisible();
});

const reveal: SecretRevealView = {
  kind: 'reveal',
  subject: 'Бухгалтерия, повседневный',
  lastFour: 'x7Qk',
  words: 'берёза якорь',
  seconds: 10,
  clipboardSeconds: 30,
  language: 'ru',
  theme: 'light',
};

test('a shown token fits its window, counts its seconds, and is copied only by the button', async ({
  mocked: { page, showSecret, complaints },
}) => {
  for (const change of [{}, { theme: 'dark' as const }, { language: 'en' as const }]) {
    await showSecret({ ...reveal, ...change });
    await settle(page);
    await shoot(page, `secret-reveal-${change.theme ?? 'light'}-${change.language ?? 'ru'}`);
    await expectTidy(page, 'reveal');
    await expectAccessible(page, 'reveal');
  }
  await showSecret(reveal);
  await expect(page.getByTestId('secret-text')).toContainText('t.');
  await expect(page.getByRole('timer')).toHaveText(/Закроется через \d+ с/);

  const isRefused = await page.evaluate(() => {
    const copy = new ClipboardEvent('copy', { bubbles: true, cancelable: true });
    document.body.dispatchEvent(copy);
    return copy.defaultPrevented;
  });
  expect(isRefused).toBe(true);
  await expect(page.locator('html')).not.toHaveAttribute('data-copied');
  await page.getByRole('button', { name: 'Скопировать' }).click();

  await expect(page.getByRole('status')).toContainText('Через 30 с буфер очистится');
  await shoot(page, 'secret-reveal-copied');
  expect(complaints()).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.locator('html')).toHaveAttribute('data-answered', 'cancelled');
});

test('an empty answer and a held Enter confirm nothing', async ({ mocked: { page, showSecret } }) => {
  await showSecret(approval);
  await expect(page.getByRole('textbox', { name: 'Пароль' })).toBeFocused();

  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');

  await expect(page.locator('html')).not.toHaveAttribute('data-answered');
});

test('Escape cancels', async ({ mocked: { page, showSecret } }) => {
  await showSecret(approval);
  await expect(page.getByRole('textbox', { name: 'Пароль' })).toBeFocused();

  await page.keyboard.press('Escape');

  await expect(page.locator('html')).toHaveAttribute('data-answered', 'cancelled');
});

test('what is typed is hidden, and cleared after a wrong answer', async ({
  mocked: { page, showSecret },
}) => {
  await showSecret(approval);
  const field = page.getByRole('textbox', { name: 'Пароль' });
  await expect(field).toHaveAttribute('type', 'password');

  await field.fill('wrong-wrong-wrong');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('alert')).toContainText('Пароль не подошёл.');
  await expect(field).toHaveValue('');
});

test('a new passphrase has to be long enough and typed twice alike', async ({
  mocked: { page, showSecret },
}) => {
  await showSecret({ ...approval, kind: 'new-passphrase', facts: [] });
  const first = page.getByRole('textbox', { name: 'Новый пароль' });
  const second = page.getByRole('textbox', { name: 'Ещё раз' });

  await first.fill('1234567');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Нужно не меньше 8 знаков.')).toBeVisible();
  await first.fill('12345678');
  await second.fill('12345679');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Пароли не совпали.')).toBeVisible();
  await expect(page.locator('html')).not.toHaveAttribute('data-answered');
  await second.fill('12345678');
  await page.keyboard.press('Enter');

  await expect(page.locator('html')).toHaveAttribute('data-answered', '8');
});

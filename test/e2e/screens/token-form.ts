import { expect } from '@playwright/test';
import { PATIENCE_MS, type AppWindow } from './app-window.ts';

export interface TypedToken {
  readonly label: string;
  readonly issuer: string;
  /** As online banking names them. */
  readonly accesses: readonly string[];
  readonly address: string;
  /** Name of the certificate that the token works with. */
  readonly certificate?: string;
}

/** Fills the form of a new token; its text comes later, in the window for secrets. */
export async function fillToken({ page }: AppWindow, token: TypedToken): Promise<void> {
  const form = page.getByRole('form', { name: 'Новый токен' });
  await form.getByRole('textbox', { name: 'Название' }).fill(token.label);
  await form.getByRole('textbox', { name: 'Кто выпустил' }).fill(token.issuer);
  await form.getByRole('textbox', { name: 'Дата выпуска' }).fill(todayInMoscow());
  for (const access of token.accesses) await form.getByLabel(access, { exact: true }).check();
  await form.getByLabel('Адрес 1', { exact: true }).fill(token.address);
  if (token.certificate === undefined) return;
  const choice = form.getByRole('combobox', { name: 'Сертификат mTLS' });
  const option = choice.locator('option', { hasText: token.certificate });
  await choice.selectOption((await option.getAttribute('value')) ?? '');
}

/** Copies the text of the token, pastes it into the window for secrets, and waits until it is stored. */
export async function pasteToken(window: AppWindow, text: string): Promise<void> {
  await window.answerSecret(() => window.button('Вставить токен…').click(), text, { isPasted: true });
  await expect(window.page.getByText('Токен сохранён')).toBeVisible({ timeout: PATIENCE_MS });
}

/**
 * Picks the files of a certificate, names it and keeps its files; the dialog of the system has to be answered by the
 * test.
 */
export async function addCertificate({ page }: AppWindow, label: string): Promise<void> {
  const form = page.getByRole('form', { name: 'Новый сертификат' });
  await form.getByRole('button', { name: 'Выбрать файлы…' }).click();
  await form.getByLabel('Название').fill(label, { timeout: PATIENCE_MS });
  await form.getByRole('button', { name: 'Сохранить сертификат' }).click();
  await page.getByRole('button', { name: 'Оставить файлы' }).click({ timeout: PATIENCE_MS });
  await expect(page.getByRole('form', { name: 'Исходные файлы' })).toBeHidden({ timeout: PATIENCE_MS });
}

/** Today as online banking prints it: `05.10.2026`. */
function todayInMoscow(): string {
  return new Date().toLocaleDateString('ru-RU', { timeZone: 'Europe/Moscow' });
}

import { PATIENCE_MS, seen, type AppWindow } from './app-window.ts';

/** Opens a payment from the list by a text in its row. */
export async function openPayment(window: AppWindow, text: string): Promise<void> {
  await window.goTo('Платежи');
  await window.row(text).click();
  await seen(window.page.getByRole('heading', { level: 1, name: /^Платёж/ })).toBeVisible({
    timeout: PATIENCE_MS,
  });
}

/** Presses «Отправить в банк» and says yes to the last question. Does not wait for the bank. */
export async function sendToBank(window: AppWindow): Promise<void> {
  await window.button('Отправить в банк').click();
  const yes = window.page.getByRole('dialog').getByRole('button', { name: /^Отправить/ });
  await yes.click();
}

/** Waits for the big sentence of the payment on the screen, and for what follows it. */
export async function readsStatus(
  window: AppWindow,
  sentence: string,
  { next }: { readonly next?: string } = {},
): Promise<void> {
  const banner = window.page.getByRole('status').filter({ hasText: sentence });
  await seen(banner.first()).toBeVisible({ timeout: PATIENCE_MS });
  if (next !== undefined) await seen(banner.first()).toContainText(next);
}

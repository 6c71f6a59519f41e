import { expect } from '@playwright/test';
import { PATIENCE_MS, type AppWindow } from './app-window.ts';

/** Sums in roubles above which a director signs. */
export interface TypedPolicy {
  readonly payment: string;
  readonly payeeDay: string;
  readonly day: string;
  readonly month: string;
}

const ROWS = {
  payment: 'Один платёж',
  payeeDay: 'Одному получателю за день',
  day: 'Все платежи за день',
  month: 'Все платежи за месяц',
} as const satisfies Record<keyof TypedPolicy, string>;

/** Sets the company's rules as the director and signs them. */
export async function setPolicy(window: AppWindow, policy: TypedPolicy, passphrase: string): Promise<void> {
  const { page } = window;
  await window.goTo('Настройки');
  await page.getByRole('tab', { name: 'Правила платежей' }).click();
  for (const name of ['payment', 'payeeDay', 'day', 'month'] as const) {
    await page.getByLabel(`${ROWS[name]}: Подпись нужна выше`).fill(policy[name]);
  }
  // The first rules of a company ask for a call to each new payee; these payments are not about calls.
  await page.getByLabel(/только после звонка/).uncheck();
  await window.answerSecret(() => window.button('Сохранить правила').click(), passphrase);
  await expect(page.getByText(/Версия \d+\. Подписал/)).toBeVisible({ timeout: PATIENCE_MS });
}

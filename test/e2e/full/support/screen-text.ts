import { expect } from '@playwright/test';
import { PATIENCE_MS, type AppWindow } from '../../screens/app-window.ts';

/** Returns the text of the screen with every kind of space as a plain one. */
export async function screenText(window: AppWindow): Promise<string> {
  return (await window.page.locator('main').innerText()).replace(/[\u00a0\u202f]/g, ' ');
}

/** Waits until the text stands on the screen. */
export async function showsText(
  window: AppWindow,
  text: string,
  { withinMs = PATIENCE_MS }: { readonly withinMs?: number } = {},
): Promise<void> {
  await expect.poll(() => screenText(window), { timeout: withinMs }).toContain(text);
}

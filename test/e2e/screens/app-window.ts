import { expect, type ElectronApplication, type Locator, type Page } from '@playwright/test';
import { PATIENCE_MS } from '../../../scripts/patience.ts';

export { PATIENCE_MS };

/**
 * Playwright's `expect`, as patient as a busy machine needs everywhere: its own five seconds are for pages without a
 * bank and a keychain.
 */
export const seen = expect.configure({ timeout: PATIENCE_MS });

/** Does what closes a window and waits until it is closed: it may go while the click is still under way. */
export async function untilClosed(window: Page, act: () => Promise<void>): Promise<void> {
  const closed = window.waitForEvent('close', { timeout: PATIENCE_MS });
  closed.catch(() => undefined); // told by what was done
  await act().catch((error: unknown) => {
    if (!window.isClosed()) throw error;
  });
  await closed;
}

interface SecretAnswer {
  /** The window asks for it twice. */
  readonly repeat?: boolean;
  /** Comes through the clipboard instead of the keyboard. */
  readonly isPasted?: boolean;
  readonly look?: (window: Page) => Promise<void>;
}

/** The main window as a person uses it: navigation, who is working, what stands on the screen. */
export class AppWindow {
  readonly page: Page;
  readonly electron: ElectronApplication;

  constructor(electron: ElectronApplication, page: Page) {
    this.electron = electron;
    this.page = page;
    page.setDefaultTimeout(PATIENCE_MS);
  }

  /** Goes to a screen by its name in the navigation and waits for its title. */
  async goTo(screen: string): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: screen }).click();
    await expect(this.title(screen)).toBeVisible({ timeout: PATIENCE_MS });
  }

  title(text: string): Locator {
    return this.page.getByRole('heading', { level: 1, name: text });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  row(text: string): Locator {
    return this.page.getByRole('row').filter({ hasText: text });
  }

  async sees(text: string | RegExp): Promise<void> {
    await expect(this.page.getByText(text).first()).toBeVisible({ timeout: PATIENCE_MS });
  }

  /** Changes theme or language the way the settings screen does. */
  async changeLook(change: { theme?: 'auto' | 'light' | 'dark'; language?: 'ru' | 'en' }): Promise<void> {
    await this.page.evaluate((wanted) => window.app.setup.changeLook(wanted), change);
  }

  /** Switches to another person; a director is asked for his passphrase in the window for secrets. */
  async switchPerson(
    from: string,
    to: string,
    {
      passphrase,
      look,
    }: { readonly passphrase: string | null; readonly look?: (window: Page) => Promise<void> },
  ): Promise<void> {
    const banner = this.page.getByRole('banner');
    await banner.getByRole('button', { name: new RegExp(from) }).click();
    const item = this.page.getByRole('menuitem', { name: new RegExp(to) });
    if (passphrase === null) await item.click();
    else await this.answerSecret(() => item.click(), passphrase, look === undefined ? {} : { look });
    await expect(banner.getByText(to)).toBeVisible({ timeout: PATIENCE_MS });
  }

  /** Does what opens the window for secrets and gives that window when it is ready to be typed in. */
  async openSecret(open: () => Promise<unknown>): Promise<Page> {
    const [window] = await Promise.all([
      this.electron.waitForEvent('window', { timeout: PATIENCE_MS }),
      open(),
    ]);
    await window.locator('input').first().waitFor({ timeout: PATIENCE_MS });
    return window;
  }

  /** The window for secrets that the app has opened, or is about to open, by itself. */
  async secretWindow(): Promise<Page> {
    const find = (): Page | undefined =>
      this.electron.windows().find((window) => window.url().startsWith('app://secret/'));
    await expect.poll(() => find() !== undefined, { timeout: PATIENCE_MS }).toBe(true);
    const window = find();
    if (window === undefined) throw new Error('the window for secrets is closed again');
    await window.locator('input').first().waitFor({ timeout: PATIENCE_MS });
    return window;
  }

  /**
   * Does what opens the window for secrets, types the secret there and confirms. `look` is called with the window
   * before the answer.
   */
  async answerSecret(
    open: () => Promise<unknown>,
    secret: string,
    { repeat = false, isPasted = false, look }: SecretAnswer = {},
  ): Promise<void> {
    const window = await this.openSecret(open);
    if (look !== undefined) await look(window);
    const fields = window.locator('input');
    if (isPasted) await this.#paste(window, secret);
    else await fields.first().fill(secret);
    if (repeat) await fields.nth(1).fill(secret);
    await untilClosed(window, () => window.locator('button[type=submit]').click());
  }

  /** Copies the text, as a person does in online banking, and pastes it with the keys. */
  async #paste(window: Page, text: string): Promise<void> {
    await this.electron.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text);
    await window.locator('input').first().press('Control+V');
    await expect(window.locator('input').first()).toHaveValue(text, { timeout: PATIENCE_MS });
  }
}

import type { Page } from '@playwright/test';
import { PATIENCE_MS, seen, untilClosed, type AppWindow } from './app-window.ts';

/** Source: main/edges/windows/app-protocol.ts, which only Electron can load. */
const APPROVAL_PAGE = 'app://approval/';

interface Answer {
  readonly passphrase: string;
  /** The answer to the warnings, where there are any. */
  readonly reason?: string;
  /** Called when the payment is read, before it is answered. */
  readonly look?: (page: Page) => Promise<void>;
  /** How the window ends; that nothing was sent, when not given. */
  readonly ending?: RegExp;
}

/** The window in which payments are read and answered, as the director uses it. */
export class ApprovalWindow {
  readonly page: Page;
  readonly #main: AppWindow;

  private constructor(main: AppWindow, page: Page) {
    this.#main = main;
    this.page = page;
  }

  /** Does what opens the window and gives it when it can be read. */
  static async opened(main: AppWindow, open: () => Promise<unknown>): Promise<ApprovalWindow> {
    const [page] = await Promise.all([
      main.electron.waitForEvent('window', {
        timeout: PATIENCE_MS,
        predicate: async (one: Page) => {
          await one.waitForURL(/^app:/, { waitUntil: 'commit' });
          return one.url().startsWith(APPROVAL_PAGE);
        },
      }),
      open(),
    ]);
    page.setDefaultTimeout(PATIENCE_MS);
    await page.getByRole('main').waitFor();
    return new ApprovalWindow(main, page);
  }

  /** Opens one payment of the queue by its payee; the queue is on the screen. */
  static async ofPayee(main: AppWindow, payee: string): Promise<ApprovalWindow> {
    return ApprovalWindow.opened(main, () =>
      main.page.getByRole('button', { name: new RegExp(`^Открыть: .*${payee}`) }).click(),
    );
  }

  /** Answers the warnings, approves with the passphrase, reads that nothing has left, and closes. */
  async approve({ passphrase, reason, look, ending = /Ничего ещё не отправлено/ }: Answer): Promise<void> {
    const { page } = this;
    if (reason !== undefined) await page.getByLabel(/Почему вы согласны/).fill(reason);
    if (look !== undefined) await look(page);
    await this.#main.answerSecret(
      () => page.getByRole('button', { name: /^Подписать(?! и)/ }).click(),
      passphrase,
    );
    await this.#ends(ending);
  }

  /** Answers the warnings, approves and sends with the one passphrase, reads what came of it, and closes. */
  async approveAndSend({ passphrase, reason, ending = /Подписано и отправлено/ }: Answer): Promise<void> {
    const { page } = this;
    if (reason !== undefined) await page.getByLabel(/Почему вы согласны/).fill(reason);
    const press = () => page.getByRole('button', { name: 'Подписать и отправить' }).click();
    await this.#main.answerSecret(press, passphrase);
    await this.#ends(ending);
  }

  /** Rejects with a reason and closes. */
  async reject(reason: string): Promise<void> {
    const { page } = this;
    await page.getByRole('button', { name: 'Отклонить', exact: true }).click();
    await page.getByLabel('Причина').fill(reason);
    await page.getByRole('button', { name: 'Отклонить платёж' }).click();
    await this.#ends(/Отклонено/);
  }

  async #ends(sentence: RegExp): Promise<void> {
    const { page } = this;
    await seen(page.getByRole('status').filter({ hasText: sentence })).toBeVisible();
    await untilClosed(page, () => page.getByRole('button', { name: 'Закрыть' }).click());
  }
}

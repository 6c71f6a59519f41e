import { expect, type ElectronApplication, type Page } from '@playwright/test';
import { PATIENCE_MS } from './app-window.ts';

/** The cabinet of the training bank in its own window, used as a person uses the bank's: by its menus. */
export class CabinetScreen {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(PATIENCE_MS);
  }

  /** Does what opens the window and gives it when it is there. */
  static async opened(electron: ElectronApplication, open: () => Promise<unknown>): Promise<CabinetScreen> {
    const [page] = await Promise.all([electron.waitForEvent('window', { timeout: PATIENCE_MS }), open()]);
    await page.getByRole('navigation').waitFor({ timeout: PATIENCE_MS });
    return new CabinetScreen(page);
  }

  /** «Интеграции» → «Выпуск токена»; gives the text that the bank shows once. */
  async issueToken(spec: {
    readonly label: string;
    readonly ips: string;
    readonly accesses: readonly string[];
  }): Promise<string> {
    const { page } = this;
    await this.#press('Интеграции');
    await this.#press('Выпуск токена');
    await page.getByLabel('Название').fill(spec.label);
    await page.getByLabel('IP-адреса через запятую').fill(spec.ips);
    for (const access of spec.accesses) {
      const box = page.getByRole('checkbox').and(page.getByLabel(nameIn(access), { exact: true }));
      await box.check();
    }
    await this.#press('Выпустить токен');
    const field = page.getByLabel('Токен', { exact: true });
    await expect(field).toHaveValue(/^t\./, { timeout: PATIENCE_MS });
    await this.#press('Скопировать');
    await expect(page.getByText('Токен скопирован.')).toBeVisible({ timeout: PATIENCE_MS });
    return field.inputValue();
  }

  /** «Мой профиль» → «Безопасность» → «Настроить» → the token → «Удалить доступ». */
  async removeToken(label: string): Promise<void> {
    await this.#press('Мой профиль');
    await this.#press('Безопасность');
    await this.#press('Настроить');
    const app = this.page.locator('details').filter({ hasText: label });
    await app.locator('summary').click();
    await app.getByRole('button', { name: 'Удалить доступ' }).click();
    await expect(this.page.getByText('Доступ удалён.')).toBeVisible({ timeout: PATIENCE_MS });
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  async #press(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).first().click();
  }
}

/** The wizard writes online banking's group behind the name. */
function nameIn(line: string): string {
  return line
    .replace(/^☑\s*/, '')
    .replace(/\s*группа «.*$/s, '')
    .trim();
}

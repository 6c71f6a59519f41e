import { expect } from '@playwright/test';
import { PATIENCE_MS, type AppWindow } from './app-window.ts';
import { addCertificate, fillToken, pasteToken, type TypedToken } from './token-form.ts';

export interface TypedCompany {
  readonly name: string;
  readonly inn: string;
  readonly kpp: string;
  /** As the list of banks shows it. */
  readonly bank: string;
}

/** The first run with an own company, step by step. */
export class FirstRun {
  readonly #window: AppWindow;

  constructor(window: AppWindow) {
    this.#window = window;
  }

  async chooseOwnCompany(): Promise<void> {
    await this.#window.page.getByRole('button', { name: /Своя организация/ }).click();
  }

  async sayWhoIAm(name: string): Promise<void> {
    await this.#step('Кто вы');
    await this.#window.page.getByLabel('Фамилия и инициалы').fill(name);
    await this.#window.button('Дальше').click();
  }

  async addDirector(name: string, passphrase: string): Promise<void> {
    await this.#step('Кто подписывает');
    await this.#window.page.getByLabel('Фамилия и инициалы директора').fill(name);
    const add = () => this.#window.button('Добавить директора').click();
    await this.#window.answerSecret(add, passphrase, { repeat: true });
  }

  async addCompany({ name, inn, kpp, bank }: TypedCompany): Promise<void> {
    await this.#step('Ваша организация');
    const { page } = this.#window;
    await page.getByLabel('Название').fill(name);
    await page.getByLabel('ИНН').fill(inn);
    await page.getByLabel('КПП').fill(kpp);
    await page.getByRole('combobox', { name: 'Банк' }).click();
    await page.getByRole('option', { name: bank }).click();
    await this.#window.button('Дальше').click();
  }

  /** Reads that the keychain answers, and which one it is. */
  async readKeychainHealth(backend: string): Promise<void> {
    await this.#step('Связка ключей');
    await this.#window.sees('Связка ключей открыта');
    await this.#window.sees(`Отвечает: ${backend}.`);
    await this.#window.button('Дальше').click();
  }

  async addToken(token: TypedToken, text: string): Promise<void> {
    await this.#step('Первый токен');
    await fillToken(this.#window, token);
    await pasteToken(this.#window, text);
    await this.#window.button('Готово').click();
  }

  async addCertificate(label: string): Promise<void> {
    await this.#step('Сертификат для платежей');
    await addCertificate(this.#window, label);
    await this.#step('Токен для платежей');
    await this.#window.button('Пропустить').click();
  }

  async finish(): Promise<void> {
    await this.#step('Можно работать');
    await this.#window.button('Открыть сводку').click();
    await expect(this.#window.title('Сводка')).toBeVisible({ timeout: PATIENCE_MS });
  }

  async #step(title: string): Promise<void> {
    await expect(this.#window.title(title)).toBeVisible({ timeout: PATIENCE_MS });
  }
}

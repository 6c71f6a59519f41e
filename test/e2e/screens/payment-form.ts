import { expect, type Page } from '@playwright/test';
import { PATIENCE_MS } from './app-window.ts';

export interface TypedPayment {
  readonly payee: string;
  readonly inn: string;
  readonly kpp: string;
  readonly bik: string;
  readonly account: string;
  readonly amount: string;
  readonly purpose: string;
}

/** A payee that holds together by tapi.md §8.1. */
export const SAMPLE_PAYMENT: TypedPayment = {
  payee: 'ООО «Ромашка»',
  inn: '7727406020',
  kpp: '770801001',
  bik: '044525974',
  account: '40802810700000000002',
  amount: '92 400,00',
  purpose: 'Оплата по счёту 17 от 02.11.2026 за канцтовары. НДС не облагается',
};

/** The form of a new payment, by its labels. */
export class PaymentForm {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async fill(payment: TypedPayment): Promise<void> {
    await this.#type('Получатель', payment.payee);
    await this.#type('ИНН', payment.inn);
    await this.#type('КПП', payment.kpp);
    await this.#type('БИК', payment.bik);
    await this.#type('Счёт получателя', payment.account);
    await this.#type('Сумма', payment.amount);
    await this.#type('Назначение платежа', payment.purpose);
  }

  async #type(label: string, text: string): Promise<void> {
    const field = this.#page.getByLabel(label, { exact: true }).first();
    await field.fill(text);
    await field.press('Tab');
  }

  /** Waits until the draft is in the vault. */
  async saved(): Promise<void> {
    await expect(this.#page.getByText(/Черновик сохранён/)).toBeVisible({ timeout: PATIENCE_MS });
  }
}

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { moscowDate } from '../contract/values/dates.ts';
import { writeExchangeFile } from '../main/domain/onec/write-exchange.ts';
import { TRAINING_PASSPHRASE } from '../main/domain/training/prepare-training.ts';
import { ApprovalWindow } from '../test/e2e/screens/approval-window.ts';
import { CabinetScreen } from '../test/e2e/screens/online-banking.ts';
import { AppWindow, PATIENCE_MS, seen as expect } from '../test/e2e/screens/app-window.ts';
import { PaymentForm, SAMPLE_PAYMENT } from '../test/e2e/screens/payment-form.ts';
import { sampleOrders } from './cli/orders-sample.ts';
import { launchApp } from './electron/launch-app.ts';

/** One line of `tour.json`. */
export interface TourStep {
  readonly step: string;
  readonly ok: boolean;
  readonly screenshot: string;
}

export interface TourOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly profileDir: string;
  /** Where the screenshots and `tour.json` go. */
  readonly outDir: string;
  readonly say: (line: string) => void;
}

type Step = readonly [
  name: string,
  act: (window: AppWindow, shot: (name: string) => Promise<void>) => Promise<void>,
];

const ACCOUNTANT = 'Иванова А. П.';
const DIRECTOR = 'Петров П. П.';
/** A third token, issued on the way as a newcomer would. */
const ISSUED = 'Выписки для 1С';
const BEFORE = '1 284 900,50';
const AFTER = '1 192 500,50';

/** Text of the screen with every kind of space as a plain one. */
async function screenText(window: AppWindow): Promise<string> {
  return (await window.page.locator('main').innerText()).replace(/[\u00a0\u202f]/g, ' ');
}

async function showsSum(window: AppWindow, sum: string): Promise<void> {
  await expect.poll(() => screenText(window), { timeout: PATIENCE_MS }).toContain(sum);
}

/** Drops the orders of the training company on the page, as 1C has written them. */
async function dropOrders(page: Page): Promise<void> {
  const { bytes } = writeExchangeFile(sampleOrders(moscowDate(new Date().toISOString())));
  await page.evaluate(
    (content) => {
      const files = new DataTransfer();
      files.items.add(new File([new Uint8Array(content)], '1c_to_kl.txt'));
      const event = { dataTransfer: files, bubbles: true, cancelable: true };
      document.querySelector('main')?.dispatchEvent(new DragEvent('drop', event));
    },
    [...bytes],
  );
}

/** What a newcomer lives through, in order; each step stands on the one before. */
const STEPS: readonly Step[] = [
  ['overview', async (window) => showsSum(window, BEFORE)],
  [
    'tokens',
    async (window) => {
      await window.goTo('Токены');
      await expect(window.row('Бухгалтерия, повседневный')).toBeVisible({ timeout: PATIENCE_MS });
      await expect(window.row('Платежи директора')).toBeVisible();
    },
  ],
  [
    'token-checked',
    async (window) => {
      const row = window.row('Платежи директора');
      await expect(row).toContainText('никогда', { timeout: PATIENCE_MS });
      await row.click();
      await window.button('Проверить').click();
      await expect(row).toContainText('Действует', { timeout: PATIENCE_MS });
      await window.page.keyboard.press('Escape');
      await expect(row).toContainText('сегодня', { timeout: PATIENCE_MS });
    },
  ],
  [
    'what-happened',
    async (window) => {
      await window.row('Платежи директора').click();
      await window.button('Действия').click();
      await window.page.getByRole('menuitem', { name: 'Что случилось?' }).click();
      await expect(window.page.getByRole('dialog')).toContainText('всё работает', { timeout: PATIENCE_MS });
    },
  ],
  [
    'issue-planned',
    async (window) => {
      await window.page.keyboard.press('Escape');
      await window.page.getByRole('button', { name: /^Планы/ }).click();
      await window.button('Выпустить токен').click();
      await window.page.getByRole('button', { name: /^Выписки для 1С/ }).click();
      await window.page.getByRole('textbox', { name: 'Название' }).fill(ISSUED);
      await window.page.getByRole('textbox', { name: 'Кто выпускает' }).fill(DIRECTOR);
      await window.page.getByLabel('Адрес 1', { exact: true }).fill('127.0.0.1');
      await window.button('Дальше').click();
      await expect(window.button('Всё готово')).toBeVisible({ timeout: PATIENCE_MS });
      for (const box of await window.page.getByRole('checkbox').all()) await box.check();
      await window.button('Всё готово').click();
      await expect(window.button('Открыть кабинет учебного банка')).toBeVisible({ timeout: PATIENCE_MS });
    },
  ],
  [
    'token-issued',
    async (window, shot) => {
      const cabinet = await CabinetScreen.opened(window.electron, () =>
        window.button('Открыть кабинет учебного банка').click(),
      );
      const toTick = window.page.getByRole('list', { name: 'Что отметить' }).getByRole('listitem');
      const text = await cabinet.issueToken({
        label: ISSUED,
        ips: await window.page.getByRole('textbox', { name: 'Адреса через запятую' }).inputValue(),
        accesses: await toTick.allInnerTexts(),
      });
      await cabinet.close();
      await window.button('Токен скопирован, дальше').click();
      await window.answerSecret(() => window.button('Вставить токен…').click(), text, {
        isPasted: true,
        look: () => shot('token-window'),
      });
      await window.page.getByRole('button', { name: /^Проверить$/ }).click();
      await window.sees('Токен выпущен, проверен и введён в работу');
    },
  ],
  [
    'certificates',
    async (window) => {
      await window.goTo('Сертификаты');
      await expect(window.row('Сертификат директора')).toBeVisible({ timeout: PATIENCE_MS });
    },
  ],
  [
    'accounts',
    async (window) => {
      await window.goTo('Счета');
      await showsSum(window, BEFORE);
    },
  ],
  [
    'payment-form',
    async (window) => {
      await window.goTo('Платежи');
      await window.button('Новый платёж').first().click();
      await expect(window.title('Новый платёж')).toBeVisible({ timeout: PATIENCE_MS });
      const form = new PaymentForm(window.page);
      await form.fill(SAMPLE_PAYMENT);
      await form.saved();
      await window.sees('новый получатель');
      await window.sees(/сумма больше/);
    },
  ],
  [
    'sent-for-approval',
    async (window) => {
      await window.button('Отправить на подпись').click();
      await window.sees('Ждёт подписи директора');
    },
  ],
  [
    'switched-to-director',
    async (window, shot) => {
      const look = async () => shot('passphrase-window');
      await window.switchPerson(ACCOUNTANT, DIRECTOR, { passphrase: TRAINING_PASSPHRASE, look });
    },
  ],
  [
    'to-approve',
    async (window) => {
      await window.goTo('На подпись');
      await showsSum(window, '92 400,00 ₽');
    },
  ],
  [
    'approved',
    async (window, shot) => {
      const approval = await ApprovalWindow.ofPayee(window, 'Ромашка');
      const look = async (page: Page) => {
        const text = (await page.getByRole('main').innerText()).replace(/[\u00a0\u202f]/g, ' ');
        expect(text).toContain('Девяносто две тысячи четыреста рублей 00 копеек');
        await shot('approval-window');
      };
      const reason = 'Позвонил в «Ромашку», счёт подтвердили';
      await approval.approve({ passphrase: TRAINING_PASSPHRASE, reason, look });
      await window.sees('Подписано. Ничего ещё не отправлено.');
    },
  ],
  [
    'sent-to-bank',
    async (window) => {
      await window.button('Отправить в банк').click();
      const dialog = window.page.getByRole('dialog');
      await expect(dialog).toContainText('Ромашка');
      await dialog.getByRole('button', { name: /Отправить|Заплатить/ }).click();
      await window.sees(/Принят банком|Исполнен/);
    },
  ],
  ['executed', async (window) => window.sees('Исполнен')],
  [
    'balance-changed',
    async (window) => {
      await window.goTo('Счета');
      await showsSum(window, AFTER);
    },
  ],
  [
    'payments',
    async (window) => {
      await window.goTo('Платежи');
      await expect(window.row('Ромашка')).toContainText('Исполнен', { timeout: PATIENCE_MS });
    },
  ],
  [
    'statement',
    async (window) => {
      await window.goTo('Счета');
      await window.page.getByText('Месяц', { exact: true }).click();
      await expect(window.row('Ромашка').first()).toBeVisible({ timeout: PATIENCE_MS });
      await window.sees('Прочитано из банка');
    },
  ],
  [
    'statement-totals',
    async (window) => {
      await window.page.getByText('Итоги', { exact: true }).click();
      await expect(window.page.getByRole('grid', { name: 'Итоги по контрагентам' })).toBeVisible({
        timeout: PATIENCE_MS,
      });
    },
  ],
  [
    'payees',
    async (window) => {
      await window.goTo('Получатели');
      await window.row('Ромашка').first().click();
      await window.sees('из выписки');
    },
  ],
  [
    'template-kept',
    async (window) => {
      await window.goTo('Платежи');
      await window.row('Ромашка').first().click();
      await window.button('В шаблоны').click();
      const dialog = window.page.getByRole('dialog', { name: 'Сохранить как шаблон' });
      await dialog.getByLabel('Повторять').selectOption('month');
      await dialog.getByRole('button', { name: 'Сохранить' }).click();
      await expect(dialog).toBeHidden({ timeout: PATIENCE_MS });
    },
  ],
  [
    'templates',
    async (window) => {
      await window.goTo('Платежи');
      await window.page.getByRole('link', { name: 'Шаблоны' }).click();
      await window.sees('каждый месяц');
    },
  ],
  [
    'tax-form',
    async (window) => {
      await window.goTo('Платежи');
      await window.page.keyboard.press('Insert');
      await window.button('Шаблоны').click();
      await window.page.getByRole('menuitem', { name: /Единый налоговый платёж/ }).click();
      await expect(window.page.getByLabel('КБК (104)')).toHaveValue(/^182/, { timeout: PATIENCE_MS });
    },
  ],
  [
    'orders-from-1c',
    async (window) => {
      await window.goTo('Платежи');
      await window.page.getByRole('link', { name: 'Из 1С' }).click();
      await window.sees(/Выберите файл/);
      await dropOrders(window.page);
      await window.sees(/1c_to_kl\.txt · /);
    },
  ],
  [
    'order-with-a-fault',
    async (window) => {
      await window.page.getByText(/^Исправить \d/).click();
      await window.page.getByRole('row', { name: /исправить/ }).click();
      await window.sees(/Поле 61/);
    },
  ],
  [
    'orders-taken-in',
    async (window) => {
      await window.button('Загрузить и отправить на подпись').click();
      await window.sees('Загружено из 1С');
    },
  ],
  [
    'orders-wait',
    async (window) => {
      await window.goTo('Платежи');
      await window.sees(/Ждёт подписи/);
    },
  ],
  [
    'journal',
    async (window) => {
      await window.goTo('Журнал');
      await window.sees(/Ромашка/);
    },
  ],
  ['settings', async (window) => window.goTo('Настройки')],
  [
    'dark',
    async (window) => {
      await window.changeLook({ theme: 'dark' });
      await expect(window.page.locator('[data-mantine-color-scheme=dark]')).toHaveCount(1, {
        timeout: PATIENCE_MS,
      });
      await window.goTo('Токены');
    },
  ],
  [
    'english',
    async (window) => {
      await window.changeLook({ theme: 'light', language: 'en' });
      await window.page.getByRole('navigation').getByRole('link', { name: 'Overview' }).click();
      await showsSum(window, AFTER);
    },
  ],
];

/**
 * Plays the scripted tour in the real app on the prepared company and writes a screenshot a step and `tour.json`.
 * Returns the steps; the first one that does not hold ends the tour, because the others stand on it.
 */
export async function runTour({ env, profileDir, outDir, say }: TourOptions): Promise<readonly TourStep[]> {
  await mkdir(outDir, { recursive: true });
  const { electron, page } = await launchApp({ env, profileDir, isDemo: true });
  const window = new AppWindow(electron, page);
  const steps: TourStep[] = [];
  try {
    for (const [index, [name, act]] of STEPS.entries()) {
      const prefix = String(index + 1).padStart(2, '0');
      const screenshot = `${prefix}-${name}.png`;
      const also = async (extra: string): Promise<void> => {
        const [, other] = electron.windows();
        await (other ?? page).screenshot({ path: path.join(outDir, `${prefix}-${extra}.png`) });
      };
      const ok = await act(window, also).then(
        () => true,
        (error: unknown) => {
          say(error instanceof Error ? error.message : String(error));
          return false;
        },
      );
      const drawn = page.screenshot({ path: path.join(outDir, screenshot) });
      // A step may have failed because the app has ended.
      await (ok ? drawn : drawn.catch(() => undefined));
      steps.push({ step: name, ok, screenshot });
      say(`${ok ? 'ok  ' : 'FAIL'} ${name}`);
      if (!ok) break;
    }
  } finally {
    await electron.close();
    await writeFile(path.join(outDir, 'tour.json'), `${JSON.stringify(steps, null, 2)}\n`);
  }
  return steps;
}

/** True when every step was played and held. */
export function isWhole(steps: readonly TourStep[]): boolean {
  return steps.length === STEPS.length && steps.every(({ ok }) => ok);
}

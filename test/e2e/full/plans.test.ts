// @module-tag may-run-again
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PATIENCE_MS, seen, type AppWindow } from '../screens/app-window.ts';
import { CabinetScreen } from '../screens/online-banking.ts';
import { call, demoIsReady } from './support/app-calls.ts';
import { heapOf } from './support/canary-scan.ts';
import { photographFailures } from './support/photograph-failures.ts';
import { Workbench } from './support/workbench.ts';

const LABEL = 'Выписки для 1С';
const OLD = 'Бухгалтерия, повседневный';

describe('plans, with the clicks made in the training bank’s cabinet', () => {
  let bench: Workbench;
  let window: AppWindow;

  beforeAll(async () => {
    bench = await Workbench.start({});
    ({ window } = await bench.open({ isDemo: true }));
    await demoIsReady(window.page);
  });

  afterAll(() => bench.stop());
  photographFailures(() => bench.app);

  const button = (name: string | RegExp) =>
    window.page.getByRole('button', { name, exact: typeof name === 'string' });
  const press = (name: string | RegExp) => button(name).click();

  /** Ends the app at once and opens the plan again from the list. */
  async function killAndReopen(row: string): Promise<void> {
    await bench.app.kill();
    ({ window } = await bench.open({}));
    await window.goTo('Токены');
    await press(/^Планы/);
    await window.row(row).click();
  }

  async function openCabinet(): Promise<CabinetScreen> {
    return CabinetScreen.opened(bench.app.electron, () => press('Открыть кабинет учебного банка'));
  }

  async function wizardText(page: Page): Promise<string> {
    return page.getByRole('textbox', { name: 'Адреса через запятую' }).inputValue();
  }

  let issued = '';

  it('issues a token: typed text, cabinet, secret window, proof; killed twice on the way', async () => {
    await window.goTo('Токены');
    await press(/^Планы/);
    await press('Выпустить токен');
    await press(/^Выписки для 1С/);
    const form = window.page.getByRole('form', { name: 'Новый токен' });
    await form.getByRole('textbox', { name: 'Название' }).fill(LABEL);
    await seen(window.title(`Выпуск токена: ${LABEL}`)).toBeVisible({ timeout: PATIENCE_MS });

    await killAndReopen(LABEL);
    await seen(window.page.getByRole('textbox', { name: 'Название' })).toHaveValue(LABEL);
    await window.page.getByRole('textbox', { name: 'Кто выпускает' }).fill('Петров П. П.');
    await window.page.getByLabel('Адрес 1', { exact: true }).fill('127.0.0.1');
    await press('Дальше');
    await seen(button('Всё готово')).toBeVisible({ timeout: PATIENCE_MS });
    for (const box of await window.page.getByRole('checkbox').all()) await box.check();
    await press('Всё готово');
    const cabinet = await openCabinet();
    issued = await cabinet.issueToken({
      label: LABEL,
      ips: await wizardText(window.page),
      accesses: await window.page
        .getByRole('list', { name: 'Что отметить' })
        .getByRole('listitem')
        .allInnerTexts(),
    });
    await cabinet.close();
    await press('Токен скопирован, дальше');

    await killAndReopen(LABEL);
    await window.answerSecret(() => press('Вставить токен…'), issued, { isPasted: true });
    await press(/^Проверить$/);

    await window.sees('Токен выпущен, проверен и введён в работу');
    const tokens = await call(window.page, 'tokens.list', {});
    expect(tokens.find(({ label }) => label === LABEL)).toMatchObject({ status: 'active' });
    expect(await bench.app.electron.evaluate(({ clipboard }) => clipboard.readText())).not.toBe(issued);
  });

  it('keeps the text of the token out of the main window', async () => {
    expect(issued).toMatch(/^t\./);
    expect((await heapOf(window.page)).includes(issued)).toBe(false);
  });

  it('gives the cabinet’s window nothing of the app, of other pages or of a network', async () => {
    const cabinet = await CabinetScreen.opened(bench.app.electron, () =>
      call(window.page, 'training.openCabinet', {}),
    );
    const answers = await cabinet.page.evaluate(async () => {
      const reach = (address: string) =>
        fetch(address).then(
          () => 'open',
          () => 'blocked',
        );
      return {
        bridges: ['app', 'secretPrompt', 'require', 'process'].filter((name) => name in window),
        vault: await reach('app://vault/index.html'),
        secret: await reach('app://secret/secret/index.html'),
        net: await reach('https://127.0.0.1:1/'),
      };
    });
    await cabinet.close();

    expect(answers).toEqual({ bridges: [], vault: 'blocked', secret: 'blocked', net: 'blocked' });
  });

  it('revokes a token with two controlled refusals and writes a receipt that holds', async () => {
    await window.goTo('Токены');
    await window.row(LABEL).click();
    await press('Действия');
    await window.page.getByRole('menuitem', { name: 'Отозвать' }).click();
    await press('Начать');
    await press('Проверить токен');
    await seen(window.page.getByText('Удалить доступ').first()).toBeVisible({ timeout: PATIENCE_MS });
    const cabinet = await openCabinet();
    await cabinet.removeToken(LABEL);
    await cabinet.close();
    await press('Доступ удалён, дальше');
    await press('Проверить отзыв');
    await window.sees('Первый отказ записан');

    await killAndReopen(LABEL);
    await seen(button('Проверить ещё раз')).toBeEnabled({ timeout: PATIENCE_MS + 60_000 });
    await press('Проверить ещё раз');
    await press('Уничтожить текст токена');
    await press('Подписать квитанцию');

    await window.sees('Токен отозван, его текст уничтожен');
    await window.sees('Подпись верна');
    const tokens = await call(window.page, 'tokens.list', {});
    expect(tokens.find(({ label }) => label === LABEL)).toMatchObject({
      status: 'revoked',
      secretPlace: 'wiped',
    });
  });

  it('begins a reissue with what the token has, and finds it again after a kill', async () => {
    await window.goTo('Токены');
    await window.row(OLD).click();
    await press('Действия');
    await window.page.getByRole('menuitem', { name: 'Перевыпустить' }).click();
    await press('Начать');
    await window.page.getByRole('textbox', { name: 'Для чего' }).fill('По новому адресу');
    await seen(window.title(`Перевыпуск токена: ${OLD}`)).toBeVisible({ timeout: PATIENCE_MS });
    const kept = async () => {
      const [plan] = await call(window.page, 'plans.list', {});
      if (plan === undefined) return '';
      return (await call(window.page, 'plans.get', { planId: plan.planId })).wish?.purpose;
    };
    await seen.poll(kept, { timeout: PATIENCE_MS }).toBe('По новому адресу');

    await killAndReopen(OLD);

    await seen(window.page.getByRole('textbox', { name: 'Для чего' })).toHaveValue('По новому адресу');
    expect((await call(window.page, 'tokens.list', {})).find(({ label }) => label === OLD)?.status).toMatch(
      /active|issued/,
    );
  });
});
